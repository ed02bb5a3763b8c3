import { assertEquals, assertRejects, assertStringIncludes, assertThrows } from "@std/assert";
import { readCommandLine } from "../../../steps/console/command_line.ts";
import { UsageError } from "../../../steps/base/errors.ts";
import { confirmField } from "../../../steps/map_editor/field_decisions.ts";
import { runMapCommand } from "../../../steps/map_editor/map_command.ts";
import { FakeWorld } from "../support/fake_world.ts";
import { field, makes, Maps } from "./made_up_maps.ts";

const FAX = field("fax", "fax", { creates: makes("fax", "TEXT") });
const read = (line: string) => readCommandLine(line.split(" "), () => undefined);

Deno.test("a map is written and read without a browser", async () => {
  await using there = await Maps.open([FAX]);
  await confirmField(there.by, FAX);
  await using here = await Maps.open([FAX]);
  const file = here.temp.dir.file("map.json");
  await Deno.writeTextFile(file, await runMapCommand(there.ledger, new FakeWorld(), { verb: "export" }));
  const said = await runMapCommand(here.ledger, new FakeWorld(), { verb: "import", file, anyway: false });
  assertStringIncludes(said, "1 row decided as in the file, no rows added, nothing left out.");
  assertEquals(await here.lines(), ["fax → fax text confirmed"]);
  await assertRejects(
    () => runMapCommand(here.ledger, new FakeWorld(), { verb: "import", file: `${file}2`, anyway: false }),
    UsageError,
    "cannot be read",
  );
});

Deno.test("the command line says what to do with the maps and how the checklist is written", () => {
  assertEquals(read("map export --out a.json").map, { verb: "export" });
  assertEquals(read("map import a.json --anyway").map, { verb: "import", file: "a.json", anyway: true });
  assertEquals(read("checklist").checklistFormat, "md");
  assertEquals(read("checklist --format csv").checklistFormat, "csv");
  const wrong = [
    "map",
    "map import",
    "map import a b",
    "map nonsense",
    "checklist --format json",
    "status --anyway",
  ];
  for (const line of wrong) assertThrows(() => read(line), UsageError, undefined, line);
});
