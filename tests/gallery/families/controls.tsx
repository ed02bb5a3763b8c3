import { Controls } from "../../../views/cell/controls.tsx";
import { WhyStale } from "../../../views/cell/why_stale.tsx";
import type { CellModel } from "../../../views/cell/cell.tsx";
import type { Example, Family } from "../example.ts";
import { cell, run } from "../made_up/cell.ts";
import { HALF_WAY } from "../made_up/progress.ts";
import { CHANGED, MANY_CHANGED } from "../made_up/stale.ts";
import { LONG_ERROR, LONG_WORDS } from "../made_up/words.ts";

const controls = (state: string, other: Partial<CellModel> = {}): Example => ({
  component: "Controls",
  state,
  view: <Controls cell={cell(other)} />,
});

/** As the head of a cell has it. */
const why = (state: string, other: Partial<CellModel>): Example => ({
  component: "WhyStale",
  state,
  view: (
    <header class="cell-head">
      <WhyStale cell={cell({ state: "stale", ...other })} />
    </header>
  ),
});

const FIRST: CellModel["first"] = [
  { id: "schema", title: "Schema", word: "stale" },
  { id: "sample", title: "Sample", word: "waits for you" },
];

export const control: Family = {
  name: "controls",
  about: "What a run would do, what stands in its way, and why what was done is old.",
  place: "cell",
  examples: [
    controls("to be run"),
    controls("nothing to say", { prediction: { sentence: "" } }),
    controls("run and green", { state: "green", run: run() }),
    controls("cut off: goes on", { state: "crashed", run: run({ state: "crashed" }) }),
    controls("blocked", { prediction: { sentence: "", blocked: "the sample has to be signed." } }),
    controls("blocked by a paragraph", { prediction: { sentence: "", blocked: LONG_ERROR } }),
    controls("others come first", { first: FIRST }),
    controls("a chain", {
      first: FIRST,
      chain: {
        cells: [
          { id: "schema", title: "Schema", maybe: false },
          { id: "members", title: "Members", maybe: true, gist: "match 9 practitioners" },
          { id: "sample", title: "Sample", maybe: false },
          { id: "full-run", title: "Full run", maybe: false },
        ],
      },
      run: run(),
      state: "stale",
    }),
    controls("a chain that cannot begin", {
      first: FIRST,
      prediction: { sentence: "", blocked: "the maps are not confirmed." },
      chain: {
        cells: [{ id: "schema", title: "Schema", maybe: false }, {
          id: "full-run",
          title: "Full run",
          maybe: false,
        }],
        blocked: "18 rows of the maps are to decide",
      },
    }),
    controls("waits for its turn", { queued: { who: "Ana", after: "Sample" } }),
    controls("waits for its turn, by a viewer", { queued: { who: "Ana", after: "Sample" }, mayPress: false }),
    controls("another cell runs", { busyWith: "Extract" }),
    controls("running", { active: HALF_WAY }),
    controls("paused", { active: { ...HALF_WAY, paused: true } }),
    controls("by a viewer", { mayPress: false }),
    controls("with every kind of input", {
      inputs: [
        { kind: "checkbox", name: "sweep", label: "Look for what was deleted", checked: true },
        {
          kind: "select",
          name: "mode",
          label: "Mode",
          options: ["only-new", "everything"],
          value: "everything",
        },
        { kind: "number", name: "count", label: "Records", value: "300", min: 200, max: 500 },
        { kind: "text", name: "since", label: "Since", value: "2026-11-01" },
      ],
    }),
    controls("with inputs whose labels are long", {
      inputs: [
        { kind: "checkbox", name: "a", label: LONG_WORDS, checked: false },
        { kind: "select", name: "b", label: LONG_WORDS, options: [LONG_WORDS, "no"], value: LONG_WORDS },
        { kind: "text", name: "c", label: LONG_WORDS, value: LONG_WORDS },
      ],
    }),
    controls("the rollback, first and again", { id: "rollback", title: "Rollback", number: 8 }),
    controls("the rollback, again", {
      id: "rollback",
      title: "Rollback",
      number: 8,
      run: run(),
      state: "green",
    }),
    why("one input", { changed: [CHANGED] }),
    why("what a run would write is being counted", {
      changed: [CHANGED],
      prediction: { sentence: "Would compare 12 records.", counting: true },
    }),
    why("what a run would write is known", {
      changed: [CHANGED],
      prediction: { sentence: "Would update 3.", gist: "update 3 records" },
    }),
    why("many inputs and causes, blocked", {
      changed: MANY_CHANGED,
      prediction: { sentence: "", blocked: "18 rows of the maps are to decide." },
    }),
  ],
};
