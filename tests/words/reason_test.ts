import { assertEquals } from "@std/assert";

/**
 * Files that read a `reason`, which is text for people. In all of them it is shown, logged, hashed or handed on; what is
 * decided is decided by `code`, `skip` and the other columns.
 */
const READERS = [
  "db/effect_rows.ts",
  "db/effects.ts",
  "db/history.ts",
  "routes/cell/failed_rows.ts",
  "routes/records/model.ts",
  "steps/base/errors.ts",
  "steps/base/explain.ts",
  "steps/load/attachments/upload.ts",
  "steps/load/destroy.ts",
  "steps/load/forecast/words.ts",
  "steps/matching/confidence.ts",
  "steps/matching/resolve.ts",
  "steps/records/audit_log.ts",
  "steps/rollback/outcome.ts",
  "steps/rollback/restore_overwritten.ts",
  "steps/schema/run.ts",
  "steps/twenty/check.ts",
  "views/maps/fields.tsx",
  "views/records/target.tsx",
];

const READS = /\.reason\b/;

/** Twenty's own words become codes here, and nowhere else. */
const TWENTYS_WORDS = "steps/twenty/answers.ts";

/** Ways to decide by a text. Whether there is one at all decides nothing but whether it is shown. */
const DECIDES = [
  /\breason\b(?: \?\? "")?\)?\s*[=!]==?(?!=|\s*(?:undefined|null)\b)/,
  /[=!]==?\s*(?:\w+\.)*reason\b/,
  /\breason\b\??\.(?:includes|startsWith|endsWith|match|search|split|indexOf)\(/,
  /\.(?:test|exec)\((?:\w+\.)*reason\b/,
  /\breason\s+(?:=|<>|!=|in|like|glob)\s*['$(]/i,
  /"reason",\s*"(?:=|!=|<>|in|like|not in)"/,
  /\blike\s+'/i,
];

Deno.test("a reason is read only where it is shown, logged or hashed", async () => {
  const readers: string[] = [];
  for await (const [path, text] of sources()) if (READS.test(text)) readers.push(path);
  assertEquals(readers.sort(), READERS);
});

Deno.test("nothing is decided by a reason, nor by a pattern in a text of the ledger", async () => {
  const found: string[] = [];
  for await (const [path, text] of sources()) {
    for (const line of path === TWENTYS_WORDS ? [] : text.split("\n")) {
      if (DECIDES.some((way) => way.test(line))) found.push(`${path}: ${line.trim()}`);
    }
  }
  assertEquals(found, []);
});

Deno.test("every way to decide by a reason is found", () => {
  const planted = [
    `if (effect.reason === WORDS.edited) return;`,
    `if ((reason ?? "") === "edited in Twenty") return;`,
    `const isOver = WORDS.edited === effect.reason;`,
    `const isOver = effect.reason?.endsWith(NOTES.overEdit);`,
    `const isOver = /over an edit/.test(effect.reason);`,
    `where e.reason <> 'gone in PracticeHub'`,
    `.where("reason", "=", WORDS.edited)`,
    `where message like '%edited%'`,
  ];
  assertEquals(planted.filter((line) => !DECIDES.some((way) => way.test(line))), []);
});

/** The product's sources, comments left out; migrations turn over what older versions decided by. */
async function* sources(): AsyncGenerator<[path: string, text: string]> {
  for (const folder of ["db/", "steps/", "routes/", "views/"]) {
    for await (const path of filesIn(folder)) {
      const text = await Deno.readTextFile(new URL(path, ROOT));
      yield [path, text.replace(/\/\*[^]*?\*\/|(?<=^|\s)\/\/.*$/gm, "")];
    }
  }
}

const ROOT = new URL("../../", import.meta.url);

async function* filesIn(folder: string): AsyncGenerator<string> {
  for await (const entry of Deno.readDir(new URL(folder, ROOT))) {
    if (entry.isDirectory) yield* filesIn(`${folder}${entry.name}/`);
    else if (/\.tsx?$/.test(entry.name)) yield `${folder}${entry.name}`;
  }
}
