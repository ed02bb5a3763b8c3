import type { Theme } from "../guard.ts";

const STREAM = "tests/routes/live/stream_test.ts";
const PACE = "tests/routes/settings/pace_test.ts";

export const PAGE: Theme = {
  title: "What everybody sees",
  guards: [
    {
      name: "a log is drawn as it stood when the page began to be read for",
      file: "routes/log/model.ts",
      find: "{ ...NO_FILTER, before: seq + 1 }",
      replace: "NO_FILTER",
      tests: [STREAM],
    },
    {
      name: "what is written while the page is read for comes by the stream",
      file: "routes/page/routes.tsx",
      find:
        "    const seq = await lastSeq(console.ledger);\n    const runbook = await readRunbook(deps, session);\n",
      replace:
        "    const runbook = await readRunbook(deps, session);\n    const seq = await lastSeq(console.ledger);\n",
      tests: [STREAM],
    },
    {
      name: "a piece that did not change is not sent again",
      file: "routes/live/reader.ts",
      find: "      if (this.#sent.get(target) === html) return false;\n",
      replace: "",
      tests: [STREAM],
    },
    {
      name: "progress comes at most four times a second",
      file: "routes/live/reader.ts",
      find: "const PROGRESS_MS = 250;",
      replace: "const PROGRESS_MS = 0;",
      tests: [STREAM],
    },
    {
      name: "a kind of fault that a stream meets is reported once",
      file: "routes/http/failure.ts",
      find: " && !this.#reported.has(kind)",
      replace: "",
      tests: [STREAM],
    },
    {
      name: "after a fault a page is read for from the last line that it has",
      file: "routes/live/stream.tsx",
      find: "        at = message.id ?? at;\n",
      replace: "",
      tests: [STREAM],
    },
    {
      name: "a change of pace reaches the run that goes on",
      file: "routes/cell/routes.ts",
      find: "    console.setSourceInterval(ms);\n",
      replace: "",
      tests: [PACE],
    },
    {
      name: "the time left is told by the pace since it was changed",
      file: "routes/live/feed.ts",
      find: "    this.meter.restart();\n",
      replace: "",
      tests: [PACE],
    },
    {
      name: "a change of pace shows to everybody",
      file: "routes/live/feed.ts",
      find: "    this.meter.restart();\n    this.changed();\n",
      replace: "    this.meter.restart();\n",
      tests: [PACE],
    },
    {
      name: "of failed rows a cell lists the first ten",
      file: "routes/cell/failed_rows.ts",
      find: "const SHOWN_ROWS = 10;",
      replace: "const SHOWN_ROWS = 100_000;",
      tests: ["tests/routes/cell/failed_rows_test.ts"],
    },
    {
      name: "a sign that a log is searched for stands for itself",
      file: "db/events.ts",
      find: "sql<boolean>`instr(lower(message), lower(${query.text})) > 0`",
      replace: '"message", "like", `%${query.text}%`',
      tests: ["tests/routes/log/model_test.ts"],
    },
  ],
};
