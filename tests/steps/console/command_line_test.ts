import { assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { HELP, TEXT_FLAGS } from "../../../steps/console/command_flags.ts";
import { readCommandLine } from "../../../steps/console/command_line.ts";
import { UsageError } from "../../../steps/base/errors.ts";

const read = (...args: string[]) => readCommandLine(args, () => undefined);
const refused = (args: string[]) =>
  assertThrows(() => read(...args), UsageError, undefined, args.join(" ")).message;

for (const name of TEXT_FLAGS) {
  Deno.test(`--${name} without its value is refused by name`, () => {
    for (const args of [[`--${name}`], [`--${name}=`], [`--${name}`, ""], [`--${name}`, "--json"]]) {
      assertEquals(refused(["run", "extract", ...args]), `--${name} needs a value; see handover help.`);
    }
  });
}

Deno.test("a flag that the command would do nothing with is refused, with the commands that take it", () => {
  const cases: [string, string][] = [
    ["status --also invoices", "--also goes with serve and run, not with status"],
    ["status --sign-off", "--sign-off goes with run,"],
    ["status --fallback-owner ana@example.test", "--fallback-owner goes with serve and run,"],
    ["report --json", "--json goes with run and status,"],
    ["run audit --port 1", "--port goes with serve and demo,"],
    ["run audit --out a", "--out goes with status, report, workflows, map, checklist and log,"],
    ["demo --ledger a.db", "--ledger goes with"],
    ["map export --anyway", "--anyway goes with map import"],
    ["--confirm-rollback 3", "--confirm-rollback goes with run,"],
  ];
  for (const [line, sentence] of cases) assertStringIncludes(refused(line.split(" ")), sentence, line);
});

Deno.test("optional objects are a list of known names; none is said by its name, not by saying nothing", () => {
  const also = (list: string) => read("run", "audit", "--also", list).settings.optionalObjects;
  assertEquals(also("invoices, payments"), ["invoices", "payments"]);
  assertEquals(also("none"), []);
  assertEquals(read("run", "audit").settings.optionalObjects, undefined);
  assertStringIncludes(refused(["run", "audit", "--also", ","]), "--also takes");
  assertStringIncludes(refused(["run", "audit", "--also", "invoices,"]), "--also takes");
});

Deno.test("help is given whatever else was typed, and names every flag", () => {
  assertEquals(read("status", "--sign-off", "--help").command, "help");
  for (const name of TEXT_FLAGS) assertStringIncludes(HELP, `--${name}`);
});
