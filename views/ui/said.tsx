import { Time } from "./time.tsx";

const INSTANT = /(\b\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?Z)/;

/** A sentence of a step, in which instants are ISO for programs: here they are shown as all others are. */
export function Said({ text, zone }: { text: string; zone: string }) {
  return (
    <>
      {text.split(INSTANT).map((part) =>
        INSTANT.test(part) ? <Time of={{ at: part, zone }} as="second" /> : part
      )}
    </>
  );
}
