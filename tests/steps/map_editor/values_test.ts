import { assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { UsageError } from "../../../steps/base/errors.ts";
import {
  addValue,
  ignoreValue,
  moveValue,
  renameOption,
  setDefault,
} from "../../../steps/map_editor/value_decisions.ts";
import { ignoreField } from "../../../steps/map_editor/field_decisions.ts";
import { DropsOptionError } from "../../../steps/map_editor/dropped_options.ts";
import { wordedOption } from "../../../steps/map_editor/options.ts";
import { undo } from "../../../steps/map_editor/change.ts";
import { field, landed, makes, Maps, value } from "./made_up_maps.ts";

const SEX = field("sex", "sex", { transform: "option", creates: makes("sex", "SELECT") });
const OF = { object: "person", field: "sex" };

Deno.test("a value moves to another option of its field, however the label is spelt, or to a new one", async () => {
  await using maps = await Maps.open([SEX], [
    value("F", "Female"),
    value("f", "Small f"),
    value("X", "Other"),
  ]);
  await moveValue(maps.by, value("f", ""), { label: " female" });
  await moveValue(maps.by, value("X", ""), { label: "1, not said" });
  assertEquals(await maps.becomes(), [
    "F → FEMALE proposed",
    "X → N1_NOT_SAID confirmed",
    "f → FEMALE confirmed",
  ]);
  assertEquals((await maps.values()).find((v) => v.source_value === "X")?.label, "1 / not said");
  await assertRejects(
    () => moveValue(maps.by, value("X", ""), { option: "NO" }),
    UsageError,
    "no such option",
  );
});

Deno.test("what Twenty does not take in an option is changed, and every change is said", () => {
  assertEquals(wordedOption("A, b", 0), {
    label: "A / b",
    value: "A_B",
    labelChanges: ["Twenty takes no comma in a label: it becomes a slash"],
    valueChange: { why: "capitals", text: "the value is written in capitals: A_B" },
  });
  assertEquals(wordedOption("1", 0).valueChange?.text, "a value begins with a letter: N1");
  assertEquals(wordedOption("日本", 4).value, "OPTION_5");
  assertStringIncludes(wordedOption("x".repeat(80), 0).labelChanges.join(), "63");
  assertEquals(wordedOption("VIP", 0), {
    label: "VIP",
    value: "VIP",
    labelChanges: [],
    valueChange: undefined,
  });
});

Deno.test("an option is renamed for all its values; its value stays; one that Twenty has is not", async () => {
  const channel = (v: string, option: string) => ({
    ...value(v, "Friend"),
    field: "channel",
    target_value: option,
  });
  await using maps = await Maps.open(
    [SEX, field("referral", "channel", { transform: "option" })],
    [value("F", "Female"), value("f", "Female"), value("M", "Male"), channel("Friend", "FRIENDS")],
  );
  await renameOption(maps.by, { ...OF, option: "FEMALE" }, "Woman");
  assertEquals((await maps.values()).filter((v) => v.label === "Woman").map((v) => v.target_value), [
    "FEMALE",
    "FEMALE",
  ]);
  await assertRejects(
    () => renameOption(maps.by, { ...OF, option: "FEMALE" }, "male"),
    UsageError,
    "Another option",
  );
  await assertRejects(
    () => renameOption(maps.by, { ...OF, option: "NO" }, "x"),
    UsageError,
    "no such option",
  );
  await assertRejects(
    () => renameOption(maps.by, { object: "person", field: "channel", option: "FRIENDS" }, "Mates"),
    UsageError,
    "Twenty has this option already",
  );
});

Deno.test("a default stands for what is not listed, and can be taken away", async () => {
  await using maps = await Maps.open([SEX], [value("F", "Female")]);
  await setDefault(maps.by, OF, { label: "Unknown" });
  assertEquals(await maps.becomes(), ["F → FEMALE proposed", " → UNKNOWN confirmed"]);
  await setDefault(maps.by, OF, { option: "FEMALE" });
  assertEquals(await maps.becomes(), ["F → FEMALE proposed", " → FEMALE confirmed"]);
  await setDefault(maps.by, OF, undefined);
  assertEquals(await maps.becomes(), ["F → FEMALE proposed"]);
});

Deno.test("a value that was not seen is added by hand, once", async () => {
  await using maps = await Maps.open([SEX], [value("F", "Female")]);
  await addValue(maps.by, OF, " W ", { option: "FEMALE" });
  assertEquals(await maps.becomes(), ["F → FEMALE proposed", "W → FEMALE confirmed"]);
  await assertRejects(() => addValue(maps.by, OF, "W", { option: "FEMALE" }), UsageError, "listed already");
  await assertRejects(() => addValue(maps.by, OF, " ", { option: "FEMALE" }), UsageError, "Type the value");
  await assertRejects(
    () => addValue(maps.by, { object: "person", field: "no" }, "W", { label: "W" }),
    UsageError,
    "No row of the map",
  );
});

Deno.test("a value that rows hold is not ignored before the person was told how many, and pressed again", async () => {
  await using maps = await Maps.open([SEX], [value("F", "Female", { count: 6 }), value("M", "Male")]);
  const error = await assertRejects(() => ignoreValue(maps.by, value("F", "")), DropsOptionError);
  assertStringIncludes(error.message, "6 rows of PracticeHub would be left empty");
  assertEquals(error.dropped, [{ ...OF, options: 1, emptied: 6, moved: 0, records: 0 }]);
  assertEquals((await maps.becomes())[0], "F → FEMALE proposed");
  await ignoreValue({ ...maps.by, anyway: true }, value("F", ""));
  assertEquals((await maps.becomes())[0], "F → FEMALE ignored");
  // Nobody holds this one.
  await ignoreValue(maps.by, value("M", ""));
});

Deno.test("an ignored value is left empty although there is a default, and the person is told", async () => {
  await using maps = await Maps.open([SEX], [
    value("F", "Female", { count: 6 }),
    value("female", "Female", { count: 4 }),
    value("", "Other", { state: "confirmed", position: 1 }),
  ]);
  // The option keeps a source; its other spelling's rows lose theirs all the same.
  const one = await assertRejects(() => ignoreValue(maps.by, value("female", "")), DropsOptionError);
  assertEquals(one.dropped, [{ ...OF, options: 0, emptied: 4, moved: 0, records: 0 }]);
  await ignoreValue({ ...maps.by, anyway: true }, value("female", ""));
  const last = await assertRejects(() => ignoreValue(maps.by, value("F", "")), DropsOptionError);
  assertEquals(last.dropped, [{ ...OF, options: 1, emptied: 6, moved: 0, records: 0 }]);
});

Deno.test("an option that records in Twenty hold is not dropped without a second press", async () => {
  await using maps = await Maps.open([SEX], [value("F", "Female"), value("M", "Male")]);
  await landed(maps.ledger, 1, { sex: "FEMALE" });
  await landed(maps.ledger, 2, { sex: ["MALE", "FEMALE"] });
  await landed(maps.ledger, 3, { sex: "FEMALE" }, { state: "failed" });
  await landed(maps.ledger, 4, { sex: "FEMALE" }, { object: "company" });
  // A record that was changed since holds what the newest effect wrote.
  await landed(maps.ledger, 5, { sex: "FEMALE" }, { target_id: "record-x" });
  await landed(maps.ledger, 6, { sex: "MALE" }, { target_id: "record-x", kind: "update" });
  const { dropped } = await assertRejects(
    () => moveValue(maps.by, value("F", ""), { option: "MALE" }),
    DropsOptionError,
  );
  assertEquals(dropped, [{ ...OF, options: 1, emptied: 0, moved: 0, records: 2 }]);
  await moveValue({ ...maps.by, anyway: true }, value("F", ""), { option: "MALE" });
});

Deno.test("merging a spelling into an option that keeps another source needs one press", async () => {
  await using maps = await Maps.open([SEX], [
    value("F", "Female", { count: 6 }),
    value("f", "Female", { count: 2 }),
    value("M", "Male", { count: 3 }),
  ]);
  await moveValue(maps.by, value("f", ""), { option: "MALE" });
  await assertRejects(() => moveValue(maps.by, value("F", ""), { option: "MALE" }), DropsOptionError);
});

Deno.test("leaving a whole field behind, and undoing, warn of options in use too", async () => {
  await using maps = await Maps.open([SEX], [value("F", "Female", { count: 6 })]);
  const { dropped } = await assertRejects(() => ignoreField(maps.by, SEX, ""), DropsOptionError);
  assertEquals(dropped, [{ ...OF, options: 1, emptied: 6, moved: 0, records: 0 }]);
  await moveValue({ ...maps.by, anyway: true }, value("F", ""), { label: "Woman" });
  await landed(maps.ledger, 1, { sex: "WOMAN" });
  await assertRejects(() => undo(maps.by), DropsOptionError, "1 record in Twenty holds it now");
  await undo({ ...maps.by, anyway: true });
  assertEquals(await maps.becomes(), ["F → FEMALE proposed"]);
});
