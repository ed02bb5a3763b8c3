import { Action } from "../ui/action.tsx";
import { CSV_LABELS, type CsvExportModel } from "./model.ts";
import { grouped, plural } from "../ui/numbers.ts";
import { Time } from "../ui/time.tsx";

interface Uploaded extends CsvExportModel {
  state: NonNullable<CsvExportModel["state"]>;
}

/** The three exports: what was read, what it was matched with, what it says otherwise. */
export function CsvExports({ exports, mayPress }: { exports: CsvExportModel[]; mayPress: boolean }) {
  const uploaded = exports.filter((one): one is Uploaded => one.state !== undefined);
  // Before the extract nothing is matched: three heads over one cell would head nothing.
  const waits = uploaded.every((one) => one.state.waiting);
  return (
    <>
      <div class="scroll" tabindex={0} role="region" aria-label="CSV exports that were read">
        <table class={`figures csv-table stacked ${waits ? "waits" : ""}`}>
          <thead>
            <tr>
              <th scope="col">Export</th>
              <th scope="col">File</th>
              <th scope="col" class="num">Rows</th>
              {waits ? <th scope="col" colspan={3}>Matched</th> : (
                <>
                  <th scope="col" class="num">Matched</th>
                  <th scope="col" class="num">Not matched</th>
                  <th scope="col" class="num">Differ</th>
                </>
              )}
              {mayPress
                ? (
                  <th scope="col">
                    <span class="visually-hidden">Remove</span>
                  </th>
                )
                : null}
            </tr>
          </thead>
          <tbody>
            {exports.map(({ kind, state }) => (
              <tr>
                <th scope="row" class="csv-kind">{CSV_LABELS[kind]}</th>
                {state
                  ? <Cells state={state} mayPress={mayPress} />
                  : <td class="quiet" colspan={mayPress ? 6 : 5}>not uploaded</td>}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {uploaded.map((one) => <Details one={one} />)}
    </>
  );
}

function Cells({ state, mayPress }: { state: Uploaded["state"]; mayPress: boolean }) {
  const { kind, file, readAt, waiting, matched, unmatched, differing } = state;
  return (
    <>
      <td class="csv-name">
        {file.name}
        <span class="csv-read quiet">
          <Time of={readAt} as="day" /> by {file.who}
        </span>
      </td>
      <td class="num" data-label="Rows">{grouped(file.rows)}</td>
      {waiting
        ? <td class="quiet csv-waits" colspan={3} data-label="Matched">once the extract has run</td>
        : (
          <>
            <td class="num" data-label="Matched">{grouped(matched)}</td>
            <td class={`num ${unmatched > 0 ? "is-waiting" : "zero"}`} data-label="Not matched">
              {grouped(unmatched)}
            </td>
            <td class={`num ${differing > 0 ? "is-waiting" : "zero"}`} data-label="Differ">
              {grouped(differing)}
            </td>
          </>
        )}
      {mayPress
        ? (
          <td>
            <Action path={`/cells/extract/csv/${kind}/remove`} name={`remove-csv-${kind}`} class="row tight">
              <button type="submit" class="button small" aria-label={`Remove ${CSV_LABELS[kind]}`}>
                remove
              </button>
            </Action>
          </td>
        )
        : null}
    </>
  );
}

function Details({ one: { kind, state } }: { one: Uploaded }) {
  const { notes, problems, differences, differing, unmatched, waiting } = state;
  const name = CSV_LABELS[kind];
  return (
    <>
      {notes.length > 0
        ? (
          <ul class="csv-notes">
            {notes.map(({ severity, text }) => (
              <li>
                <span class={severity === "warning" ? "is-waiting" : "quiet"}>{name}.</span> {text}
              </li>
            ))}
          </ul>
        )
        : null}
      {!waiting && unmatched > 0
        ? (
          <details class="fold" id={`csv-unmatched-${kind}`}>
            <summary>
              {name}: {plural(unmatched, "row stands", "rows stand")} for no record
            </summary>
            <Counts rows={problems} label="Why" />
            <List state={state} list="unmatched" />
          </details>
        )
        : null}
      {differing > 0
        ? (
          <details class="fold" id={`csv-differing-${kind}`}>
            <summary>
              {name}: {plural(differing, "row differs", "rows differ")} from the API
            </summary>
            <p class="quiet prose">
              What the API says is used. To take the CSV's, ignore the API's row of that field in the map. A
              value that only one of them has is no difference.
            </p>
            <Counts rows={differences} label="Column" />
            <List state={state} list="differing" />
          </details>
        )
        : null}
    </>
  );
}

function Counts({ rows, label }: { rows: [string, number][]; label: string }) {
  return (
    <table class="figures csv-counts">
      <thead>
        <tr>
          <th scope="col">{label}</th>
          <th scope="col" class="num">Rows</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(([name, n]) => (
          <tr>
            <th scope="row">{name}</th>
            <td class="num">{grouped(n)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/**
 * Rows show what patients' records say; they come when somebody asks. Their place has another id when the file or what
 * it was matched with is another, so that no old rows stay.
 */
function List({ state, list }: { state: Uploaded["state"]; list: "unmatched" | "differing" }) {
  const { kind, file, matched, differing } = state;
  const path = `/cells/extract/csv/${kind}/${list}`;
  const place = `csv-${list}-${kind}-${file.sha256.slice(0, 8)}-${matched}-${differing}`;
  return (
    <div class="csv-list">
      <p class="row">
        <a class="button small" href={path} hx-get={path} hx-target={`#${place}`} hx-swap="innerHTML">
          show the rows
        </a>
        <a href={`${path}.csv`} download>all of them as CSV</a>
      </p>
      <div class="csv-rows" id={place} hx-morph-skip="true"></div>
    </div>
  );
}
