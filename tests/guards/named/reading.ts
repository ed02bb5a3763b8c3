import type { Theme } from "../guard.ts";

const CLIENT = "tests/steps/practicehub/client_test.ts";
const FILES = "tests/steps/practicehub/files_test.ts";
const SWEEP = "tests/steps/staging/sweep_test.ts";
const DELTA_GATE = "tests/e2e/review/delta_gate_test.ts";

export const READING: Theme = {
  title: "Reading PracticeHub, and what is left to read",
  guards: [
    {
      name: "PracticeHub gets GET requests only",
      file: "steps/practicehub/client.ts",
      find: '          method: "GET",',
      replace: '          method: "POST",',
      tests: [CLIENT],
    },
    {
      name: "one request is in flight",
      file: "steps/practicehub/client.ts",
      find: "const turn = this.#turn.then(() => this.#read(resource, url));",
      replace: "const turn = this.#read(resource, url);",
      tests: [CLIENT],
    },
    {
      name: "PracticeHub's redirects are refused: the key would go along",
      file: "steps/practicehub/client.ts",
      find: '          redirect: "manual",',
      replace: '          redirect: "follow",',
      tests: [CLIENT],
    },
    {
      name: "a file link leads to the vendor's store or to the source, and nowhere else",
      file: "steps/practicehub/files.ts",
      find: 'if (!own && !(url.protocol === "https:" && STORE.test(url.hostname))) {',
      replace: 'if (!own && url.protocol === "nothing:") {',
      tests: [FILES],
    },
    {
      name: "a file link's redirect is refused",
      file: "steps/practicehub/files.ts",
      find: '      redirect: "manual",',
      replace: '      redirect: "follow",',
      tests: [FILES],
    },
    {
      name: "the rest of a file is that of the version whose beginning is here",
      file: "steps/practicehub/files.ts",
      find: 'headers.get("etag") === etag;',
      replace: "etag !== undefined;",
      tests: ["tests/steps/staging/resume_test.ts"],
    },
    {
      name: "a page and its checkpoint go to disk together",
      file: "steps/staging/keep.ts",
      find: "scan, instant(kit.world)), ...writes],\n  });",
      replace: "scan, instant(kit.world))],\n  });\n  await kit.ledger.commit({ writes: [...writes] });",
      tests: [SWEEP],
    },
    {
      name: "a row is gone only when PracticeHub does not know its id",
      file: "steps/staging/second_look.ts",
      find: "const missing = ids.filter((id) => !there.some((r) => r.id === id));",
      replace: "const missing = [...ids];",
      tests: [SWEEP],
    },
    {
      name: "where the filter by id is ignored nothing is called gone",
      file: "steps/practicehub/client.ts",
      find: "if (!page || page.rows.some((row) => !ids.includes(row.id))) return undefined;",
      replace: "if (!page) return undefined;",
      tests: [SWEEP],
    },
    {
      name: "a resource that answers 404 in the middle is a failure, not an end",
      file: "steps/staging/sweep.ts",
      find: "        throw missingPage(resource.name, n);",
      replace: "        return { ...swept, reachable: false };",
      tests: [SWEEP],
    },
    {
      name: "the watermark moves only when everything before it is confirmed",
      file: "steps/delta/run.ts",
      find: "if (failed === 0 && !short) {",
      replace: "if (failed >= 0) {",
      tests: [DELTA_GATE, "tests/e2e/review/short_sweep_test.ts"],
    },
    {
      name: "a full run with failures starts no watermark",
      file: "steps/full_run/run.ts",
      find: '  if (tally.total("failed") + removed.total("failed") === 0) await startWatermarks(kit);',
      replace: "  await startWatermarks(kit);",
      tests: ["tests/e2e/review/delta_gate_test.ts"],
    },
    {
      name: "more failures than the tolerance make the run red",
      file: "steps/load/transfer/tolerance.ts",
      find: "  row.failed * 100 > percent * row.source && row.failed > 0;",
      replace: "  row.failed > row.source && percent >= 0;",
      tests: ["tests/e2e/tolerance_test.ts"],
    },
    {
      name: "a schedule ends where its step cannot begin",
      file: "steps/console/schedule.ts",
      find: "    if (why) return await this.#end(why);\n",
      replace: "",
      tests: ["tests/steps/console/schedule_test.ts"],
    },
    {
      name: "a changed row is told by its own time, not by a filter that may be ignored",
      file: "steps/staging/watermarks.ts",
      find: 'const changed = page.rows.filter((row) => textOf(row["updated"]) >= from);',
      replace: "const changed = page.rows;",
      tests: ["tests/steps/staging/read_changes_test.ts"],
    },
    {
      name: "a little before the watermark is read again",
      file: "steps/staging/watermarks.ts",
      find: "const OVERLAP_MS = 15 * 60_000;",
      replace: "const OVERLAP_MS = 0;",
      tests: ["tests/steps/staging/read_changes_test.ts"],
    },
  ],
};
