import { isTargetObject, OBJECTS, TARGET_OBJECTS } from "../mapping/objects.ts";
import type { Delay } from "./definition.ts";

/** What a person typed, on one line and without any meaning to Markdown or HTML. */
export function inline(text: string): string {
  return text.trim().replaceAll(/\s+/g, " ")
    .replaceAll(/[\\`*_[\]<>|~#&]/g, (sign) => `\\${sign}`)
    // At the start of a line these would make a list, a rule or a number.
    .replace(/^(?=[-+=]|\d+[.)])\d*/, (digits) => `${digits}\\`);
}

/** What a person typed, line by line as it is: fenced by more backticks than it holds itself. */
export function fenced(text: string, indent = ""): string[] {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = "`".repeat(longest + 1);
  return [fence + "text", ...text.replaceAll("\r\n", "\n").split("\n"), fence].map((line) => indent + line);
}

/** The object that a text speaks of, by its singular name in Twenty; undefined where it names none or several. */
export function objectIn(text: string): string | undefined {
  const found = TARGET_OBJECTS.filter((object) => OBJECTS[object].spoken?.test(text));
  return found.length === 1 ? found[0] : undefined;
}

export const objectName = (object: string | undefined): string =>
  object !== undefined && isTargetObject(object) && OBJECTS[object].spoken
    ? OBJECTS[object].labelPlural
    : "the one that the words above name";

/** ` (\`appointment.startsAt\`)`: the name by which the API and a variable know it. */
export const idOf = (field: { object: string; name: string } | undefined): string =>
  field ? ` (\`${field.object}.${field.name}\`)` : "";

const HOURS = { minutes: 1 / 60, hours: 1, days: 24, weeks: 168, months: 720 };

/** As a number of hours to write into code; a day where nothing is said. */
export const hoursOf = (delay: Delay | null): string =>
  delay ? String(Number((delay.amount * HOURS[delay.unit]).toFixed(4))) : "24";

/** `1 day`, `3 weeks`. */
export const inWords = ({ amount, unit }: Delay): string =>
  `${amount} ${amount === 1 ? unit.replace(/s$/, "") : unit}`;
