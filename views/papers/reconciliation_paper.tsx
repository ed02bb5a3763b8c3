import { Heads, numeric } from "../ui/table.tsx";
import type { Finding, OutcomeTable, Reconciliation } from "../../steps/runbook/step.ts";
import { grouped, plural } from "../ui/numbers.ts";
import { type Approval, Paper, type PaperHead, PaperTable } from "./paper.tsx";
import { PatternBar, PatternKey, Patterns } from "./pattern_bar.tsx";
import { missingOf, partsOfRow, usedKinds } from "../reconciliation/table.tsx";
import { longDate } from "../ui/times.ts";
import { label } from "../ui/words.ts";

export interface ReconciliationPaperModel {
  head: PaperHead;
  approval: Approval;
  verdict: string;
  /** Percent of the rows of any one object that may fail. */
  tolerance: number;
  rows: Reconciliation[];
  tables: OutcomeTable[];
  findings: Finding[];
  /** Runs of single rows since, which the figures do not count. */
  since: { run: number; at: string; verdict: string }[];
}

/** What became of every source row, per object and per field, and why of those that have no record. */
export function ReconciliationPaper({ model, style }: { model: ReconciliationPaperModel; style: string }) {
  const { head, approval, verdict, tolerance, rows, tables, findings, since } = model;
  const source = rows.reduce((sum, row) => sum + row.source, 0);
  return (
    <Paper
      head={head}
      approval={approval}
      style={style}
      sentence={`I have looked at the figures on this paper, which account for ${
        plural(source, "source row")
      }. ` +
        `I accept run ${head.run} of the ${head.title.toLowerCase()} with the outcome of this SHA-256 and no other.`}
    >
      <Patterns />
      <p class="verdict">{verdict}</p>
      <p>
        Tolerance: {tolerance} % of the rows of any one object may fail.
      </p>
      <Objects rows={rows} />
      {findings.length > 0 ? <Findings findings={findings} /> : null}
      {since.length > 0 && (
        <section>
          <h2>Single rows that were run again since, not counted here</h2>
          <ul>
            {since.map(({ run, at, verdict }) => (
              <li>
                Run {run}, <time datetime={at}>{longDate(at, head.zone)}</time>: {verdict}
              </li>
            ))}
          </ul>
        </section>
      )}
      {tables.map((table) => <PaperTable table={table} />)}
    </Paper>
  );
}

function Objects({ rows }: { rows: Reconciliation[] }) {
  const used = usedKinds(rows);
  const missing = rows.reduce((sum, row) => sum + missingOf(row), 0);
  return (
    <table class="objects">
      <caption>Every source record in exactly one place, {grouped(missing)} missing</caption>
      <Heads
        of={[
          "Object",
          numeric("Source"),
          "Share",
          ...used.map((kind) =>
            numeric(
              <>
                <PatternKey kind={kind} /> {kind}
              </>,
            )
          ),
          numeric("missing"),
        ]}
      />
      <tbody>
        {rows.map((row) => (
          <tr>
            <th scope="row">{label(row.object)}</th>
            <td class="num">{grouped(row.source)}</td>
            <td>
              <PatternBar
                parts={partsOfRow(row)}
                total={row.source}
                label={missingOf(row) === 0 ? "adds up" : `${missingOf(row)} unaccounted for`}
              />
            </td>
            {used.map((kind) => <td class="num">{grouped(row[kind])}</td>)}
            <td class="num">{grouped(missingOf(row))}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Findings({ findings }: { findings: Finding[] }) {
  return (
    <section>
      <h2>Said of this run</h2>
      <ul class="said">
        {findings.map(({ severity, title, detail, action }) => (
          <li>
            {severity === "info" ? null : <b>{severity}:</b>} <b>{title}.</b> {detail} {action}
          </li>
        ))}
      </ul>
    </section>
  );
}
