import { assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { findEvents } from "../../../db/events.ts";
import { insertMapChange, mapHistory } from "../../../db/map_changes.ts";
import { openLedger } from "../../../db/open.ts";
import { BusyError, UsageError } from "../../../steps/base/errors.ts";
import { changeMaps, undo } from "../../../steps/map_editor/change.ts";
import { confirmRows } from "../../../steps/map_editor/confirm_rows.ts";
import { confirmField, ignoreField } from "../../../steps/map_editor/field_decisions.ts";
import { confirmValue } from "../../../steps/map_editor/value_decisions.ts";
import { AT } from "../../db/temp_ledger.ts";
import { field, Maps, run, value } from "./made_up_maps.ts";

Deno.test("a decision, its history and its event are written together, and the log has no value of the source", async () => {
  await using maps = await Maps.open([field("sex", "sex", { transform: "option" })], [
    value("canary-value", "Canary Label"),
  ]);
  await ignoreField(maps.by, field("sex", "sex"), "canary-reason");
  await confirmValue(maps.by, value("canary-value", ""));
  const events = await findEvents(maps.ledger, { run: null, limit: 10 });
  assertEquals(events.map((e) => e.message), [
    "patients.sex → person.sex ignored, by Ana",
    "a value of person.sex confirmed, by Ana",
  ]);
  assertEquals(JSON.stringify(events).toLowerCase().includes("canary"), false);
  const history = await mapHistory(maps.ledger, 10);
  assertEquals(history.map((h) => [h.who, h.what]), [
    ["Ana", "a value of person.sex confirmed"],
    ["Ana", "patients.sex → person.sex ignored"],
  ]);
  assertEquals((await maps.fields())[0]?.note, "canary-reason");
});

Deno.test("when the commit fails nothing of a decision is kept", async () => {
  await using maps = await Maps.open([field("email", "emails")]);
  const { world } = maps.by;
  const broken = { ...maps.by, world: { ...world, now: () => NaN } };
  await assertRejects(() => confirmField(broken, field("email", "emails")));
  assertEquals(await maps.lines(), ["email → emails text proposed"]);
  assertEquals(await mapHistory(maps.ledger, 10), []);
});

Deno.test("maps do not change while a cell runs, in this console or another", async () => {
  await using maps = await Maps.open([field("email", "emails")]);
  await run(maps.ledger, "extract", "running");
  await assertRejects(() => confirmField(maps.by, field("email", "emails")), BusyError);
  assertEquals(await maps.lines(), ["email → emails text proposed"]);
});

Deno.test("two decisions at one time are both kept", async () => {
  await using maps = await Maps.open([field("a", "jobTitle"), field("b", "city")]);
  await Promise.all([
    confirmField(maps.by, field("a", "jobTitle")),
    ignoreField(maps.by, field("b", "city"), ""),
  ]);
  assertEquals((await maps.lines()).sort(), ["a → jobTitle text confirmed", "b → city text ignored"]);
  assertEquals((await mapHistory(maps.ledger, 10)).length, 2);
});

Deno.test("of two consoles that decide at one time the later is told, and nothing of its decision is kept", async () => {
  await using maps = await Maps.open([field("a", "jobTitle")]);
  const other = await openLedger({ url: maps.temp.path });
  const late = changeMaps(maps.by, async ({ fields }) => {
    const theirs = {
      id: 1,
      at: AT,
      who: "Ben",
      what: "theirs",
      undone_at: null,
      before: { fields: [], values: [] },
      after: { fields: [], values: [] },
    };
    await other.commit({ writes: [insertMapChange(other, theirs)] });
    return {
      what: "ours",
      before: { fields, values: [] },
      after: { fields: fields.map((f) => ({ ...f, state: "confirmed" as const })), values: [] },
    };
  });
  await assertRejects(() => late, BusyError, "in this very moment");
  assertEquals(await maps.lines(), ["a → jobTitle text proposed"]);
  assertEquals((await mapHistory(other, 5)).map((h) => h.what), ["theirs"]);
  await other.close();
});

Deno.test("a row that is not there, and a decision that is made already, are refused in a sentence", async () => {
  await using maps = await Maps.open([field("a", "jobTitle", { state: "confirmed" })]);
  await assertRejects(() => confirmField(maps.by, field("b", "jobTitle")), UsageError, "not there any more");
  await assertRejects(() => confirmField(maps.by, field("a", "jobTitle")), UsageError, "stands already");
  await assertRejects(() => ignoreField(maps.by, field("a", "jobTitle"), "x".repeat(301)), UsageError, "300");
});

Deno.test("what is sure enough is confirmed; the less sure and all values wait", async () => {
  await using maps = await Maps.open(
    [field("a", "jobTitle", { confidence: 90 }), field("b", "city", { confidence: 89 })],
    [value("F", "Female")],
  );
  await confirmRows(maps.by, { least: 90 });
  assertEquals((await maps.lines()).sort(), ["a → jobTitle text confirmed", "b → city text proposed"]);
  assertEquals(await maps.becomes(), ["F → FEMALE proposed"]);
});

Deno.test("confirming refuses another number of rows than was shown", async () => {
  await using maps = await Maps.open([field("a", "jobTitle"), field("b", "city")]);
  const error = await assertRejects(() => confirmRows(maps.by, { shown: 3 }), BusyError);
  assertStringIncludes(error.message, "2 rows by now, not 3");
  await confirmRows(maps.by, { shown: 2 });
  await assertRejects(() => confirmRows(maps.by, {}), UsageError, "decided already");
});

Deno.test("the values of a field that is left behind wait for nobody", async () => {
  await using maps = await Maps.open(
    [field("sex", "sex", { transform: "option", state: "ignored" }), field("a", "city")],
    [value("F", "Female", { count: 0 })],
  );
  await confirmRows(maps.by, { shown: 1 });
  assertEquals(await maps.becomes(), ["F → FEMALE proposed"]);
});

Deno.test("undo takes back the newest decision, then the one before, and then there is none", async () => {
  await using maps = await Maps.open([field("a", "jobTitle"), field("b", "city")], [value("F", "Female")]);
  const before = [await maps.fields(), await maps.values()];
  await ignoreField(maps.by, field("a", "jobTitle"), "not used");
  await confirmRows(maps.by, {});
  await undo(maps.by);
  assertEquals((await maps.lines()).sort(), ["a → jobTitle text ignored", "b → city text proposed"]);
  await undo(maps.by);
  assertEquals([await maps.fields(), await maps.values()], before);
  await assertRejects(() => undo(maps.by), UsageError, "no decision");
  assertEquals((await mapHistory(maps.ledger, 5)).map((h) => h.undone_at !== null), [true, true]);
});

Deno.test("undo refuses when its rows were changed since, and when another decision is the newest", async () => {
  await using maps = await Maps.open([field("a", "jobTitle")]);
  await ignoreField(maps.by, field("a", "jobTitle"), "");
  await assertRejects(() => undo(maps.by, 7), UsageError, "Another decision");
  await maps.ledger.commit({
    writes: [maps.ledger.db.updateTable("field_map").set({ state: "confirmed" })],
  });
  await assertRejects(() => undo(maps.by, 1), UsageError, "changed since");
  assertEquals(await maps.lines(), ["a → jobTitle text confirmed"]);
});

Deno.test("a new proposal between does not stand in the way of undo, and counts stay those of the source", async () => {
  await using maps = await Maps.open([field("a", "jobTitle")], [value("F", "Female", { count: 1 })]);
  await confirmRows(maps.by, {});
  await maps.ledger.commit({
    writes: [
      maps.ledger.db.updateTable("value_map").set({ count: 9 }),
      maps.ledger.db.updateTable("field_map").set({ reason: "another reason", position: 4 }),
    ],
  });
  await undo(maps.by);
  assertEquals((await maps.values()).map((v) => [v.state, v.count]), [["proposed", 9]]);
});
