import type { AuditDetail } from "../profile/audit_detail.ts";
import type { FieldProfile } from "../profile/profile.ts";
import { many } from "../base/words.ts";
import { mapKey } from "../mapping/mapping.ts";
import type { Proposal } from "./rows.ts";
import type { FieldKind } from "../mapping/transform.ts";
import { transformNamed } from "../mapping/transforms/catalogue.ts";

/** How many rows hold a value that becomes an option. */
export interface Listed {
  in: number;
  of: number;
  /** Options there are; with `isNew` none of them is in Twenty yet. */
  options: number;
  isNew: boolean;
}

/** What was seen of a proposal's source. */
export interface Evidence {
  listed?: Listed;
  profile?: FieldProfile;
}

const WHENCE: [least: number, said: string][] = [
  [95, "read by programs that use PracticeHub"],
  [80, "a column of PracticeHub's export"],
  [70, "the name is not documented, but it is here"],
];

/** How sure a proposal is, in percent, and why, in words. */
export function confidenceIn(
  row: Proposal,
  audit: AuditDetail,
  { listed, profile }: Evidence = {},
): { confidence: number; reason: string } {
  if (row.source.startsWith("=")) {
    return { confidence: 100, reason: said("the same for every row", row.reason) };
  }
  if (row.source === "id") return { confidence: 100, reason: said("where the record came from", row.reason) };
  const known = row.known ?? 90;
  const values = valuesIn(row, audit, profile);
  const options = listed && listed.of > 0 ? optionsIn(listed) : undefined;
  // A name that working programs read needs no values to be believed.
  const few = known < 95 && profile ? fewIn(profile.filled) : undefined;
  const share = (values?.share ?? 1) * (options?.share ?? 1) * (few?.share ?? 1);
  const name = row.source === row.target && !row.creates ? "the same name in both" : undefined;
  const whence = row.known === undefined ? undefined : WHENCE.find(([least]) => known >= least)?.[1];
  return {
    confidence: Math.max(1, Math.floor(known * share)),
    reason: [name, options?.said, values?.said, few?.said, whence, row.reason].filter(Boolean).join("; "),
  };
}

/** What one thing that was looked at says of a proposal. */
interface Part {
  /** Share of the filled values that suit it, 0 to 1. */
  share: number;
  /** In words; empty where there is nothing to say. */
  said: string;
}

/** What the transform made of the values, where the audit tried it; else what they look like. */
function valuesIn(row: Proposal, audit: AuditDetail, profile: FieldProfile | undefined): Part | undefined {
  const { object, resource, source, target } = row;
  // The audit tries questions before they have a field.
  const tried = audit.carried[mapKey(object, resource, source, target)] ??
    audit.carried[mapKey(object, resource, source, "")];
  const looks = profile && (row.known ?? 0) < 95 ? looksOf(row.transform, profile) : undefined;
  if (!tried || tried.filled === 0) return looks;
  const readAs = transformNamed(row.transform)?.carries;
  const numbers = `${tried.carried.toLocaleString("en")} of ${tried.filled.toLocaleString("en")}`;
  return {
    share: tried.carried / tried.filled,
    said: readAs ? `${numbers} values ${readAs}` : looks?.said ?? "",
  };
}

/** That somebody's own field gets new options is less sure than that a new field has all it needs. */
function optionsIn({ in: inList, of, options, isNew }: Listed): Part {
  const share = Math.min(1, inList / of);
  const percent = Math.floor(100 * share);
  return isNew
    ? { share, said: `${percent} % of the values are in the list of ${many(options, "option")}` }
    : { share: 0.5 + share / 2, said: `${percent} % of the values are among the options in Twenty` };
}

/** Values from which on another one says nothing new. */
const ENOUGH = 30;

/** A few values say little of the next. */
function fewIn(filled: number): Part {
  return {
    share: 0.7 + 0.3 * Math.min(1, filled / ENOUGH),
    said: filled === 0 ? "no value seen yet" : filled < ENOUGH ? `only ${many(filled, "value")} seen` : "",
  };
}

const said = (first: string, then: string): string => then === "" ? first : `${first}; ${then}`;

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

/** Of a transform that reads one kind: how many of the values are of it. Of one that takes anything: what they are. */
export function looksOf(name: string, profile: FieldProfile): Part {
  const { kind, sure, filled, distinct, like } = profile;
  if (filled === 0) return { share: 1, said: "" };
  const transform = transformNamed(name);
  if (transform?.like) {
    if (!like) return { share: 1, said: "" };
    const share = like[transform.like] / filled;
    return { share, said: `${Math.floor(100 * share)} % of the values look like ${transform.words}` };
  }
  const reads = transform?.kinds;
  const called = CALLED[kind];
  if (reads && !reads.includes(kind)) {
    return { share: 0.5, said: `the values do not look like ${CALLED[reads[0] ?? "number"]}` };
  }
  if (called) return { share: reads ? sure / 100 : 1, said: `${sure} % of the values look like ${called}` };
  if (transform?.options) return { share: 1, said: "" };
  const many = distinct > 300 ? "more than 300" : distinct.toLocaleString("en");
  return { share: 1, said: `text, ${many} different ${distinct === 1 ? "value" : "values"}` };
}
