import { grouped, plural } from "../ui/numbers.ts";
import { PlaceImport } from "./import.tsx";
import { PlaceNew } from "./new.tsx";
import type { PlacesModel } from "./model.ts";
import { PlaceRow } from "./row.tsx";

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
        company in Twenty, beneath the practice. {countedWhere(block)}
      </p>
      <Open block={block} />
      <details class="fold" id="place-list" open={places.length <= OPEN_ROWS}>
        <summary>The practice and {plural(locations.length, "location")}</summary>
        <ul class="place-list">
          {places.map((place) => <PlaceRow place={place} accountName={accountName} mayPress={mayPress} />)}
        </ul>
      </details>
      {mayPress ? <More known={locations.length} /> : null}
    </section>
  );
}

function countedWhere({ seen }: PlacesModel): string {
  if (seen === "extract") return "The numbers are from all appointments.";
  if (seen === "audit") {
    return "The numbers are from the appointments that the audit looked at; the extract may meet more.";
  }
  return "Which there are shows when the audit has run.";
}

/** What is still to be said, before the records carry a number for a name. */
function Open({ block: { places, accountName } }: { block: PlacesModel }) {
  const unnamed = places.slice(1).filter((place) => place.name === "");
  const [first] = unnamed;
  if (!first) return null;
  const name = `${places[0]?.name || accountName}, location ${first.id}`;
  return (
    <p>
      <span class="is-waiting">
        {unnamed.length === 1
          ? "1 location has no name."
          : `${grouped(unnamed.length)} locations have no name.`}
      </span>{" "}
      <span class="quiet">
        {unnamed.length === 1 ? "It would be called" : "They would be called"} “{name}”
        {unnamed.length === 1 ? "" : " and so on"}.
      </span>
    </p>
  );
}

function More({ known }: { known: number }) {
  return (
    <>
      <div id="place-new">
        <PlaceNew known={known} />
      </div>
      <details class="fold" id="place-import">
        <summary>Names and addresses from a CSV</summary>
        <div id="place-import-box" hx-morph-skip="true">
          <PlaceImport />
        </div>
      </details>
    </>
  );
}
