import { assertEquals, assertRejects, assertThrows } from "@std/assert";
import { bothMaps, mapHistory } from "../../../db/map_changes.ts";
import { proposeValues } from "../../../db/maps.ts";
import { openLedger } from "../../../db/open.ts";
import { NeedsPersonError, UsageError } from "../../../steps/base/errors.ts";
import { addValue, moveValue, setDefault } from "../../../steps/map_editor/value_decisions.ts";
import { confirmRows } from "../../../steps/map_editor/confirm_rows.ts";
import { ignoreField, mapSource, retarget } from "../../../steps/map_editor/field_decisions.ts";
import { DropsOptionError } from "../../../steps/map_editor/dropped_options.ts";
import { exportMap, mapText, readMapFile } from "../../../steps/map_editor/map_file.ts";
import { importMap } from "../../../steps/map_editor/import_map.ts";
import { undo } from "../../../steps/map_editor/change.ts";
import { proposedValues } from "../../../steps/matching/values.ts";
import { auditOf, resource } from "../matching/made_up_seen.ts";
import { AUDIT, field, landed, makes, Maps, value } from "./made_up_maps.ts";

const SEX = field("sex", "sex", { transform: "option", creates: makes("sex", "SELECT"), position: 1 });
const FAX = field("fax", "fax", { creates: makes("fax", "TEXT"), position: 2 });
const TYPE = field("appointment_type_id", "appointmentType", {
  object: "appointment",
  resource: "appointments",
  transform: "option",
  creates: makes("appointmentType", "SELECT"),
  position: 3,
});
const OF = { object: "person", field: "sex" };
const FIELDS = [SEX, FAX, TYPE];
const VALUES = [value("F", "Female", { count: 6 }), value("M", "Male", { count: 3, position: 1 })];

/** What somebody decided about these maps, in every way there is. */
async function decide({ by }: Maps): Promise<void> {
  await retarget(by, FAX, { field: "jobTitle" });
  await mapSource(by, { resource: "patients", source: "diary" }, { label: "Diary", type: "TEXT" });
  await moveValue(by, value("M", ""), { label: "Man, male" }).catch(() => {});
  await moveValue({ ...by, anyway: true }, value("M", ""), { label: "Man, male" });
  await addValue(by, OF, "W", { option: "FEMALE" });
  await setDefault(by, OF, { label: "Unknown" });
  await ignoreField(by, TYPE, "not wanted");
  await confirmRows(by, {});
}

Deno.test("a map that is exported and imported into a fresh ledger is the same, and stays so after a restart", async () => {
  await using there = await Maps.open(FIELDS, VALUES);
  await decide(there);
  const text = mapText(await exportMap(there.ledger));
  await using here = await Maps.open(FIELDS, VALUES);
  const { left } = await importMap({ ...here.by, anyway: true }, readMapFile(text));
  assertEquals(left, []);
  assertEquals(await bothMaps(here.ledger), await bothMaps(there.ledger));
  await here.ledger.close();
  const again = await openLedger({ url: here.temp.path });
  assertEquals(mapText(await exportMap(again)), text);
  await again.close();
});

Deno.test("an import is one change, and undo takes all of it back", async () => {
  await using there = await Maps.open(FIELDS, VALUES);
  await decide(there);
  await using here = await Maps.open(FIELDS, VALUES);
  const before = await bothMaps(here.ledger);
  await importMap({ ...here.by, anyway: true }, await exportMap(there.ledger));
  assertEquals((await mapHistory(here.ledger, 9)).length, 1);
  await undo({ ...here.by, anyway: true });
  assertEquals(await bothMaps(here.ledger), before);
});

Deno.test("what this practice does not have is left out and listed, without a value", async () => {
  await using there = await Maps.open(
    [
      SEX,
      FAX,
      field("*", "nonsense", { transform: "other" }),
      field("email", "emails2", { transform: "emails" }),
    ],
    [
      value("canary", "Canary", { count: 2, state: "confirmed" }),
      value("F", "Woman", { count: 1, state: "confirmed" }),
    ],
  );
  await confirmRows(there.by, {});
  const audit = {
    ...AUDIT,
    resources: AUDIT.resources.map((r) => ({ ...r, fields: r.fields.filter((f) => f.name !== "fax") })),
  };
  await using here = await Maps.open([SEX], [value("F", "Female", { count: 6 })], audit);
  const { left, decided } = await importMap({ ...here.by, anyway: true }, await exportMap(there.ledger));
  assertEquals(left.sort(), [
    "patients.(several fields) → person.nonsense: this program has no such transform",
    "patients.email → person.emails2: Twenty has no such field here",
    "patients.fax → person.fax: this practice has no such source field",
    "person.sex: 1 value that this practice does not have",
  ]);
  assertEquals(decided, 2);
  assertEquals(await here.becomes(), ["F → WOMAN confirmed"]);
});

