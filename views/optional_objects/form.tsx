import { Action } from "../ui/action.tsx";
import { plural } from "../ui/numbers.ts";

/** An object that is moved only where it is ticked. */
export interface OptionalObject {
  name: string;
  label: string;
  rows: number;
  ticked: boolean;
}

export interface OptionalObjectsModel {
  rows: OptionalObject[];
  mayPress: boolean;
}

/** What is moved only where somebody asks for it: each becomes an object of its own in Twenty. */
export function OptionalObjectsForm({ model: { rows, mayPress } }: { model: OptionalObjectsModel }) {
  return (
    <div class="optional-objects" id="optional-objects">
      <h3>Optional objects</h3>
      <p class="quiet">Off unless ticked; each becomes an object of its own, linked to its patients.</p>
      <Action path="/optional-objects" name="optional-objects" class="row">
        {rows.map((row) => (
          <label class="tick">
            <input type="checkbox" name={row.name} value="yes" checked={row.ticked} disabled={!mayPress} />
            <span>{row.label}</span>
            <span class="quiet num">{plural(row.rows, "row")}</span>
          </label>
        ))}
        {mayPress ? <button type="submit" class="button small">Save choice</button> : null}
      </Action>
    </div>
  );
}
