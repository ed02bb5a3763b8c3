import { grouped, plural } from "../ui/numbers.ts";
import { PlaceRow } from "./row.tsx";
import { ImportForm } from "../ui/action.tsx";
import { NoticePlace } from "../ui/notice.tsx";
import type { Places as KnownPlaces } from "../../steps/staging/places/places.ts";

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

function countedWhere({ countedIn }: PlacesModel): string {
  if (countedIn === "extract") return "The numbers are from all appointments.";
  if (countedIn === "audit") {
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

/** A filled-in CSV. `said`: what the import before this one did. */
export function PlaceImport({ said }: { said?: string }) {
  return (
    <ImportForm path="/places/import" name="import-places" notice="place-import" message={said}>
      Columns id, name, street, city, state, postcode, country; the id <span class="id">practice</span>{" "}
      is the practice itself. An empty cell takes away, a column or a line that is not there changes nothing.
    </ImportForm>
  );
}

/**
 * A location that is on no appointment, or on none that anybody has looked at yet.
 *
 * @param known how many there are: when one is added, this is another form, and what was typed in the last is gone
 */
export function PlaceNew({ known }: { known: number }) {
  return (
    <>
      <form
        method="post"
        action="/places/new"
        hx-post="/places/new"
        hx-swap="none"
        class="row"
        id={`place-new-${known}`}
        data-action="add-place"
      >
        <label class="row tight">
          Another location, number{" "}
          <input
            name="id"
            id={`place-new-id-${known}`}
            class="place-number"
            inputmode="numeric"
            autocomplete="off"
            required
          />
        </label>
        <label class="row tight">
          name <input name="name" id={`place-new-name-${known}`} autocomplete="off" required />
        </label>
        <button type="submit" class="button">Add</button>
      </form>
      <NoticePlace name="place-new" />
    </>
  );
}

/** The practice and its locations, with what a person has said of each. */
export interface PlacesModel extends KnownPlaces {
  /** What the practice is called while nobody has said it. */
  accountName: string;
  mayPress: boolean;
}
