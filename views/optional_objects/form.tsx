import { Action } from "../ui/action.tsx";
import { plural } from "../ui/numbers.ts";

/** Something beyond the brief that can be ticked. */
export interface ExtraModel {
  name: string;
  label: string;
  rows: number;
  ticked: boolean;
}

export interface ExtrasModel {
  rows: ExtraModel[];
  mayPress: boolean;
}

/** What is moved only where somebody asks for it: each becomes an object of its own in Twenty. */
export function ExtrasView({ model: { rows, mayPress } }: { model: ExtrasModel }) {
  return (
    <div class="extras" id="extras">
      <h3>Beyond the brief</h3>
      <p class="quiet">Off unless ticked; each becomes an object of its own, linked to its patients.</p>
      <Action path="/extras" name="extras" class="row">
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