Deno.test("ids of named things are found by their name: number 1 there is not number 1 here", async () => {
  const type = (id: string, label: string) =>
    value(id, label, { object: "appointment", field: "appointmentType", state: "confirmed", count: 1 });
  await using there = await Maps.open([TYPE], [type("1", "First visit"), type("2", "Rub")]);
  const audit = { ...AUDIT, values: { "appointment_types": [["1\u001fMASSAGE", 1], ["7\u001fOther", 1]] } };
  await using here = await Maps.open([TYPE], [
    { ...type("1", "MASSAGE"), state: "proposed" },
    { ...type("7", "Other"), state: "proposed" },
  ], audit);
  const { left } = await importMap({ ...here.by, anyway: true }, await exportMap(there.ledger));
  assertEquals(await here.becomes(), ["1 → RUB confirmed", "7 → OTHER proposed"]);
  assertEquals(left, ["appointment.appointmentType: 1 value that this practice does not have"]);
});

Deno.test("a question and an answer as long as somebody wrote them are exported and imported", async () => {
  const question = `${"How are you, ".repeat(100)}really?`;
  const long = field(question, "howAreYou", {
    resource: "custom_form_responses",
    transform: "option",
    creates: makes("howAreYou", "SELECT"),
    state: "confirmed",
  });
  const answer = value("well ".repeat(400), "Well", { field: "howAreYou", state: "confirmed", count: 1 });
  await using maps = await Maps.open([long], [answer]);
  const file = readMapFile(mapText(await exportMap(maps.ledger)));
  assertEquals(await importMap(maps.by, file), { decided: 0, added: 0, left: [] });
});

Deno.test("a number without a name comes back to the ledger it is from, and is not taken for one with a name", async () => {
  const type = (id: string, label: string) =>
    value(id, label, { object: "appointment", field: "appointmentType", state: "confirmed", count: 1 });
  await using maps = await Maps.open([{ ...TYPE, state: "confirmed" }], [
    type("1", "First"),
    type("4040", "Gone"),
  ]);
  const file = await exportMap(maps.ledger);
  assertEquals(await importMap(maps.by, file), { decided: 0, added: 0, left: [] });
  await moveValue({ ...maps.by, anyway: true }, type("4040", ""), { label: "Other" });
  assertEquals(await importMap({ ...maps.by, anyway: true }, file), { decided: 1, added: 0, left: [] });
  assertEquals(await maps.becomes(), ["1 → FIRST confirmed", "4040 → GONE confirmed"]);
  // Where 4040 has a name it is another type.
  const audit = {
    ...AUDIT,
    values: { "appointment_types": [["1\u001fInitial", 1], ["4040\u001fSauna", 1]] },
  };
  await using here = await Maps.open([TYPE], [{ ...type("4040", "Sauna"), state: "proposed" }], audit);
  const { left } = await importMap({ ...here.by, anyway: true }, file);
  assertEquals(left, ["appointment.appointmentType: 1 value that this practice does not have"]);
  assertEquals(await here.becomes(), ["1 → FIRST confirmed", "4040 → SAUNA proposed"]);
});

Deno.test("a row whose source has no rows yet comes back too: the map of a ledger imports into it whole", async () => {
  const empty = {
    ...AUDIT,
    resources: [resource("patients"), resource("appointments", [], { rowsRead: 0 })],
  };
  await using maps = await Maps.open([{ ...TYPE, state: "confirmed" }], [], empty);
  const file = await exportMap(maps.ledger);
  await ignoreField({ ...maps.by, anyway: true }, TYPE, "not now");
  assertEquals(await importMap(maps.by, file), { decided: 1, added: 0, left: [] });
  assertEquals(await maps.lines(), ["appointment_type_id → appointmentType option confirmed"]);
});

const STAGE = field("active", "stage", {
  object: "opportunity",
  resource: "patient_packages",
  transform: "activity",
});
const STATUS = field("*", "appointmentStatus", {
  object: "appointment",
  resource: "appointments",
  transform: "status",
  creates: makes("appointmentStatus", "SELECT"),
});
const ROLE = field("=patient", "practiceRole", {
  transform: "option",
  creates: makes("practiceRole", "SELECT"),
});
const PACKAGES = {
  ...AUDIT,
  resources: [
    resource("patients"),
    resource("appointments", ["status"]),
    resource("patient_packages", ["active"]),
  ],
};

