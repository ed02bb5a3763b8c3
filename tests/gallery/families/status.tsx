import { StatusBar, type StatusModel } from "../../../views/page/status_bar.tsx";
import type { Example, Family } from "../example.ts";
import { CHAIN, FAILED, green, PAUSED, RUNNING, status } from "../made_up/status.ts";

const bar = (state: string, model: StatusModel): Example => ({
  component: "StatusBar",
  state,
  view: <StatusBar status={model} />,
});

export const statusBars: Family = {
  name: "status",
  about: "How the migration stands in one line, and the next thing to look at.",
  place: "top",
  examples: [
    bar("empty: nothing has run", status([], { next: { id: "audit", title: "Audit" } })),
    bar("nothing is the matter", status(green(4), { next: { id: "sample", title: "Sample" } })),
    bar("running", RUNNING),
    bar("running, before the first figure", {
      ...RUNNING,
      running: { id: "full-run", title: "Full run", paused: false, percent: undefined, leftMs: undefined },
    }),
    bar("running for 27 hours", {
      ...RUNNING,
      running: { id: "full-run", title: "Full run", paused: false, percent: 1, leftMs: 97_000_000 },
    }),
    bar("paused", PAUSED),
    bar("a chain", CHAIN),
    bar(
      "waits for a person",
      status(["green", "waiting"], { problem: { id: "schema", title: "Schema", word: "waits for you" } }),
    ),
    bar("problems in every colour", FAILED),
    bar("all green", status(green(8))),
  ],
};
