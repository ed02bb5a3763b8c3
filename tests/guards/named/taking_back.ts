import type { Theme } from "../guard.ts";

const DESTROY = "tests/steps/load/destroy_test.ts";
const PLAN = "tests/steps/rollback/plan_test.ts";
const OPTIONS = "tests/steps/rollback/options_test.ts";
const RUNBOOK = "tests/e2e/runbook_test.ts";
const OTHERS = "tests/e2e/review/rollback_others_test.ts";
const REVIEW = "tests/e2e/review/rollback_test.ts";

export const TAKING_BACK: Theme = {
  title: "Taking back",
  guards: [
    {
      name: "a plan keeps what was edited since",
      file: "steps/rollback/plan.ts",
      find: "    const edited = editedSince(mine, found);",
      replace: '    const edited = editedSince(mine, found) && found.id === "";',
      tests: [PLAN],
    },
    {
      name: "what was edited between the plan and now is kept",
      file: "steps/load/destroy.ts",
      find: "    return mine && found && editedSince(mine, found);",
      replace: '    return mine && found && found.id === "";',
      tests: ["tests/steps/load/destroy_test.ts"],
    },
    {
      name: "the bytes of every file that is removed are erased",
      file: "steps/load/destroy.ts",
      find: "Object.values(found.get(id) ?? {}).some(isFileList);",
      replace: "found.size < 0;",
      tests: ["tests/steps/load/destroy_test.ts"],
    },
    {
      name: "what the timeline says of a record goes with it",
      file: "steps/load/destroy.ts",
      find: "  if (timeline) await destroyTimeline(kit, object, timeline, there);\n",
      replace: "",
      tests: ["tests/steps/load/destroy_test.ts"],
    },
    {
      name: "what somebody else's record refers to is kept",
      file: "steps/rollback/plan.ts",
      find: "  await notePointers(kit, meta, others, false);\n",
      replace: "",
      tests: ["tests/e2e/review/rollback_others_test.ts", PLAN],
    },
    {
      name: "tasks and other objects that refer to ours count too",
      file: "steps/rollback/plan.ts",
      find: "  await notePointersOfOthers(kit, objects);\n",
      replace: "",
      tests: [PLAN, "tests/e2e/review/rollback_others_test.ts"],
    },
    {
      name: "what a kept record refers to is kept, however far",
      file: "steps/rollback/pointers.ts",
      find: "      await notePointers(kit, meta, [...records.values()], true);\n",
      replace: "",
      tests: [PLAN],
    },
    {
      name: "a confirmation is bound to every id and bucket of the plan",
      file: "steps/rollback/plan.ts",
      find: "    for (const { object, target_id, bucket } of rows) hash.update(",
      replace: "    for (const { object, target_id, bucket } of rows.slice(0, 0)) hash.update(",
      tests: [PLAN],
    },
    {
      name: "nothing is removed before the count was typed",
      file: "steps/rollback/run.ts",
      find: "if (!confirmed) return shownPlan(",
      replace: "if (!confirmed && plan.count < 0) return shownPlan(",
      tests: [RUNBOOK],
    },
    {
      name: "children go before what they belong to",
      file: "steps/rollback/carry_out.ts",
      find: "  const objects = TARGET_OBJECTS.toReversed();",
      replace: "  const objects = [...TARGET_OBJECTS];",
      tests: ["tests/e2e/runbook_test.ts"],
    },
    {
      name: "a rollback that died giving back gives back",
      file: "steps/rollback/restore_overwritten.ts",
      find: 'state === "sent" && code === "restoring";',
      replace: 'state === "reverted" && code === "restoring";',
      tests: ["tests/steps/rollback/restore_overwritten_test.ts"],
    },
    {
      name: "what was written over an edit is put back",
      file: "steps/rollback/carry_out.ts",
      find: "    const restored = await putBack(kit, object, rows);",
      replace: "    const restored = await putBack(kit, object, rows.slice(0, 0));",
      tests: ["tests/e2e/conflicts_test.ts"],
    },
    {
      name: "all that was written over is put back, not only the newest",
      file: "steps/rollback/restore_overwritten.ts",
      find: "...edits.map(writtenOver)",
      replace: "...edits.slice(-1).map(writtenOver)",
      tests: ["tests/steps/rollback/restore_overwritten_test.ts"],
    },
    {
      name: "what was ours when a person's edit was written over is not put back",
      file: "steps/rollback/restore_overwritten.ts",
      find: "    !before || !holds(ours[field] ?? null, had[field] ?? null)\n",
      replace: '    field !== ""\n',
      tests: ["tests/steps/rollback/restore_overwritten_test.ts"],
    },
    {
      name: "what was put back once is not put back again",
      file: "steps/rollback/restore_overwritten.ts",
      find: "edits.map(({ effect: { id } }) => {",
      replace: "edits.slice(1).map(({ effect: { id } }) => {",
      tests: ["tests/steps/rollback/restore_overwritten_test.ts"],
    },
    {
      name: "what people changed since is not put back over",
      file: "steps/rollback/restore_overwritten.ts",
      find: ".filter(([field]) => holds(written[field] ?? null, there[field] ?? null)),",
      replace: '.filter(([field]) => field !== ""),',
      tests: ["tests/e2e/conflicts_test.ts"],
    },
    {
      name: "everyone else's rows are compared before and after",
      file: "steps/rollback/outcome.ts",
      find: "const untouched = before.foreign === after.foreign && before.foreignRows === after.foreignRows;",
      replace: "const untouched = before.foreignRows === after.foreignRows;",
      tests: [REVIEW],
    },
    {
      name: "a field in which rows that stay hold something is kept",
      file: "steps/rollback/schema.ts",
      find:
        'return used.has(`${made.object}.${made.field}`) ? "rows that stay hold values in it" : undefined;',
      replace: "return undefined;",
      tests: [OTHERS],
    },
    {
      name: "an object in which somebody has rows is kept",
      file: "steps/rollback/schema.ts",
      find: "  return rows > 0 ?",
      replace: "  return rows < 0 ?",
      tests: ["tests/e2e/review/rollback_test.ts"],
    },
    {
      name: "a field that somebody made under a name that was ours is not taken for ours",
      file: "steps/rollback/schema.ts",
      find: 'return made.metadataId === "" || made.metadataId === id ? id : undefined;',
      replace: "return id;",
      tests: [OTHERS],
    },
    {
      name: "an option that a row holds is kept",
      file: "steps/rollback/schema.ts",
      find: "if (await countHolding(kit.target, object.namePlural, field, value) > 0) used.add(value);",
      replace: "if (await countHolding(kit.target, object.namePlural, field, value) < 0) used.add(value);",
      tests: [OPTIONS],
    },
    {
      name: "what was taken back, or never sent, is not ours any more",
      file: "db/rollback_rows.ts",
      find: "e.state not in ('skipped', 'reverted')",
      replace: "e.state not in ('nothing')",
      tests: ["tests/steps/load/destroy_test.ts"],
    },
    {
      name: "records that were removed are read to be gone",
      file: "steps/load/destroy.ts",
      find: "const gone = going.filter((id) => !after.has(id));",
      replace: "const gone = [...going];",
      tests: [DESTROY],
    },
  ],
};
