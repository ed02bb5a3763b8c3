import type { Finding } from "../../steps/runbook/step.ts";
import { Anchor } from "../ui/link.tsx";
import { cutSentence, FindingRows, groupFindings, rowCount } from "./rows.tsx";
import { plural } from "../ui/numbers.ts";
import { Sentence } from "../ui/time.tsx";

/** A finding with the address where its advice is followed, if it is on a page. */
export type FindingModel = Finding & { place?: string };

export const SEVERITY_WORDS: Record<Finding["severity"], string> = {
  stop: "stops",
  warning: "warning",
  info: "note",
};
/** Notes fold away when there are more than this many findings. */
const OPEN_NOTES = 4;
/** Warnings about single rows fold away when there are more than these; what has to be decided is open. */
const OPEN_ROW_WARNINGS = 3;
/** Rows of a finding that the page lists; the file has all. */
const SHOWN_ROWS = 200;

/** The cell that they are of, and by whose clocks their instants are shown. */
interface Place {
  id: string;
  zone: string;
  /** The number of the run that found them; absent: the newest. */
  run?: number | undefined;
}

/** Findings, worst first: what has to be decided is open, what is about single rows is one line with its counts. */
export function FindingList({ findings, ...place }: Place & { findings: FindingModel[] }) {
  const { id } = place;
  const { decide, rows, notes } = groupFindings(findings);
  const folded = rows.length > OPEN_ROW_WARNINGS;
  const open = folded ? decide : [...decide, ...rows];
  return (
    <div class="findings">
      {open.length > 0 ? <ul>{open.map((finding) => <FindingRow finding={finding} {...place} />)}</ul> : null}
      {folded ? <RowWarnings findings={rows} {...place} /> : null}
      {notes.length > 0
        ? (
          <details class="fold" id={`notes-${id}`} open={findings.length <= OPEN_NOTES}>
            <summary>{plural(notes.length, "note")}</summary>
            <ul>{notes.map((finding) => <FindingRow finding={finding} {...place} alike />)}</ul>
          </details>
        )
        : null}
    </div>
  );
}

/** While it is folded, its titles stand beneath it in one sentence: nothing is out of sight. */
function RowWarnings({ findings, ...place }: Place & { findings: FindingModel[] }) {
  return (
    <div class="row-warnings">
      <details class="fold" id={`row-warnings-${place.id}`}>
        <summary>
          <span class="is-waiting">{plural(findings.length, "warning")} about single rows</span>,{" "}
          {plural(findings.reduce((n, f) => n + rowCount(f), 0), "row")} listed
        </summary>
        <ul>{findings.map((finding) => <FindingRow finding={finding} {...place} alike />)}</ul>
      </details>
      <p class="quiet titles">{findings.map((f) => f.title).join(" · ")}</p>
    </div>
  );
}

/** `alike`: the heading above says how severe all of its list are. */
function FindingRow({ finding, id, zone, run, alike }: Place & { finding: FindingModel; alike?: boolean }) {
  return (
    <li
      class={alike ? "finding alike" : `finding severity-${finding.severity}`}
      id={`finding-${id}-${finding.id}`}
    >
      {alike ? null : <span class="severity">{SEVERITY_WORDS[finding.severity]}</span>}
      <div>
        <p class="finding-title">
          {finding.title} <Anchor href={`#finding-${id}-${finding.id}`} what={finding.title} />
        </p>
        <p>
          <Sentence text={finding.detail} zone={zone} />
        </p>
        {finding.action ? <Todo action={finding.action} place={finding.place} /> : null}
        {rowCount(finding) > 0 ? <Rows finding={finding} id={id} run={run} /> : null}
      </div>
    </li>
  );
}

function Todo({ action, place }: { action: string; place: string | undefined }) {
  return <p class="todo">{place ? <a href={place}>{action}</a> : action}</p>;
}

function Rows({ finding, id, run }: Pick<Place, "id" | "run"> & { finding: Finding }) {
  const cut = cutSentence(finding, SHOWN_ROWS);
  const of = run === undefined ? "" : `&run=${run}`;
  return (
    <details class="fold finding-rows" id={`rows-${id}-${finding.id}`}>
      <summary>{plural(rowCount(finding), "row")}</summary>
      <FindingRows finding={finding} most={SHOWN_ROWS} linked />
      <p class="quiet">
        {cut} <a href={`/cells/${id}/rows.csv?finding=${finding.id}${of}`} download>as CSV</a>
      </p>
    </details>
  );
}
