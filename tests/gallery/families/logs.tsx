import { JournalPage } from "../../../views/log/line.tsx";
import { type LogModel, LogPanel } from "../../../views/log/panel.tsx";
import { ASSETS } from "../../../routes/http/assets.ts";
import type { Example, Family } from "../example.ts";
import { line, LINES, log } from "../made_up/log.ts";
import { LONG_NAME, ZONE } from "../made_up/words.ts";

const panel = (state: string, other: Partial<LogModel> = {}): Example => ({
  component: "LogPanel",
  state,
  view: <LogPanel log={log(other)} />,
});

export const logs: Family = {
  name: "logs",
  about: "A line is a time, an object, a sentence and what else is known; levels by word and colour.",
  place: "cell",
  examples: [
    panel("empty", { lines: [] }),
    panel("every level, a long line, a long object, fields"),
    panel("no line speaks of an object", {
      lines: [
        line(1, { kind: "decision", message: "Ana confirmed 18 rows of the maps" }),
        line(2, { kind: "sign-off", message: "sample signed off by Dr Priya Raman" }),
      ],
    }),
    panel("only warnings, older lines to load", {
      filter: { level: "warnings", object: "person", text: "" },
      lines: LINES.filter(({ level }) => level === "warning" || level === "error"),
      older: "/cells/full-run/log?before=4",
    }),
    panel("filtered to nothing", { filter: { level: "errors", object: "", text: LONG_NAME }, lines: [] }),
    panel("many lines", {
      lines: Array.from(
        { length: 80 },
        (_, i) => line(i + 1, { object: "appointment", message: `page ${i + 1} of 80, 100 rows` }),
      ),
    }),
    {
      component: "JournalPage",
      state: "a page of older lines",
      place: "document",
      view: (
        <JournalPage
          zone={ZONE}
          page={{ lines: LINES, older: "/journal?before=1", newer: "/journal" }}
          assets={ASSETS}
        />
      ),
    },
    {
      component: "JournalPage",
      state: "empty",
      place: "document",
      view: <JournalPage zone={ZONE} page={{ lines: [] }} assets={ASSETS} />,
    },
  ],
};
