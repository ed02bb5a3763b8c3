import { type Moment, type TimeForm, written } from "./times.ts";

/** An instant by the practice's clocks; `times.js` can show the reader's instead. The whole of it is in the title. */
export function Time({ of: { at, zone }, as, note, class: name }: {
  of: Moment;
  as: TimeForm;
  /** Shown after the instant in the title. */
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

const INSTANT = /(\b\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?Z)/;

/** A sentence of a step, in which instants are ISO for programs: here they are shown as all others are. */
export function Sentence({ text, zone }: { text: string; zone: string }) {
  return (
    <>
      {text.split(INSTANT).map((part) =>
        INSTANT.test(part) ? <Time of={{ at: part, zone }} as="second" /> : part
      )}
    </>
  );
}
