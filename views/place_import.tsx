import { NoticePlace } from "./notice.tsx";

/** A filled-in CSV. `said`: what the import before this one did. */
export function PlaceImport({ said }: { said?: string }) {
  return (
    <form
      method="post"
      action="/places/import"
      hx-post="/places/import"
      hx-swap="none"
      enctype="multipart/form-data"
      class="import"
      data-action="import-places"
    >
      <NoticePlace name="place-import" />
      {said ? <p class="said" role="status">{said}</p> : null}
      <p class="quiet prose">
        Columns id, name, street, city, state, postcode, country; the id <span class="id">practice</span>{" "}
        is the practice itself. An empty cell takes away, a column or a line that is not there changes
        nothing.
      </p>
      <p class="row">
        <input type="file" name="file" accept=".csv,text/csv" aria-label="CSV file" required />
        <button type="submit" class="button">Import</button>
      </p>
    </form>
  );
}
