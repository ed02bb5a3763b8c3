import { ImportForm } from "../ui/action.tsx";

/** A filled-in CSV. `said`: what the import before this one did. */
export function PlaceImport({ said }: { said?: string }) {
  return (
    <ImportForm path="/places/import" name="import-places" notice="place-import" message={said}>
      Columns id, name, street, city, state, postcode, country; the id <span class="id">practice</span>{" "}
      is the practice itself. An empty cell takes away, a column or a line that is not there changes nothing.
    </ImportForm>
  );
}
