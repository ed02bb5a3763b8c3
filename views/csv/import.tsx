import { Action } from "../ui/action.tsx";

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
