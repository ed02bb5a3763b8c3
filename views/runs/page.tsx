import { type AssetPaths, Layout } from "../page/layout.tsx";
import { LineList, type LinePageModel } from "../log/line_list.tsx";
import { StateIcon } from "../ui/icon.tsx";
import { type OutcomeModel, OutcomeView } from "../cell/outcome.tsx";
import type { RunModel } from "../cell/history.tsx";
import { ThroughputView } from "../throughput/chart.tsx";
import type { ThroughputModel } from "../throughput/model.ts";
import { Time } from "../ui/time.tsx";
import { duration } from "../ui/times.ts";
import { STATE_WORDS } from "../ui/words.ts";
import { ZoneNote } from "../page/zone_note.tsx";

export interface RunPageProps {
  run: RunModel;
  outcome?: OutcomeModel;
  throughput?: ThroughputModel;
  input: [string, string][];
  log: LinePageModel;
  previous?: number;
  next?: number;
  assets: AssetPaths;
}

/** One run with an address of its own: what was asked, what came of it, and its log. */
export function RunPage(
  { run, outcome, throughput, input, log, previous, next, assets }: RunPageProps,
) {
  const at = (n: number) => `/cells/${run.step}/runs/${n}`;
  return (
    <Layout title={`${run.title} run ${run.number} · Handover`} assets={assets}>
      <header class="top">
        <div class="masthead">
          <h1>
            <a class="brand" href={`/#cell-${run.step}`}>Handover</a>
            <span class="route">{run.title}, run {run.number}</span>
          </h1>
          <ZoneNote zone={run.startedAt.zone} />
          <nav class="people" aria-label="Runs">
            {previous === undefined ? null : <a href={at(previous)}>← run {previous}</a>}
            {next === undefined ? null : <a href={at(next)}>run {next} →</a>}
          </nav>
        </div>
      </header>
      <main class="run-page">
        <p class={`state is-${run.state}`}>
          <StateIcon state={run.state} /> {STATE_WORDS[run.state]}
        </p>
        <p class="quiet">
          <Time of={run.startedAt} as="day" /> by {run.who}
          {run.tookMs === undefined ? "" : ` · ${duration(run.tookMs)}`}
          {run.difference ? ` · ${run.difference}` : ""}
        </p>
        {input.length > 0
          ? (
            <p class="quiet asked">
              Asked for: <span class="num">{input.map(([k, v]) => `${k} = ${v}`).join(", ")}</span>
            </p>
          )
          : null}
        {outcome
          ? <OutcomeView outcome={outcome} id={run.step} zone={run.startedAt.zone} run={run.number} />
          : null}
        {throughput
          ? (
            <>
              <h2>How fast it went</h2>
              <ThroughputView throughput={throughput} />
            </>
          )
          : null}
        <h2>Log</h2>
        <LineList page={log} none="No line yet." />
      </main>
    </Layout>
  );
}
