import { isLinked, linkTo, type Reading } from "./context.ts";
import { proseProblems } from "./prose.ts";
import { jsonIn, micros, millis, momentIn, numberIn, sameJson, textIn, uncut } from "./source_values.ts";
import type { Row } from "../../../fixtures/practice/practice.ts";
import type { Found, Plural } from "./workspace.ts";

/** One record beside its source row: each method compares a field by one rule and tells what differs. */
export class Check {
  constructor(
    readonly reading: Reading,
    readonly object: Plural,
    readonly key: string,
    readonly row: Row,
    readonly found: Found,
  ) {}

  problem(field: string, problem: string): void {
    this.reading.out.add(this.object, this.key, field, problem);
  }

  same(field: string, expected: unknown, found: unknown = this.found[field]): void {
    this.reading.out.same(this.object, this.key, field, expected, found);
  }

  /** Plain text, without what Twenty refuses, cut where it is too long. */
  text(field: string, source: string): void {
    const expected = textIn(this.row, source);
    const found = String(this.found[field] ?? "");
    if (uncut(expected)) this.same(field, expected, found.trim());
    else if (!expected.startsWith(found) || uncut(found + "12345678")) {
      this.problem(field, "is not cut at the limit");
    }
  }

  number(field: string, source: string): void {
    this.same(field, numberIn(this.row, source));
  }

  moment(field: string, source: string): void {
    this.same(field, momentIn(this.row, source, this.reading.timeZone), millis(this.found[field]));
  }

  /** The time of creation is the source's where it has one; else it is Twenty's own. */
  created(source = "created"): void {
    const expected = momentIn(this.row, source, this.reading.timeZone);
    if (expected !== undefined) this.same("createdAt", expected, millis(this.found["createdAt"]));
  }

  /** An amount in micros, with the practice's currency beside it. */
  money(field: string, source: string, otherwise = ""): void {
    const expected = micros(textIn(this.row, source)) ?? micros(otherwise);
    const { amountMicros, currencyCode } = {
      ...this.found[field] as { amountMicros?: number | string | null; currencyCode?: string },
    };
    this.same(field, expected, amountMicros);
    if (expected !== undefined) this.same(`${field}.currencyCode`, this.reading.currency, currencyCode);
  }

  /** HTML as Markdown: every word, and what made it readable. */
  prose(field: string, html: readonly string[], markdown: unknown = this.found[field]): void {
    for (const problem of new Set(proseProblems(html, String(markdown ?? "")))) this.problem(field, problem);
  }

  json(field: string, source: string): void {
    const expected = jsonIn(this.row, source);
    const found = this.found[field];
    this.same(field, expected, typeof found === "string" ? sameJson(found) : found);
  }

  /** A link to the record of a source row; to nobody where there is no such row. */
  person(field: string, resource: "patients" | "practitioners", id: number | undefined): void {
    if (isLinked(this.reading, resource, id, this.found[field])) return;
    this.problem(field, "leads to nobody or to somebody else");
  }

  /** A link to a patient that a row names in a list. */
  linked(field: string, ids: readonly (number | undefined)[]): void {
    const first = ids.map((id) => linkTo(this.reading, "patients", id)).find((id) => id !== undefined);
    this.same(field, first);
  }
}
