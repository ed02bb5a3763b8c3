import { type AssetPaths, SubPage, ZoneNote } from "../page/layout.tsx";
import { LineList, type LinePageModel } from "../log/line.tsx";
import { StateIcon } from "../ui/icon.tsx";
import { type OutcomeModel, OutcomeView } from "../cell/outcome.tsx";
import type { RunModel } from "../cell/foot.tsx";
import { type ThroughputModel, ThroughputView } from "../throughput/chart.tsx";
import { Time } from "../ui/time.tsx";
import { duration } from "../ui/times.ts";
import { STATE_WORDS } from "../ui/words.ts";

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
    <SubPage
      title={`${run.title} run ${run.number}`}
      heading={`${run.title}, run ${run.number}`}
      back={`/#cell-${run.step}`}
      assets={assets}
      beside={
        <>
          <ZoneNote zone={run.startedAt.zone} />
          <nav class="people" aria-label="Runs">
            {previous === undefined ? null : <a href={at(previous)}>← run {previous}</a>}
            {next === undefined ? null : <a href={at(next)}>run {next} →</a>}
          </nav>
        </>
      }
    >
      <p class={`state is-${run.state}`}>
        <StateIcon state={run.state} /> {STATE_WORDS[run.state]}
      </p>
      <p class="quiet">
        <Time of={run.startedAt} as="day" /> by {run.who}
        {run.tookMs === undefined ? "" : ` · ${duration(run.tookMs)}`}
        {run.difference ? ` · ${run.difference}` : ""}
      </p>
      {input.length > 0 && (
        <p class="quiet asked">
          Asked for: <span class="num">{input.map(([k, v]) => `${k} = ${v}`).join(", ")}</span>
        </p>
      )}
      {outcome
        ? <OutcomeView outcome={outcome} id={run.step} zone={run.startedAt.zone} run={run.number} />
        : null}
      {throughput && (
        <>
          <h2>How fast it went</h2>
          <ThroughputView throughput={throughput} />
        </>
      )}
      <h2>Log</h2>
      <LineList page={log} none="No line yet." />
    </SubPage>
  );
}
