import { CsvExports } from "./exports.tsx";
import type { CsvModel, CsvOutModel } from "./model.ts";
import { NoticePlace } from "../ui/notice.tsx";
import { Action } from "../ui/action.tsx";

/** What a practice can give besides its API, and what it gets in files. */
export function CsvBlock({ block }: { block: CsvModel }) {
  const { exports, out, mayPress } = block;
  const isUploaded = exports.some(({ state }) => state);
  return (
    <section class="csv" id="csv" aria-labelledby="csv-title">
      <h3 id="csv-title">CSV exports of PracticeHub</h3>
      <p class="quiet prose">
        A second source for what the API may not give: tags, referral sources, chief complaints, marketing
        consents, default practitioners. They are made in PracticeHub under Settings, Data Exports. Once read,
        run the schema cell: their columns are proposed in the map.
      </p>
      {isUploaded || !mayPress ? <CsvExports exports={exports} mayPress={mayPress} /> : null}
      {mayPress
        ? (
          <div id="csv-import-box" hx-morph-skip="true">
            <CsvImport />
          </div>
        )
        : null}
      <NoticePlace name="csv" />
      <Out out={out} />
    </section>
  );
}

/** Counting takes a walk through every row, so the list comes by itself, after the page. */
function Out({ out: { why, version } }: { out: CsvOutModel }) {
  return (
    <div class="csv-out">
      <h3>CSVs for Twenty</h3>
      <p class="quiet prose">
        The records as files, in the order in which Twenty can import them: to look at, or to import by hand.
        They hold patients' data in the clear.{" "}
        {why ? null : "A cell that a spreadsheet would run as a formula begins with an apostrophe."}
      </p>
      {why ? <p class="quiet">{why}</p> : (
        <div
          id={`csv-files-${version}`}
          hx-morph-skip="true"
          hx-get="/cells/extract/csv/files"
          hx-trigger="load"
          hx-swap="innerHTML"
        >
          <p class="quiet">
            Counting the rows of each file.{" "}
            <a href="/cells/extract/csv/files">The list on a page of its own</a>
          </p>
        </div>
      )}
    </div>
  );
}

/** Files to read. `said`: what the import before this one did. */
export function CsvImport({ said }: { said?: string }) {
  return (
    <Action path="/cells/extract/csv" name="import-csv" class="csv-import" files>
      {said ? <p class="said" role="status">{said}</p> : null}
      <p class="row">
        <input type="file" name="file" accept=".csv,text/csv" aria-label="CSV exports" multiple required />
        <button type="submit" class="button">Read</button>
      </p>
      <p class="quiet prose">
        The header tells which export a file is; another of the same kind takes its place.
      </p>
    </Action>
  );
}
