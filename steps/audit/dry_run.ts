import type { CsvKind } from "../../db/tables.ts";
import type { Settings } from "../base/settings.ts";
import type { MapContext } from "../mapping/context.ts";
import { labelledAnswers } from "../mapping/form_answers.ts";
import { type Held, hold } from "../mapping/merge_field.ts";
import type { Code } from "../mapping/remarks.ts";
import { mapKey } from "../mapping/mapping.ts";
import { PROPOSALS } from "../mapping/proposals.ts";
import { ROW_PARTS } from "../mapping/row_parts.ts";
import { coveredAttributes, OBJECT_OF } from "../mapping/left_out.ts";
import type { FieldRemark } from "../mapping/target.ts";
import { type Mapped, textOf } from "../mapping/transform.ts";
import { TRANSFORMS } from "../mapping/transforms/list.ts";
import type { FieldRow, TargetObject } from "../mapping/vocabulary.ts";
import { CSV_PREFIX } from "../mapping/with_exports.ts";
import type { Row } from "../practicehub/envelope.ts";
import { type Check, CHECKS, CHECKS_OF_ALL } from "./checks/list.ts";
import { Exported } from "./exported.ts";
import { Guesses } from "./guesses.ts";
import type { Issue } from "./issues.ts";
import { Issues } from "./issues.ts";
import { lightContext } from "./light_context.ts";
import type { Carried } from "../profile/audit_detail.ts";
import { isEmpty } from "../profile/profile.ts";
import { Seen } from "../profile/reference_index.ts";

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
  "appointment-missing",
]);

/**
 * Puts every row that the audit reads through the transforms that are proposed and through the checks that look at more
 * than one value, and keeps which rows are changed or not carried, and why. What a field becomes that nobody foresaw,
 * or a question of a form, is chosen when all was read, and columns of exports come after what they fill in: until
 * then every choice is tried, and what an export may fill waits. Nothing else of a row is kept but its id.
 */
export class DryRun {
  readonly carried: Carried = {};
  readonly seen = new Seen();
  /** What rules have to say besides their counts. */
  readonly said = new Map<string, string>();
  #issues = new Issues();
  #context: MapContext;
  #checks: Check[];
  #checksOfAll: Check[];
  #rows: Map<string, FieldRow[]>;
  #guesses: Guesses;
  #exports: Map<string, Exported>;

