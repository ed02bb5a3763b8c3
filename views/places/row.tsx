import type { Place } from "../../steps/staging/places/places.ts";
import { NoticePlace } from "../ui/notice.tsx";
import { grouped, plural } from "../ui/numbers.ts";

const PARTS = [
  ["street", "Street"],
  ["city", "City"],
  ["state", "County or state"],
  ["postcode", "Postcode"],
  ["country", "Country"],
] as const;

/** One company to be: its number, its name, and its address, which opens in place. */
export function PlaceRow(
  { place, accountName, mayPress }: { place: Place; accountName: string; mayPress: boolean },
) {
  const { id, name } = place;
  const isPractice = id === "practice";
  const called = isPractice ? "the practice" : `location ${id}`;
  return (
    <li id={`place-${id}`} class={!isPractice && name === "" ? "unnamed" : ""}>
      {mayPress
        ? (
          <form
            method="post"
            action={`/places/${id}`}
            hx-post={`/places/${id}`}
            hx-swap="none"
            class="place"
            data-action="save-place"
          >
            <Number id={id} />
            <input
              name="name"
              id={`place-${id}-name`}
              value={name}
              placeholder={isPractice ? accountName : "no name yet"}
              aria-label={`Name of ${called}`}
              autocomplete="off"
            />
            <Visits place={place} />
            <button type="submit" class="button small" aria-label={`Save ${called}`}>save</button>
            <details class="place-address" id={`place-${id}-address`}>
              <summary>
                {addressLine(place)} <span class="visually-hidden">of {called}</span>
              </summary>
              <div class="address-parts">
                {PARTS.map(([part, label]) => (
                  <label class={`part-${part}`}>
                    {label}
                    <input
                      name={part}
                      id={`place-${id}-${part}`}
                      value={place.address[part] ?? ""}
                      autocomplete="off"
                    />
                  </label>
                ))}
              </div>
            </details>
          </form>
        )
        : (
          <div class="place">
            <Number id={id} />
            <span class="place-name">
              {name || (isPractice ? accountName : <span class="is-waiting">no name yet</span>)}
            </span>
            <Visits place={place} />
            <span class="place-address quiet">{addressLine(place)}</span>
          </div>
        )}
      <NoticePlace name={`place-${id}`} />
    </li>
  );
}

function Number({ id }: { id: string }) {
  return id === "practice" ? <span class="quiet">practice</span> : <span class="num">{id}</span>;
}

function Visits({ place: { id, appointments } }: { place: Place }) {
  if (id === "practice" || appointments === undefined) return <span class="visits"></span>;
  return (
    <span class={`visits ${appointments === 0 ? "quiet" : ""}`} title={plural(appointments, "appointment")}>
      <span class="num">{grouped(appointments)}</span>{" "}
      <span class="quiet">{appointments === 1 ? "appointment" : "appointments"}</span>
    </span>
  );
}

function addressLine({ address }: Place): string {
  const parts = PARTS.map(([part]) => address[part]).filter((text) => text);
  return parts.length > 0 ? parts.join(", ") : "no address";
}
