import { assert, assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { parse } from "@std/csv";
import { csvExports } from "../../../fixtures/practice/exports/exports.ts";
import { generatePractice } from "../../../fixtures/practice/generate.ts";
import { cellsOf, withoutFormula } from "../../../steps/csv/cells.ts";
import { fileNameOf, objectOfFile, targetsOf } from "../../../steps/csv/survey.ts";
import { mustBeFree, readyToWrite, writeCsvDir } from "../../../steps/csv/write.ts";
import { UsageError } from "../../../steps/base/errors.ts";
import { csvStates } from "../../../steps/staging/csv/report.ts";
import { runHeadless } from "../../../steps/console/headless.ts";
import { CONSENT, openStage, type Stage } from "../../support/stage.ts";
import { TARGET_OBJECTS } from "../../../steps/mapping/objects.ts";

const PATIENTS = 60;

Deno.test("a whole practice is written as CSVs that read back as the records it would become", async (t) => {
  const practice = generatePractice({ seed: 1, patients: PATIENTS });
  await using stage = await openStage({ practice });
  const exports = await writeExports(stage, csvExports(1, practice));
  const dir = `${stage.dir}/out`;
  const console = await stage.console();
  const { ledger } = console;
  const lines: string[] = [];
  const code = await runHeadless(console, ["audit", "schema", "members", "extract"], {
    json: false,
    consent: CONSENT,
    print: (line) => void lines.push(line),
    csv: exports,
    csvDir: dir,
  });
  assertEquals(code, 0, lines.at(-1));
  const files = new Map<string, Record<string, string>[]>();
  for (const name of await namesIn(dir)) {
    files.set(name, parse(await Deno.readTextFile(`${dir}/${name}`), { skipFirstRow: true }));
  }

  await t.step("files are numbered in the order of import, and only what is in use has one", () => {
    const names = [...files.keys()];
    assertEquals(names, names.toSorted());
    assert(names.includes("02-people.csv") && names.includes("10-note-targets.csv"));
    assert(!names.some((name) => /invoices|payments|activity/.test(name)));
  });

  await t.step("each row is the record that its source row would become", async () => {
    const { mapping } = await readyToWrite(ledger, "green");
    for (const [name, rows] of files) {
      const object = objectOfFile(name);
      if (!object) throw new Error(`${name} is no name of a file`);
      const wanted: Record<string, string>[] = [];
      for await (const targets of targetsOf(ledger, mapping, object)) {
        for (const target of targets.filter((each) => !each.skip)) {
          const cells = [...cellsOf(target)].map(([column, cell]) => [column, ends(withoutFormula(cell))]);
          wanted.push(Object.fromEntries(cells));
        }
      }
      assertEquals(rows.map(filled), wanted, name);
      assert(wanted.length > 0, `${name} is empty`);
    }
  });

  await t.step("ids that a row refers to stand in an earlier file, or in its own above it", () => {
    const known = new Set<string>();
    for (const [name, rows] of files) {
      for (const row of rows) {
        for (const [column, cell] of Object.entries(row)) {
          if (!/Id$/.test(column) || cell === "" || !REFERS.test(column)) continue;
          assert(known.has(cell), `${name}: ${column} refers to nothing above`);
        }
        known.add(row["id"] ?? "");
      }
    }
  });

  await t.step("no cell begins as a formula does", () => {
    const cells = [...files.values()].flat().flatMap((row) => Object.values(row));
    assert(cells.some((cell) => cell.startsWith("'=HYPERLINK")), "the practice has a formula");
    for (const cell of cells) assert(!/^[=+\-@\t\r]/.test(cell) || /^[+-]?\d+(\.\d+)?$/.test(cell));
  });

  await t.step("what is left out is told with its reason", () => {
    const told = lines.find((line) => line.includes("11-attachments.csv")) ?? "";
    assertStringIncludes(told, "left out (of a report or an export, not of a patient)");
  });

  await t.step("nobody else may read them, and nothing is written over", async () => {
    for (const name of files.keys()) {
      const { mode } = await Deno.stat(`${dir}/${name}`);
      assertEquals((mode ?? 0) & 0o777, 0o600);
    }
    const before = await Deno.readTextFile(`${dir}/02-people.csv`);
    await assertRejects(() => mustBeFree(dir), UsageError, "01-companies.csv already");
    const again = writeCsvDir(ledger, "green", dir, () => Promise.resolve());
    await assertRejects(() => again, UsageError, "nothing is overwritten");
    assertEquals(await Deno.readTextFile(`${dir}/02-people.csv`), before);
  });

  await t.step("the exports found their records, and what did not is counted", async () => {
    const states = await csvStates(ledger);
    const counts = states.map((
      s,
    ) => [s.kind, s.file.rows - s.matched, s.problems.reduce((n, [, r]) => n + r, 0)]);
    // Four rows of nobody, and five that fit two patients each.
    const expected = [["patients", 9], ["appointments", 1], ["files", 1]];
    assertEquals(counts.map(([kind, n]) => [kind, n]), expected);
    assertEquals(counts.map(([, n, told]) => n === told), [true, true, true]);
    const columns = states[0]?.differences.map(([column]) => column) ?? [];
    for (const column of ["Email Address", "Date of Birth", "First Name", "Account Balance"]) {
      assert(columns.includes(column), `${column} is told as differing`);
    }
  });
});

Deno.test("before the maps are decided nothing is written, and it is said what to do", async () => {
  await using stage = await openStage();
  const console = await stage.console();
  const dir = `${stage.dir}/out`;
  const { ledger } = console;
  const run = (lines: string[]) =>
    runHeadless(console, ["extract"], {
      json: false,
      consent: { acceptProposals: false, signOff: false },
      print: (line) => void lines.push(line),
      csvDir: dir,
    });
  await runHeadless(console, ["audit"], { json: false, consent: CONSENT, print: () => {} });
  const lines: string[] = [];
  assertEquals(await run(lines), 3);
  assertStringIncludes(lines.at(-1) ?? "", "run the schema cell");
  await runHeadless(console, ["schema"], {
    json: false,
    consent: { acceptProposals: false, signOff: false },
    print: () => {},
  });
  assertEquals(await run(lines), 3);
  assertStringIncludes(lines.at(-1) ?? "", "maps are decided");
  assertEquals(await namesIn(stage.dir).then((names) => names.includes("out")), false);
  assertEquals(TARGET_OBJECTS.map(objectNameIsItsOwn), TARGET_OBJECTS.map(() => true));
  await ledger.close();
});

const objectNameIsItsOwn = (object: typeof TARGET_OBJECTS[number]): boolean =>
  objectOfFile(fileNameOf(object)) === object;

/** Columns that hold the id of a record of ours; owners are members of the workspace. */
const REFERS =
  /^(company|person|pointOfContact|patient|practitioner|location|opportunity|appointment|note|parentCompany|targetPerson|targetAppointment)Id$/;

const filled = (row: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(row).filter(([, cell]) => cell !== ""));

const ends = (cell: string): string => cell.replaceAll("\r\n", "\n").replaceAll("\r", "\n");

async function namesIn(dir: string): Promise<string[]> {
  return (await Array.fromAsync(Deno.readDir(dir))).map((entry) => entry.name).sort();
}

async function writeExports(stage: Stage, exports: Record<string, string>): Promise<string[]> {
  const paths: string[] = [];
  for (const [kind, text] of Object.entries(exports)) {
    const path = `${stage.dir}/${kind}.csv`;
    await Deno.writeTextFile(path, text);
    paths.push(path);
  }
  return paths;
}