  /**
   * @param now epoch ms, against which links have expired and births lie ahead
   * @param exports the kinds of CSV exports that were given
   */
  constructor(settings: Settings, now: () => number, exports: readonly CsvKind[] = []) {
    this.#context = lightContext(settings, this.seen);
    this.#guesses = new Guesses(this.#context);
    this.#exports = new Map(exports.map((kind) => [kind, new Exported(kind)]));
    const add = (rule: Code, resource: string, field: string, id: number) =>
      this.#issues.add(rule, resource, field, `${resource}/${id}`);
    const say = (rule: Code, sentence: string) => void this.said.set(rule, sentence);
    const tools = { add, say, seen: this.seen, context: this.#context, now };
    this.#checks = CHECKS.map((make) => make(tools));
    this.#checksOfAll = CHECKS_OF_ALL.map((make) => make(tools));
    const tried = PROPOSALS.filter((row) => !isColumn(row) && !NOT_TRIED.includes(row.object));
    this.#rows = Map.groupBy(tried, (row) => row.resource);
  }

  /** @param moves whether this resource is part of the migration */
  add(resource: string, rows: readonly Row[], moves: boolean): void {
    this.seen.add(resource, rows);
    for (const row of rows) for (const check of this.#checksOfAll) check.row(resource, row);
    if (!moves) return;
    const objects = Map.groupBy(this.#rows.get(resource) ?? [], (map) => map.object);
    const covered = coveredAttributes(resource);
    for (const row of rows) {
      for (const maps of objects.values()) this.#try(maps, row);
      for (const { map, value } of guessedIn(resource, row, covered)) this.#guesses.add(map, row, value);
      for (const check of this.#checks) check.row(resource, row);
    }
  }

  /**
   * When every row of the API was read: the next rows of an export, in the order of the file.
   *
   * @param proposed the rows of the field map that are not left out
   */
  addExport(kind: CsvKind, rows: readonly Record<string, string>[], proposed: readonly FieldRow[]): void {
    const maps = proposed.filter((map) => map.resource === kind && isColumn(map));
    for (const { row, held } of this.#exports.get(kind)?.match(rows) ?? []) {
      for (const map of maps) {
        const mapped = this.#apply(map, row);
        if (mapped) hold(held, map, mapped);
      }
    }
  }

  /**
   * When everything was read: what waited, and what only several rows together show.
   *
   * @param proposed as above
   */
  finish(proposed: readonly FieldRow[]): Issue[] {
    for (const [kind, exported] of this.#exports) {
      const object = OBJECT_OF[kind];
      for (const [id, held] of exported.waiting) if (object) this.#report(object, kind, id, held.remarks);
    }
    for (const map of proposed) this.#settle(map);
    for (const check of [...this.#checks, ...this.#checksOfAll]) check.end?.();
    return this.#issues.all;
  }

  /** Field rows of one object: of several for one field the first that yields a value counts, as in the run. */
  #try(maps: readonly FieldRow[], row: Row): void {
    const [first] = maps;
    // A patient without a sticky note gives no note.
    if (!first || (first.resource === "patients" && first.object === "note" && textOf(row["note"]) === "")) {
      return;
    }
    const exported = OBJECT_OF[first.resource] === first.object
      ? this.#exports.get(first.resource)
      : undefined;
    const held: Held = { fields: {}, remarks: [] };
    const waiting: Held = { fields: {}, remarks: [] };
    for (const map of maps) {
      const mapped = this.#apply(map, row);
      // A constant says nothing of the row, and stands in no column's way.
      if (mapped) hold(exported?.reads(map) && !isConstant(map) ? waiting : held, map, mapped);
    }
    this.#report(first.object, first.resource, row.id, held.remarks);
    exported?.wait(row, waiting);
  }

  #apply(map: FieldRow, row: Row): Mapped | undefined {
    const mapped = TRANSFORMS[map.transform]?.({
      value: valueOf(row, map.source),
      row,
      map,
      context: this.#context,
    });
    const filled = isFilled(row, map);
    this.#count(map, filled ? 1 : 0, filled && mapped?.value !== undefined ? 1 : 0);
    return mapped;
  }

  /** What the chosen transform made of a field or a question that was only guessed at. */
  #settle(map: FieldRow): void {
    const tried = this.#guesses.of(map);
    if (!tried) return;
    this.#count(map, tried.filled, tried.carried);
    for (const [rule, { count, ids }] of tried.remarks) {
      const field = `${map.object}.${map.target}`;
      for (const id of ids) this.#issues.add(rule, map.resource, field, `${map.resource}/${id}`);
      this.#issues.addUnlisted(rule, map.resource, field, count - ids.length);
    }
  }

  #report(object: string, resource: string, id: number, remarks: readonly FieldRemark[]): void {
    for (const { field, remark } of remarks) {
      if (CHECKED.has(remark)) continue;
      this.#issues.add(remark, resource, `${object}.${field}`, `${resource}/${id}`);
    }
  }

  #count(map: FieldRow, filled: number, carried: number): void {
    const counts = this.carried[mapKey(map.object, map.resource, map.source, map.target)] ??= {
      filled: 0,
      carried: 0,
    };
    counts.filled += filled;
    counts.carried += carried;
  }
}

/** Attributes of a row that no proposal reads, and answers to the questions of a form. */
function guessedIn(
  resource: string,
  row: Row,
  covered: ReadonlySet<string>,
): { map: FieldRow; value: unknown }[] {
  if (resource === "custom_form_responses") {
    return labelledAnswers(row).map(({ label, value }) => ({ map: guess("person", resource, label), value }));
  }
  const object = OBJECT_OF[resource];
  if (!object) return [];
  return Object.entries(row).filter(([name]) => !covered.has(name)).map(([name, value]) => ({
    map: guess(object, resource, name),
    value,
  }));
}

const guess = (object: TargetObject, resource: string, source: string): FieldRow => ({
  object,
  resource,
  source,
  target: "",
  transform: "",
  reason: "",
});

const isColumn = (map: FieldRow): boolean => map.source.startsWith(CSV_PREFIX);
const isConstant = (map: FieldRow): boolean => map.source.startsWith("=");

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
