import { Action } from "../ui/action.tsx";

/** The maps as files: for the next practice, and for an admin who makes the fields by hand. */
export function MapFiles({ mayPress }: { mayPress: boolean }) {
  return (
    <details class="fold" id="map-files">
      <summary>Files: take the map elsewhere, or give an admin a checklist</summary>
      <div class="map-files">
        <p>
          <a href="/maps/export.json" download>Export the map (JSON)</a>
          <span class="quiet">
            {" "}holds names of fields and forms and the values of picklists, no patient's record
          </span>
        </p>
        <p>
          Checklist of every field to make: <a href="/cells/schema/checklist.md" download>Markdown</a>,{" "}
          <a href="/cells/schema/checklist.csv" download>CSV</a>
        </p>
        {mayPress
          ? (
            <Action path="/maps/import" name="import-map" files>
              <label>
                Import a map <input type="file" name="file" accept=".json,application/json" required />
              </label>
              <button type="submit" class="button small">Import</button>
            </Action>
          )
          : null}
      </div>
    </details>
  );
}
