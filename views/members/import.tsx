import { ImportForm } from "../ui/action.tsx";

/** A list of addresses. `said`: what the import before this one did. */
export function MemberImport({ said }: { said?: string }) {
  return (
    <ImportForm path="/members/import" name="import-members" notice="member-import" message={said}>
      A column <span class="id">email</span>, and <span class="id">id</span> (PracticeHub's) or{" "}
      <span class="id">name</span>; other columns are passed over. A line without an address changes nothing.
    </ImportForm>
  );
}
