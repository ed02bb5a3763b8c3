import type { Finding } from "../steps/engine/step.ts";
import { cutSentence, FindingRows, rowCount } from "./finding_rows.tsx";
import { plural } from "./numbers.ts";

const ORDER: Finding["severity"][] = ["stop", "warning", "info"];
export const SEVERITY_WORDS: Record<Finding["severity"], string> = {
  stop: "stops",
  warning: "warning",
  info: "note",
};
/** Notes fold away when there are more than this many findings; what stops or warns stands open. */
const OPEN_NOTES = 4;
/** Rows of a finding that the page lists; the file has all. */
const SHOWN_ROWS = 200;

/** Findings, worst first. */
export function FindingList({ findings, id }: { findings: Finding[]; id: string }) {
  const worst = findings.filter((f) => f.severity !== "info")
    .sort((a, b) => ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity));
  const notes = findings.filter((f) => f.severity === "info");
  return (
    <div class="findings">
      <ul>{worst.map((finding) => <FindingRow finding={finding} id={id} />)}</ul>
      {notes.length > 0
        ? (
          <details class="fold" id={`notes-${id}`} open={findings.length <= OPEN_NOTES}>
            <summary>{plural(notes.length, "note")}</summary>
            <ul>{notes.map((finding) => <FindingRow finding={finding} id={id} />)}</ul>
          </details>
        )
        : null}
    </div>
  );
}

function FindingRow({ finding, id }: { finding: Finding; id: string }) {
  return (
    <li class={`finding severity-${finding.severity}`} id={`finding-${id}-${finding.id}`}>
      <span class="severity">{SEVERITY_WORDS[finding.severity]}</span>
      <div>
        <p class="finding-title">{finding.title}</p>
        <p>{finding.detail}</p>
        {finding.action ? <p class="todo">{finding.action}</p> : null}
        {rowCount(finding) > 0 ? <Rows finding={finding} id={id} /> : null}
      </div>
    </li>
  );
}

function Rows({ finding, id }: { finding: Finding; id: string }) {
  const cut = cutSentence(finding, SHOWN_ROWS);
  return (
    <details class="fold finding-rows" id={`rows-${id}-${finding.id}`}>
      <summary>{plural(rowCount(finding), "row")}</summary>
      <FindingRows finding={finding} most={SHOWN_ROWS} />
      <p class="quiet">
        {cut} <a href={`/cells/${id}/rows.csv?finding=${finding.id}`} download>as CSV</a>
      </p>
    </details>
  );
}
