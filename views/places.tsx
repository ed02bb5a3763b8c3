import { NoticePlace } from "./notice.tsx";
import { plural } from "./numbers.ts";
import { PlaceImport } from "./place_import.tsx";
import type { PlacesModel } from "./place_model.ts";
import { PlaceRow } from "./place_row.tsx";

/** Longer lists are folded: the cell stays readable at a glance. */
const OPEN_ROWS = 12;

/** The companies to be: the practice and its locations, of which PracticeHub tells numbers and nothing else. */
export function Places({ block }: { block: PlacesModel }) {
  const { places, mayPress, accountName } = block;
  const locations = places.slice(1);
  return (
    <section class="places" id="companies" aria-labelledby="companies-title">
      <div class="row spread">
        <h3 id="companies-title">Companies</h3>
        <a href="/places/template.csv" download>CSV to fill in</a>
      </div>
      <p class="quiet prose">
        PracticeHub tells the number of a location and neither its name nor its address. Each becomes a
        company in Twenty, beneath the practice. {seenWhere(block)}
      </p>
      <Open block={block} />
      <details class="fold" id="place-list" open={places.length <= OPEN_ROWS}>
        <summary>The practice and {plural(locations.length, "location")}</summary>
        <ul class="place-list">
          {places.map((place) => <PlaceRow place={place} accountName={accountName} mayPress={mayPress} />)}
        </ul>
      </details>
      {mayPress ? <More /> : null}
    </section>
  );
}

function seenWhere({ seen }: PlacesModel): string {
  if (seen === "extract") return "The numbers are from all appointments.";
  if (seen === "audit") {
    return "The numbers are from the appointments that the audit looked at; the extract may meet more.";
  }
  return "Which there are shows when the audit has run.";
}

/** What is still to be said, before the records carry a number for a name. */
function Open({ block: { places } }: { block: PlacesModel }) {
  const unnamed = places.slice(1).filter((place) => place.name === "").length;
  if (unnamed === 0) return null;
  return (
    <p class="is-waiting">
      {plural(unnamed, "location")} without a name: without one it lands as “location” and its number.
    </p>
  );
}

function More() {
  return (
    <>
      <form
        method="post"
        action="/places/new"
        hx-post="/places/new"
        hx-swap="none"
        class="row"
        data-action="add-place"
      >
        <label class="row tight">
          Another location, number{" "}
          <input name="id" id="place-new-id" inputmode="numeric" autocomplete="off" required />
        </label>
        <label class="row tight">
          name <input name="name" id="place-new-name" autocomplete="off" required />
        </label>
        <button type="submit" class="button">Add</button>
      </form>
      <NoticePlace name="place-new" />
      <details class="fold" id="place-import">
        <summary>Names and addresses from a CSV</summary>
        <div id="place-import-box" hx-morph-skip="true">
          <PlaceImport />
        </div>
      </details>
    </>
  );
}
