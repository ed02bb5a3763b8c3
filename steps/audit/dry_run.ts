import type { Settings } from "../engine/settings.ts";
import type { MapContext } from "../mapping/context.ts";
import { answerItems, questionKind } from "../mapping/form_answers.ts";
import { PROPOSALS } from "../mapping/proposals.ts";
import { ROW_PARTS } from "../mapping/row_parts.ts";
import { textOf, type Transform } from "../mapping/transform.ts";
import { TRANSFORMS } from "../mapping/transforms/list.ts";
import type { FieldRow } from "../mapping/vocabulary.ts";
import type { Row } from "../practicehub/envelope.ts";
import { type Check, CHECKS } from "./checks/list.ts";
import type { Issue } from "./issues.ts";
import { Issues } from "./issues.ts";
import { lightContext } from "./light_context.ts";
import { isEmpty } from "./profile.ts";
import { Seen } from "./seen.ts";

/** What the proposed transforms made of the values that were seen. */
export type Carried = Record<string, { filled: number; carried: number }>;

/** Objects whose rows are made of parts of a row, which a field row alone cannot do. */
const NOT_TRIED: readonly string[] = ["packagePatient"];

/** Rules that the checks count: a transform that remarks them too would count them twice. */
const CHECKED: ReadonlySet<string> = new Set([
  "email-shared",
  "package-twin",
  "package-overused",
  "duplicate-visit",
  "ends-before-start",
  "practitioner-inactive",
]);

/** Kinds of answers that may fail to become a value; a text and a choice always do. */
const ANSWERS: Record<string, string> = { checkbox: "boolean", date: "date" };

/**
 * Puts every row that the audit reads through the proposed transforms and through the checks that look at more than
 * one value, and keeps which rows are changed or not carried, and why. Nothing of a row is kept but its id.
 */
export class DryRun {
  readonly carried: Carried = {};
  readonly seen = new Seen();
  /** What rules have to say besides their counts. */
  readonly said = new Map<string, string>();
  #issues = new Issues();
  #context: MapContext;
  #checks: Check[];
  #rows = new Map<string, FieldRow[]>();

  /** @param now epoch ms, against which links have expired and births lie ahead */
  constructor(settings: Settings, now: number) {
    this.#context = lightContext(settings, this.seen);
    const add = (rule: string, resource: string, field: string, id: number) =>
      this.#issues.add(rule, resource, field, `${resource}/${id}`);
    const say = (rule: string, sentence: string) => void this.said.set(rule, sentence);
    this.#checks = CHECKS.map((make) => make({ add, say, seen: this.seen, context: this.#context, now }));
    for (const row of PROPOSALS) {
      // What comes from CSV exports is not read here.
      if (row.source.startsWith("csv:") || NOT_TRIED.includes(row.object)) continue;
      this.#rows.set(row.resource, [...this.#rows.get(row.resource) ?? [], row]);
    }
  }

  /** @param moves whether this resource is part of the migration */
  add(resource: string, rows: readonly Row[], moves: boolean): void {
    this.seen.add(resource, rows);
    if (!moves) return;
    for (const row of rows) {
      for (const map of this.#rows.get(resource) ?? []) this.#try(map, row);
      if (resource === "custom_form_responses") this.#answers(row);
      for (const check of this.#checks) check.row(resource, row);
    }
  }

  /** When everything was read: what only several rows together show. */
  finish(): Issue[] {
    for (const check of this.#checks) check.end?.();
    return this.#issues.all;
  }

  #try(map: FieldRow, row: Row): void {
    // A patient without a sticky note gives no note.
    if (map.resource === "patients" && map.object === "note" && textOf(row["note"]) === "") return;
    const transform = TRANSFORMS[map.transform];
    if (!transform) return;
    this.#apply(transform, map, row, valueOf(row, map.source), isFilled(row, map));
  }

  #answers(row: Row): void {
    for (const item of answerItems(row["data"])) {
      const label = textOf(item.label);
      const transform = ANSWERS[questionKind(textOf(item.name))];
      if (label === "" || transform === undefined) continue;
      const map: FieldRow = {
        object: "person",
        resource: "custom_form_responses",
        source: label,
        target: "",
        transform,
        reason: "",
      };
      const apply = TRANSFORMS[transform];
      if (apply) this.#apply(apply, map, row, item.value, !isEmpty(item.value));
    }
  }

  #apply(transform: Transform, map: FieldRow, row: Row, value: unknown, filled: boolean): void {
    const { value: made, remark } = transform({ value, row, map, context: this.#context });
    const key = [map.object, map.resource, map.source, map.target].join("\u001f");
    const counts = this.carried[key] ??= { filled: 0, carried: 0 };
    if (filled) counts.filled++;
    if (filled && made !== undefined) counts.carried++;
    const field = `${map.object}.${map.target === "" ? "form answer" : map.target}`;
    if (remark && !CHECKED.has(remark)) {
      this.#issues.add(remark, map.resource, field, `${map.resource}/${row.id}`);
    }
  }
}

function valueOf(row: Row, source: string): unknown {
  if (source === "*") return row;
  return source.startsWith("=") ? source.slice(1) : row[source];
}

/** Whether the source holds anything for this field row; a constant always does. */
function isFilled(row: Row, map: FieldRow): boolean {
  if (map.source.startsWith("=")) return true;
  const parts = map.source === "*" ? ROW_PARTS[map.transform] : [map.source];
  return parts === undefined || parts.some((part) => !isEmpty(row[part]));
}
