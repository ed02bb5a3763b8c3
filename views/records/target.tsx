import { FigureTable } from "../ui/table.tsx";
import { ConflictCard } from "../conflicts/card.tsx";
import { LongValue } from "../ui/value.tsx";
import { label } from "../ui/words.ts";
import type { EffectState } from "../../db/tables.ts";
import type { ConflictRow } from "../conflicts/model.ts";
import type { Moment } from "../ui/times.ts";
import { plural } from "../ui/numbers.ts";
import { Time } from "../ui/time.tsx";

export interface RecordTargetModel {
  id: string;
  object: string;
  /** In Twenty, where records of this object have a page. */
  href?: string;
  /** Its present state, in one sentence. */
  summary: string;
  state: EffectState | "none";
  /** Why the row has no such record. */
  skip?: string;
  fields: RecordFieldModel[];
  remarks: { field: string; text: string }[];
  conflict?: ConflictRow;
  history: RecordEffectModel[];
}

/** One field, each side as JSON; absent where there is nothing to say. */
export interface RecordFieldModel {
  field: string;
  source?: string;
  expected?: string;
  lastRead?: string;
  differs: boolean;
}

/** One state that one intended change went through. */
export interface RecordEffectModel {
  at: Moment;
  kind: string;
  state: EffectState;
  reason: string;
  run: string;
  href?: string;
  /** Who pressed; empty where it is not known. */
  who: string;
  /** Hash of what the record was to hold. */
  hash: string;
  seq: number;
}

/** One record that the row has in Twenty, or should have: how it stands, field by field, and how it came to that. */
export function RecordTarget({ target }: { target: RecordTargetModel }) {
  const { id, object, href, summary, state, skip, fields, remarks, conflict, history } = target;
  return (
    <section class="record-target" id={`target-${id}`} aria-labelledby={`title-${id}`}>
      <h2 id={`title-${id}`}>
        {label(object)} {href ? <a href={href} rel="noreferrer" target="_blank">open in Twenty</a> : null}
      </h2>
      <p class="id quiet">{id}</p>
      <p class={`record-summary is-${TONES[state] ?? "never"}`}>{summary}</p>
      {skip ? <p>By the map as it is now: no record, because {skip}.</p> : null}
      {conflict && (
        <>
          <ul class="conflict-list">
            <ConflictCard row={conflict} mayPress={false} />
          </ul>
          <p>
            <a href={`/conflicts/${id}`}>Among the other conflicts</a>, where it is decided.
          </p>
        </>
      )}
      {remarks.length > 0 && (
        <ul class="record-remarks">
          {remarks.map(({ field, text }) => (
            <li>
              <span class="id">{field}</span>: {text}
            </li>
          ))}
        </ul>
      )}
      {fields.length > 0 ? <Fields fields={fields} object={object} /> : null}
      {history.length > 0 ? <RecordHistory rows={history} id={id} /> : null}
    </section>
  );
}

/** The colour of a cell in the state that corresponds. */
const TONES: Record<string, string> = {
  confirmed: "green",
  failed: "red",
  conflict: "waiting",
  planned: "running",
  sent: "running",
};

function Fields({ fields, object }: { fields: RecordFieldModel[]; object: string }) {
  return (
    <FigureTable
      label={`Fields of ${label(object)}`}
      class="record-fields stacked"
      heads={["Field", "PracticeHub", "Should be in Twenty", "Last read in Twenty"]}
    >
      <tbody>
        {fields.map(({ field, source, expected, lastRead, differs }) => (
          <tr class={differs ? "differs" : ""}>
            <th scope="row" class="id">{field}</th>
            <td data-label="PracticeHub">
              <LongValue json={source} />
            </td>
            <td data-label="Should be">
              <LongValue json={expected} />
            </td>
            <td data-label="Last read">
              {lastRead !== undefined && lastRead === expected
                ? <span class="quiet">the same</span>
                : <LongValue json={lastRead} />}
              {differs ? <b class="is-waiting">differs</b> : null}
            </td>
          </tr>
        ))}
      </tbody>
    </FigureTable>
  );
}

/** A longer history is folded. */
const OPEN_ROWS = 12;

/** Every state that every change of a record went through, oldest first. */
function RecordHistory({ rows, id }: { rows: RecordEffectModel[]; id: string }) {
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
