import type { Moment } from "./moment.ts";
import { type TimeForm, written } from "./times.ts";

/** An instant by the practice's clocks; `times.js` can show the reader's instead. The whole of it is in the title. */
export function Time({ of: { at, zone }, as, note, class: name }: {
  of: Moment;
  as: TimeForm;
  /** Said after the instant in the title. */
  note?: string;
  class?: string;
}) {
  return (
    <time
      {...(name ? { class: name } : {})}
      datetime={at}
      data-as={as}
      title={note ? `${at} · ${note}` : at}
    >
      {written(at, zone, as)}
    </time>
  );
}
