import type { FieldKind } from "../profile/kind.ts";
import type { FieldProfile } from "../profile/profile.ts";

/** What the values of a source field look like, for a row that nothing was tried on. */
export interface Looks {
  /** Share of the filled values that look like what the transform reads, 0 to 1. */
  share: number;
  /** In words; empty where there is nothing to say. */
  said: string;
}

/** How values of a kind are called. */
const CALLED: Partial<Record<FieldKind, string>> = {
  number: "numbers",
  flag: "yes or no",
  date: "dates",
  instant: "times",
  list: "lists",
  objects: "lists of objects",
  object: "objects",
  html: "text with markup",
};

/** Kinds that a transform reads; any other is text to it. */
const READS: Record<string, readonly FieldKind[]> = {
  boolean: ["flag"],
  consent: ["flag"],
  date: ["date"],
  instant: ["instant", "date"],
  visitStart: ["instant", "date"],
  money: ["number", "flag"],
  number: ["number", "flag"],
};

/** Of a transform that reads one kind: how many of the values are of it. Of one that takes anything: what they are. */
export function looksOf(transform: string, profile: FieldProfile): Looks {
  const { kind, sure, filled, distinct } = profile;
  if (filled === 0) return { share: 1, said: "" };
  if (transform === "emails" || transform === "phones") return likeness(transform, profile);
  const reads = READS[transform];
  const called = CALLED[kind];
  if (reads && !reads.includes(kind)) {
    return { share: 0.5, said: `the values do not look like ${CALLED[reads[0] ?? "number"]}` };
  }
  if (called) return { share: reads ? sure / 100 : 1, said: `${sure} % of the values look like ${called}` };
  if (transform === "option" || transform === "options") return { share: 1, said: "" };
  const many = distinct > 300 ? "more than 300" : distinct.toLocaleString("en");
  return { share: 1, said: `text, ${many} different ${distinct === 1 ? "value" : "values"}` };
}

function likeness(what: "emails" | "phones", { like, filled }: FieldProfile): Looks {
  if (!like) return { share: 1, said: "" };
  const percent = Math.floor(100 * like[what] / filled);
  const called = what === "emails" ? "e-mail addresses" : "telephone numbers";
  return { share: like[what] / filled, said: `${percent} % of the values look like ${called}` };
}
