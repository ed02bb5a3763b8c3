import { plural } from "../ui/numbers.ts";
import type { RecordEffectModel } from "./model.ts";
import { Time } from "../ui/time.tsx";

/** A longer history is folded. */
const OPEN_ROWS = 12;

/** Every state that every change of a record went through, oldest first. */
export function RecordHistory({ rows, id }: { rows: RecordEffectModel[]; id: string }) {
  return (
    <details class="fold" id={`history-${id}`} open={rows.length <= OPEN_ROWS}>
      <summary>
        What was done <span class="quiet">{plural(rows.length, "line")} of the audit log</span>
      </summary>
      <ol class="record-history">
        {rows.map((row) => (
          <li>
            <Time of={row.at} as="second" note={`audit log ${row.seq}`} />
            <span>
              {row.kind} <b>{row.state}</b>
              {row.reason ? `: ${row.reason}` : ""}
            </span>
            <span class="quiet">
              {row.href ? <a href={row.href}>{row.run}</a> : row.run}
              {row.who ? ` by ${row.who}` : ""}
            </span>
            <span class="id quiet" title={row.hash}>{row.hash.slice(0, 12)}</span>
          </li>
        ))}
      </ol>
    </details>
  );
}
