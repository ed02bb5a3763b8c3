import { type RecordModel, RecordPage } from "../../../views/records/page.tsx";
import { RunPage, type RunPageProps } from "../../../views/runs/page.tsx";
import { Sheet } from "../../../views/page/layout.tsx";
import { ConflictList } from "../../../views/conflicts/list.tsx";
import { FoundList } from "../../../views/records/search.tsx";
import { ASSETS } from "../../../routes/http/assets.ts";
import type { Example, Family } from "../example.ts";
import { run } from "../made_up/cell.ts";
import { CONFLICTS, conflictsModel } from "../made_up/conflicts.ts";
import { LINES } from "../made_up/log.ts";
import { FAILED_OUTCOME, GREEN_OUTCOME } from "../made_up/outcome.ts";
import { CONFLICTING, FAILED_TARGET, record, SKIPPED } from "../made_up/record.ts";
import { THROUGHPUT } from "../made_up/throughput.ts";
import { AT, LONG_NAME, LONG_WORDS } from "../made_up/words.ts";

const page = (state: string, other: Partial<RecordModel> = {}): Example => ({
  component: "RecordPage",
  state,
  view: <RecordPage record={record(other)} assets={ASSETS} />,
});

const runPage = (state: string, other: Partial<RunPageProps>): Example => ({
  component: "RunPage",
  state,
  view: <RunPage run={run()} input={[]} log={{ lines: LINES }} assets={ASSETS} {...other} />,
});

export const records: Family = {
  name: "records",
  about: "One row's life; as it was given, what it should become, what became of it.",
  place: "document",
  examples: [
    page("in Twenty and equal"),
    page("in conflict, failed and skipped", { targets: [CONFLICTING, FAILED_TARGET, SKIPPED] }),
    page("by a viewer, gone from PracticeHub", { mayPress: false, goneAt: AT, practice: undefined }),
    page("no row of the map makes a record of it", { targets: [], again: undefined }),
    page("names without a space", {
      key: `custom_form_responses/${LONG_NAME}`,
      kind: LONG_WORDS,
      source: Array.from({ length: 60 }, (_, i) => ({
        name: `${LONG_NAME}${i}`,
        json: JSON.stringify(LONG_WORDS),
        fates: [LONG_WORDS],
      })),
      targets: [],
    }),
  ],
};

export const runs: Family = {
  name: "runs",
  about: "A run, and parts of the notebook, as pages of their own.",
  place: "document",
  examples: [
    runPage("green, between two others", {
      outcome: GREEN_OUTCOME,
      previous: 3,
      next: 5,
      throughput: THROUGHPUT,
    }),
    runPage("failed, asked for something, with older lines", {
      run: run({ number: 1_204, state: "red", difference: "1 fewer failed than run 1,203", who: LONG_WORDS }),
      outcome: FAILED_OUTCOME,
      input: [["sweep", "true"], ["since", LONG_NAME]],
      log: { lines: LINES, older: "/cells/full-run/runs/1204?before=1", newer: "/cells/full-run/runs/1204" },
    }),
    runPage("running: there is no outcome yet", {
      run: run({ state: "running", tookMs: undefined }),
      log: { lines: [] },
    }),
    {
      component: "Sheet",
      state: "conflicts",
      view: (
        <Sheet title="Conflicts" back="/#cell-delta" assets={ASSETS}>
          <ConflictList
            model={conflictsModel(CONFLICTS, { mayPress: false })}
          />
        </Sheet>
      ),
    },
    {
      component: "Sheet",
      state: "what a search found, without a script",
      view: (
        <Sheet title={LONG_WORDS} back="/" assets={ASSETS}>
          <FoundList found={{ rows: [], more: false }} />
        </Sheet>
      ),
    },
  ],
};
