import type { Theme } from "../guard.ts";

const CHAIN = "tests/db/chain_test.ts";
const CONTENT = "tests/db/content_evidence_test.ts";
const OPEN = "tests/db/open_test.ts";
const SESSION = "tests/routes/http/session_test.ts";
const CLIENT = "tests/steps/twenty/client_test.ts";

export const EVIDENCE: Theme = {
  title: "Evidence, keys and patients' values",
  guards: [
    {
      name: "an edited row of evidence is found",
      file: "db/evidence.ts",
      find: "      if (rowHash(prev_hash, content) !== hash) return `${name} ${row.seq} was edited`;\n",
      replace: "",
      tests: [CHAIN],
    },
    {
      name: "a removed row of evidence is found",
      file: "db/evidence.ts",
      find: "      if (row.seq !== at.length + 1) return `${name} ${at.length + 1} was removed`;\n",
      replace: "",
      tests: [CHAIN],
    },
    {
      name: "a tail of evidence that was cut off is found",
      file: "db/evidence.ts",
      find:
        "    if (length !== at.length) return `${name} should end at ${length} but ends at ${at.length}`;\n",
      replace: "    if (length !== at.length) return undefined;\n",
      tests: [CHAIN],
    },
    {
      name: "an effect whose content was edited is found",
      file: "db/evidence.ts",
      find: "contentHash(effect) !== logged);",
      replace: 'contentHash(effect) === "");',
      tests: [CONTENT],
    },
    {
      name: "a conflict, or what was decided about it, that was edited is found",
      file: "db/evidence.ts",
      find: "conflictHash(conflict) !== logged);",
      replace: 'conflictHash(conflict) === "");',
      tests: [CONTENT],
    },
    {
      name: "a conflict that was taken away is found",
      file: "db/evidence.ts",
      find: "  if (lost) return `the conflict on ${lost.target_id} was added or removed`;\n",
      replace: "",
      tests: [CONTENT],
    },
    {
      name: "evidence is checked when the ledger is opened",
      file: "db/open.ts",
      find: "      await verify(ledger);\n",
      replace: "",
      tests: [OPEN, CHAIN],
    },
    {
      name: "another program's database is not taken for a ledger",
      file: "db/open.ts",
      find: "if (tables > 0 && id !== APPLICATION_ID) {",
      replace: "if (tables < 0) {",
      tests: [OPEN],
    },
    {
      name: "what was sent does not stand in the reason of a refusal",
      file: "steps/twenty/answers.ts",
      find: '    if (value.length > 1) text = text.replaceAll(value, "…");\n',
      replace: "",
      tests: ["tests/steps/twenty/answers_test.ts"],
    },
    {
      name: "what Twenty quotes in another spelling goes too",
      file: "steps/twenty/answers.ts",
      find: `    .replace(/'[^']*'/g, "'…'")\n`,
      replace: "",
      tests: ["tests/steps/twenty/answers_test.ts"],
    },
    {
      name: "an error that nobody foresaw names no message",
      file: "steps/base/explain.ts",
      find: 'const { name, stack = "" } = error instanceof Error ? error : new Error();',
      replace: 'const { name, stack = "" } = { name: String(error), stack: (error as Error).stack ?? "" };',
      tests: ["tests/steps/runbook/runner_test.ts", "tests/steps/base/explain_test.ts"],
    },
    {
      name: "a message of several lines is not taken for the frames below it",
      file: "steps/base/explain.ts",
      find: ".filter((line) => /^\\s+at /.test(line))",
      replace: "",
      tests: ["tests/steps/base/explain_test.ts"],
    },
    {
      name: "a download from Twenty goes without the key",
      file: "steps/twenty/links.ts",
      find: 'const request = new Request(url, { redirect: "manual", signal: ends });',
      replace:
        'const request = new Request(url, { redirect: "manual", signal: ends, headers: { authorization: `Bearer ${twenty.options.key}` } });',
      tests: [CLIENT],
    },
    {
      name: "an upload to Twenty goes without the key",
      file: "steps/twenty/links.ts",
      find:
        '    headers,\n    redirect: "manual",\n    signal: AbortSignal.any([control.signal, stall.signal]),',
      replace:
        '    headers: { ...headers, authorization: `Bearer ${twenty.options.key}` },\n    redirect: "manual",\n    signal: AbortSignal.any([control.signal, stall.signal]),',
      tests: [CLIENT],
    },
    {
      name: "Twenty's redirects are refused: the key would go along",
      file: "steps/twenty/client.ts",
      find: '      redirect: "manual",\n      signal: this.#signal(),',
      replace: '      redirect: "follow",\n      signal: this.#signal(),',
      tests: [CLIENT],
    },
    {
      name: "a viewer cannot press",
      file: "routes/http/guard.tsx",
      find: 'if (session.role === "viewer" && !FOR_VIEWERS.includes(c.req.path)) {',
      replace: 'if (session.role === "viewer" && FOR_VIEWERS.includes(c.req.path)) {',
      tests: [SESSION],
    },
    {
      name: "a write from another site is refused",
      file: "routes/http/guard.tsx",
      find: "      if (!fromThisPage(c)) {",
      replace: '      if (!fromThisPage(c) && c.req.path === "") {',
      tests: [SESSION],
    },
    {
      name: "a foreign name that resolves here is turned away",
      file: "routes/http/guard.tsx",
      find: "  if (!/^(127\\.0\\.0\\.1|localhost|\\[::1\\])(:\\d+)?$/.test(host)) {",
      replace: '  if (host === "") {',
      tests: [SESSION],
    },
    {
      name: "the cookie is out of a script's reach and of other sites'",
      file: "routes/http/guard.tsx",
      find: '{ httpOnly: true, sameSite: "Strict", path: "/" }',
      replace: '{ path: "/" }',
      tests: [SESSION],
    },
    {
      name: "no script but our own files runs on the page",
      file: "routes/http/guard.tsx",
      find: `  "script-src 'self'",`,
      replace: `  "script-src 'self' 'unsafe-inline'",`,
      tests: ["tests/routes/http/guard_test.ts"],
    },
    {
      name: "a cell of a CSV is no formula",
      file: "steps/base/csv_lines.ts",
      find: "FORMULA.test(cell) ? `'${cell}` : cell;",
      replace: "cell;",
      tests: ["tests/routes/csv/routes_test.ts", "tests/routes/audit/routes_test.ts"],
    },
  ],
};