/** What another practice decided about words that PracticeHub itself has, not the practice. */
async function fixedWords() {
  const stage = (word: string, label: string) =>
    value(word, label, { object: "opportunity", field: "stage", state: "confirmed", count: 1 });
  const missed = value("missed", "No show", {
    object: "appointment",
    field: "appointmentStatus",
    state: "confirmed",
    count: 1,
  });
  await using there = await Maps.open([STAGE, STATUS, ROLE].map((f) => ({ ...f, state: "confirmed" })), [
    stage("active", "Customer"),
    stage("inactive", "Used up"),
    missed,
    value("patient", "Client", { field: "practiceRole", state: "confirmed", count: 9 }),
  ], PACKAGES);
  return await exportMap(there.ledger);
}

Deno.test("words of PracticeHub's own are had by every practice, and what became of them survives the next proposal", async () => {
  await using here = await Maps.open([], [], PACKAGES);
  const { left } = await importMap(here.by, await fixedWords());
  assertEquals(left, []);
  const decided = [
    "active → CUSTOMER confirmed",
    "inactive → USED_UP confirmed",
    "missed → NO_SHOW confirmed",
    "patient → CLIENT confirmed",
  ];
  assertEquals((await here.becomes()).toSorted(), decided);
  const seen = auditOf({ resources: PACKAGES.resources });
  const again = proposedValues([STAGE, ROLE], seen, { columns: new Map(), values: {} }, []);
  assertEquals(again.map((v) => `${v.source_value} → ${v.target_value}`), [
    "active → CUSTOMER",
    "inactive → COMPLETED",
    "patient → PATIENT",
  ]);
  await here.ledger.commit({ writes: proposeValues(here.ledger, again) });
  assertEquals((await here.becomes()).toSorted(), decided);
});

Deno.test("before the schema cell has proposed once an import is refused: nobody knows Twenty's fields", async () => {
  await using here = await Maps.open([], [], PACKAGES);
  await here.ledger.commit({ writes: [here.ledger.db.deleteFrom("run").where("step", "=", "schema")] });
  const file = await fixedWords();
  await assertRejects(() => importMap(here.by, file), NeedsPersonError, "Run the schema cell once first");
  assertEquals(await bothMaps(here.ledger), { fields: [], values: [] });
});

Deno.test("an import warns of options in use like any other change, and touches no effect", async () => {
  await using there = await Maps.open([SEX], [value("F", "Woman", { count: 1, state: "confirmed" })]);
  const file = await exportMap(there.ledger);
  await using here = await Maps.open([SEX], VALUES);
  await landed(here.ledger, 1, { sex: "FEMALE" });
  const effects = () => here.ledger.db.selectFrom("effect").selectAll().execute();
  const before = await effects();
  await assertRejects(() => importMap(here.by, file), DropsOptionError, "1 record in Twenty");
  await importMap({ ...here.by, anyway: true }, file);
  assertEquals(await effects(), before);
});

Deno.test("open rows of a file say nothing about rows that are here", async () => {
  await using there = await Maps.open([FAX], []);
  await using here = await Maps.open([{ ...FAX, state: "ignored", note: "mine" }], []);
  assertEquals(await importMap(here.by, await exportMap(there.ledger)), { decided: 0, added: 0, left: [] });
  assertEquals(await mapHistory(here.ledger, 5), []);
  assertEquals(await here.lines(), ["fax → fax text ignored"]);
});

Deno.test("before the audit nobody knows which source fields there are", async () => {
  await using there = await Maps.open([FAX]);
  await using here = await Maps.open([], [], undefined);
  await here.ledger.commit({ writes: [here.ledger.db.deleteFrom("run")] });
  const file = await exportMap(there.ledger);
  await assertRejects(() => importMap(here.by, file), NeedsPersonError, "audit first");
});

Deno.test("a file that is none is refused in a sentence that quotes nothing of it", () => {
  const cases: [string, string][] = [
    ["canary", "not JSON"],
    ["[]", "not a map"],
    [`{"handover":"map","version":2}`, "version 2"],
    [`{"handover":"map","version":1,"fields":[{"object":"canary"}],"values":[]}`, "damaged at fields.0"],
  ];
  for (const [text, sentence] of cases) {
    const error = assertThrows(() => readMapFile(text), UsageError, sentence);
    assertEquals(error.message.includes("canary"), false);
  }
});
