import { TIME_FORMS } from "../ui/times.ts";

/** By whose clocks the page's times are. `times.js` adds how the reader's differ and the switch between the two. */
export function ZoneNote({ zone }: { zone: string | undefined }) {
  return (
    <p id="zone" class="zone quiet" data-zone={zone ?? "UTC"} data-forms={JSON.stringify(TIME_FORMS)}>
      <span id="zone-said">
        {zone ? `Times in ${zone}` : "Times in UTC, until the practice's zone is known"}
      </span>{" "}
      <button type="button" id="zone-switch" class="button small plain" hidden>show mine</button>
    </p>
  );
}
