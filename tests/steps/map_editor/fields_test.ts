import { assert, assertEquals, assertRejects } from "@std/assert";
import { UsageError } from "../../../steps/base/errors.ts";
import { changeTransform, mapSource, retarget } from "../../../steps/map_editor/field_decisions.ts";
import { readSources, unmapped } from "../../../steps/map_editor/sources.ts";
import { undo } from "../../../steps/map_editor/change.ts";
import { field, makes, Maps, value } from "./made_up_maps.ts";

const FAX = field("fax", "fax", { creates: makes("fax", "TEXT") });
const SEX = field("sex", "sex", { transform: "option", creates: makes("sex", "SELECT") });

Deno.test("a row goes to another field; the row so far stays, ignored, and says where it went", async () => {
  await using maps = await Maps.open([FAX]);
  await retarget(maps.by, FAX, { field: "jobTitle" });
  assertEquals((await maps.fields()).map((f) => [f.target, f.state, f.note, f.creates === null]), [
    ["fax", "ignored", "goes to jobTitle instead", false],
    ["jobTitle", "confirmed", "", true],
  ]);
  await undo(maps.by);
  assertEquals(await maps.lines(), ["fax → fax text proposed"]);
});

Deno.test("a row that was sent elsewhere can be sent back", async () => {
  await using maps = await Maps.open([FAX]);
  await retarget(maps.by, FAX, { field: "jobTitle" });
  await retarget(maps.by, { ...FAX, target: "jobTitle" }, { field: "fax" });
  assertEquals((await maps.lines()).sort(), ["fax → fax text confirmed", "fax → jobTitle text ignored"]);
});

Deno.test("a new field is named from its label, and what had to be altered is said", async () => {
  await using maps = await Maps.open([FAX]);
  const { changed } = await retarget(maps.by, FAX, { label: "Job title", type: "TEXT" });
  assert(/jobTitle is taken/.test(changed), changed);
  const row = (await maps.fields()).find((f) => f.state === "confirmed");
  assertEquals(row?.target, "jobTitle2");
  assertEquals(JSON.parse(row?.creates ?? "").label, "Job title");
});

Deno.test("a field of another type brings the transform that fits it; one that cannot hold it is refused", async () => {
  await using maps = await Maps.open([FAX]);
  await retarget(maps.by, FAX, { field: "birthday" });
  assertEquals((await maps.fields()).find((f) => f.target === "birthday")?.transform, "date");
  for (const name of ["id", "nowhere"]) {
    await assertRejects(() => retarget(maps.by, { ...FAX, target: "birthday" }, { field: name }), UsageError);
  }
  await assertRejects(
    () => retarget(maps.by, { ...FAX, target: "birthday" }, { label: "A", type: "RELATION" }),
    UsageError,
    "cannot be of type",
  );
});

Deno.test("links and names made of several fields keep their place", async () => {
  const link = field("id", "companyId", { transform: "ref" });
  const name = field("*", "name", { transform: "personName" });
  await using maps = await Maps.open([link, name]);
  for (const row of [link, name]) {
    await assertRejects(() => retarget(maps.by, row, { field: "city" }), UsageError, "keeps its field");
    await assertRejects(() => changeTransform(maps.by, row, "text"), UsageError, "cannot be changed");
  }
});

Deno.test("options go along to a new field, with what was decided of them", async () => {
  const decided = value("F", "Woman", { state: "confirmed", count: 6 });
  await using maps = await Maps.open([SEX], [decided, value("M", "Male", { count: 3 })]);
  await retarget(maps.by, SEX, { label: "Gender", type: "SELECT" });
  assertEquals(
    (await maps.values()).filter((v) => v.field === "gender").map((v) => [v.source_value, v.label, v.state]),
    [["F", "Woman", "confirmed"], ["M", "Male", "proposed"]],
  );
});

Deno.test("a field that Twenty has with options takes them by their label", async () => {
  await using maps = await Maps.open([field("referral", "referral")]);
  await retarget(maps.by, field("referral", "referral"), { label: "Heard of us", type: "SELECT" });
  assertEquals(await maps.becomes(), [
    "Friend → FRIEND proposed",
    "friend → FRIEND proposed",
    "A, B → A_B proposed",
  ]);
  await retarget(maps.by, field("referral", "heardOfUs"), { field: "channel" });
  const channel = (await maps.values()).filter((v) => v.field === "channel");
  assertEquals(channel.map((v) => v.target_value), ["FRIENDS", "FRIENDS", "A_B"]);
});

Deno.test("only a transform that fits the field's type is taken", async () => {
  await using maps = await Maps.open([FAX]);
  await changeTransform(maps.by, FAX, "markdown");
  assertEquals(await maps.lines(), ["fax → fax markdown confirmed"]);
  for (const name of ["date", "key", "nonsense", ""]) {
    await assertRejects(() => changeTransform(maps.by, FAX, name), UsageError, "cannot be filled that way");
  }
});

Deno.test("a source field without a row is listed, and gets one that suits what was seen in it", async () => {
  await using maps = await Maps.open([FAX, SEX]);
  const names = async () =>
    unmapped(await readSources(maps.ledger), await maps.fields()).map((u) => `${u.resource}.${u.source}`);
  assertEquals((await names()).includes("patients.diary"), true);
  assertEquals((await names()).includes("patients.fax"), false);
  await mapSource(maps.by, { resource: "patients", source: "diary" }, { label: "Diary", type: "TEXT" });
  assertEquals((await names()).includes("patients.diary"), false);
  assertEquals((await maps.lines()).at(-1), "diary → diary markdown confirmed");
  await assertRejects(
    () => mapSource(maps.by, { resource: "patients", source: "diary" }, { field: "city" }),
    UsageError,
    "has a row already",
  );
  await assertRejects(
    () => mapSource(maps.by, { resource: "patients", source: "no" }, { field: "city" }),
    UsageError,
  );
});
