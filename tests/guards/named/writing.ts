import type { Theme } from "../guard.ts";

const LAND = "tests/steps/engine/land_test.ts";
const CREATE = "tests/steps/engine/create_test.ts";
const DECIDE = "tests/steps/engine/decide_test.ts";
const REMOVE = "tests/steps/engine/remove_test.ts";
const CLIENT = "tests/steps/twenty/client_test.ts";

export const WRITING: Theme = {
  title: "Writing to Twenty",
  guards: [
    {
      name: "the intent of every record is on disk before it is sent",
      file: "steps/engine/intend.ts",
      find: "      ...insertEffects(kit.ledger, planned.map((p) => p.effect)),\n",
      replace: "",
      tests: [LAND],
    },
    {
      name: "the intent of every upload, field, option and removal is on disk before it is sent",
      file: "steps/engine/open_effect.ts",
      find: "writes: insertEffects(kit.ledger, [effect]),",
      replace: "writes: [],",
      tests: [REMOVE, "tests/steps/schema/make_test.ts"],
    },
    {
      name: "what is wanted instead of a duplicate is on disk before it is sent",
      file: "steps/engine/intend.ts",
      find: 'writes: [kit.ledger.db.updateTable("effect").set(change).where("id", "=", planned.effect.id)],',
      replace: "writes: [],",
      tests: [LAND],
    },
    {
      name: "an effect that a cut-off run left open is carried on, not repeated",
      file: "steps/engine/intend.ts",
      find:
        'const same = isOpen(effect) && effect.kind !== "remove" && effect.payload_hash === hashOf(wanted.fields);',
      replace: "const same = false;",
      tests: [LAND],
    },
    {
      name: "an open effect that another takes the place of is settled",
      file: "steps/engine/intend.ts",
      find:
        "      ...superseded.map((s) => moveEffects(kit.ledger, [s.effect.id], s.state, { reason: s.reason, at })),\n",
      replace: "",
      tests: [LAND],
    },
    {
      name: "a conflict is recorded once",
      file: "steps/engine/intend.ts",
      find:
        'return !(decision.do === "conflict" && effect?.state === "conflict" && effect.reason === decision.reason);',
      replace: "return true;",
      tests: [LAND],
    },
    {
      name: "a batch whose answer was lost is settled by reading its ids",
      file: "steps/engine/create.ts",
      find: "const missing = await missingOf(kit, rest);",
      replace: "const missing = [...rest];",
      tests: [CREATE],
    },
    {
      name: "a duplicate that is our own is no refusal",
      file: "steps/engine/create.ts",
      find: "const missing = /duplicate/i.test(error.reason) ? await missingOf(kit, rows) : rows;",
      replace: "const missing = rows;",
      tests: [CREATE],
    },
    {
      name: "a refused batch is halved until the bad row stands alone",
      file: "steps/engine/create.ts",
      find:
        "  await createSome(kit, rows.slice(0, middle), refused);\n  await createSome(kit, rows.slice(middle), refused);\n",
      replace: "  for (const row of rows.slice(middle - middle)) refused.set(row.id, error.reason);\n",
      tests: [CREATE],
    },
    {
      name: "lost answers in a row end the run",
      file: "steps/engine/create.ts",
      find: "const ATTEMPTS = 5;",
      replace: "const ATTEMPTS = 50;",
      tests: [CREATE],
    },
    {
      name: "a batch has no more bytes than Twenty takes",
      file: "steps/engine/create.ts",
      find: "if (batch.length > 0 && bytes + size > BATCH_BYTES) {",
      replace: "if (batch.length > 0 && bytes + size < 0) {",
      tests: [CREATE],
    },
    {
      name: "upsert is never asked for",
      file: "steps/twenty/records.ts",
      find: 'await twenty.write("POST", `batch/${plural}`, records);',
      replace: 'await twenty.write("POST", `batch/${plural}?upsert=true`, records);',
      tests: [CREATE],
    },
    {
      name: "a write is sent once; only reads are sent again",
      file: "steps/twenty/client.ts",
      find: 'error instanceof LostAnswerError && sending.kind === "read" && ++lost < attempts',
      replace: "error instanceof LostAnswerError && ++lost < attempts",
      tests: [CLIENT],
    },
    {
      name: "an update whose answer was lost is settled by reading",
      file: "steps/engine/update.ts",
      find: "    if (now?.deletedAt === null && differences(payload, now).length === 0) return undefined;\n",
      replace: "",
      tests: ["tests/steps/engine/update_test.ts"],
    },
    {
      name: "an update is sent only while Twenty holds what we last wrote",
      file: "steps/engine/decide.ts",
      find:
        "  if (known || differences(last, found).length > 0 || isFilledSince(wanted, effect, last, found)) {\n",
      replace: '  if (found.id === "") {\n',
      tests: ["tests/steps/engine/decide_test.ts", "tests/steps/engine/land_test.ts"],
    },
    {
      name: "what a person filled where the source was empty is not written over",
      file: "steps/engine/decide.ts",
      find: "  return isFilledOtherwise(last, fields, found) && editedSince(effect, found);",
      replace:
        '  return isFilledOtherwise(last, fields, found) && editedSince(effect, found) && found.id === "";',
      tests: [DECIDE],
    },
    {
      name: "a choice is bound to both sides as they were shown",
      file: "steps/engine/decide.ts",
      find: "    ruling.held === heldHash(held);",
      replace: '    ruling.held !== "";',
      tests: ["tests/steps/engine/decide_test.ts", "tests/steps/engine/conflicts_test.ts"],
    },
    {
      name: "a choice for Twenty ends when PracticeHub's side changes",
      file: "steps/engine/decide.ts",
      find: "  return ruling.wanted === hashOf(wanted.fields) ? { ...decision, decided: true } : decision;",
      replace: "  return { ...decision, decided: true };",
      tests: ["tests/steps/engine/decide_test.ts"],
    },
    {
      name: "what was deleted in Twenty is nobody's to bring back",
      file: "steps/engine/conflicts.ts",
      find: '  if (take === "practicehub" && !TAKEABLE.some((reason) => reason === conflict.reason)) {',
      replace: '  if (take === "practicehub" && TAKEABLE.length < 0) {',
      tests: ["tests/steps/engine/conflicts_test.ts"],
    },
    {
      name: "all are decided in the number that was shown or not at all",
      file: "steps/engine/conflicts.ts",
      find: "  if (expected !== undefined && expected !== count) {",
      replace: "  if (expected !== undefined && expected < 0) {",
      tests: ["tests/steps/engine/conflicts_test.ts", "tests/routes/conflicts_test.ts"],
    },
    {
      name: "a choice about one conflict says nothing of the next",
      file: "steps/engine/conflicts.ts",
      find: "    const sameWanted = !isNew && before?.wanted_hash",
      replace: "    const sameWanted = before?.wanted_hash",
      tests: ["tests/steps/engine/conflicts_test.ts"],
    },
    {
      name: "an update of ours does not make people's work ours",
      file: "steps/engine/intend.ts",
      find: '  return decision.do === "update" && effect && editedSince(effect, found) ? WORKED_ON : before;',
      replace: "  return before;",
      tests: ["tests/steps/engine/edited_test.ts"],
    },
    {
      name: "an update that arrived unnoticed is not taken for somebody's edit",
      file: "steps/engine/decide.ts",
      find: "if (!pending || (found && differences(written, found).length === 0)) return written;",
      replace: "if (!pending) return written;",
      tests: [DECIDE],
    },
    {
      name: "what a person destroyed is not made again",
      file: "steps/engine/decide.ts",
      find: 'return wasThere(effect) ? { do: "conflict", reason: "destroyed in Twenty" } : { do: "create" };',
      replace: 'return { do: "create" };',
      tests: [DECIDE, LAND],
    },
    {
      name: "what a person put into the trash stays there",
      file: "steps/engine/decide.ts",
      find: '  if (!byUs) return { do: "conflict", reason: "deleted in Twenty" };\n',
      replace: "",
      tests: [DECIDE, LAND],
    },
    {
      name: "a record that was being taken out of the trash is no person's to have put there",
      file: "steps/engine/decide.ts",
      find: '  const byUs = effect.kind === "remove" || isTakingOut(effect);',
      replace: '  const byUs = effect.kind === "remove";',
      tests: [LAND],
    },
    {
      name: "what a person edited in the trash is not taken out of it",
      file: "steps/engine/decide.ts",
      find: "  if (touched || isFilledSince(wanted, effect, last, found)) {\n",
      replace: '  if (touched && found.id === "") {\n',
      tests: [DECIDE],
    },
    {
      name: "a field that the source no longer fills is emptied",
      file: "steps/engine/decide.ts",
      find: "return { ...clearedFields(last, wanted), ...Object.fromEntries(changed) };",
      replace: "return Object.fromEntries(changed);",
      tests: [DECIDE],
    },
    {
      name: "every field is compared with what was read back",
      file: "steps/engine/conclude.ts",
      find: "const differing = differences(wanted.fields, found);",
      replace: "const differing: string[] = [];",
      tests: [LAND],
    },
    {
      name: "what is not there when read back is not called done",
      file: "steps/engine/conclude.ts",
      find: '  if (!found) return lostToSomebody(planned, "destroyed in Twenty");',
      replace: '  if (!found) return { wanted, verdict: "created", differing: [] };',
      tests: ["tests/steps/engine/land_test.ts"],
    },
    {
      name: "a skipped row is recorded once for each reason",
      file: "steps/engine/skips.ts",
      find: 'last.state === "reverted" || (last.state === "skipped" && last.reason !== w.skip);',
      replace: 'last.state === "reverted" || last.state === "skipped";',
      tests: [LAND],
    },
    {
      name: "an upload that a cut-off run left open is carried on",
      file: "steps/attach/upload.ts",
      find: "    if (before.payload_hash === payload_hash) return before;\n",
      replace: "",
      tests: ["tests/steps/attach_cut_off_test.ts"],
    },
    {
      name: "a file's bytes are read back and compared",
      file: "steps/attach/verify.ts",
      find: "if (await hashIfReadable(kit, url) === blob.sha256) {",
      replace: "if (await hashIfReadable(kit, url) !== undefined) {",
      tests: ["tests/steps/attach_test.ts"],
    },
    {
      name: "a record is removed only while Twenty holds what we last wrote",
      file: "steps/engine/removal.ts",
      find: "  return !isDone && isEdited && !overruled(ruling, wanted, there) ?",
      replace: '  return !isDone && isEdited && there.id === "" ?',
      tests: ["tests/steps/engine/remove_test.ts"],
    },
    {
      name: "a choice to remove is bound to the record as it was shown",
      file: "steps/engine/removal.ts",
      find:
        '  ruling?.take === "practicehub" && ruling.wanted === hashOf(fields) && ruling.held === heldHash(there);',
      replace: '  ruling?.take === "practicehub" && ruling.wanted === hashOf(fields) && there.id !== "";',
      tests: ["tests/steps/engine/conflicts_test.ts"],
    },
    {
      name: "a removal is confirmed by reading",
      file: "steps/engine/remove.ts",
      find: "const done = now !== undefined && now.deletedAt !== null;",
      replace: "const done = true;",
      tests: [REMOVE],
    },
  ],
};
