import { NoticePlace } from "./notice.tsx";

/** A list of addresses. `said`: what the import before this one did. */
export function MemberImport({ said }: { said?: string }) {
  return (
    <form
      method="post"
      action="/members/import"
      hx-post="/members/import"
      hx-swap="none"
      enctype="multipart/form-data"
      class="import"
      data-action="import-members"
    >
      <NoticePlace name="member-import" />
      {said ? <p class="said" role="status">{said}</p> : null}
      <p class="quiet prose">
        A column <span class="id">email</span>, and <span class="id">id</span> (PracticeHub's) or{" "}
        <span class="id">name</span>; other columns are passed over. A line without an address changes
        nothing.
      </p>
      <p class="row">
        <input type="file" name="file" accept=".csv,text/csv" aria-label="CSV file" required />
        <button type="submit" class="button">Import</button>
      </p>
    </form>
  );
}
