import { type CsvCells, csvPages } from "../../db/csv.ts";
import type { Ledger } from "../../db/ledger.ts";
import type { CsvKind, FieldMapTable } from "../../db/tables.ts";
import type { Settings } from "../base/settings.ts";
import { fill, fillField } from "../mapping/assemble.ts";
import type { MapContext } from "../mapping/context.ts";
import { localeOf } from "../mapping/country.ts";
import { labelledAnswers } from "../mapping/form_answers.ts";
import { coveredAttributes, PROPOSALS } from "../mapping/proposals.ts";
import { fieldRowOf, mapKey } from "../mapping/mapping.ts";
import { hasStickyNote } from "../mapping/link_records.ts";
import type { Code } from "../mapping/remarks.ts";
import { attributesOf } from "../mapping/transforms/catalogue.ts";
import { emptyTarget, type Target } from "../mapping/target.ts";
import type { Mapped } from "../mapping/transform.ts";
import type { FieldRow } from "../mapping/vocabulary.ts";
import { CSV_PREFIX } from "../mapping/with_exports.ts";
import type { Row } from "../practicehub/envelope.ts";
import type { Carried } from "../profile/audit_detail.ts";
import { isEmpty } from "../profile/profile.ts";
import { ReferenceIndex } from "../profile/reference_index.ts";
import { Candidates } from "./candidates.ts";
import type { Check, CheckTools } from "./checks/check.ts";
import { CHECKS } from "./checks/list.ts";
import { ExportColumns } from "./export_columns.ts";
import { type Issue, Issues } from "./issues.ts";
import { objectOf, type TargetObject } from "../mapping/objects.ts";

/** Objects whose records take several rows at once. */
const NOT_TRIED: readonly string[] = ["packagePatient"];
const ROWS_AT_ONCE = 500;

/**
 * A dry run of the mapping over the rows that the audit reads: each is assembled as a run would, without a ledger, and
 * goes through the checks that look at more than one value. Kept is which rows are changed or not carried, and why.
 *
 * What an attribute becomes that no proposal names is chosen when all was read, so every candidate is tried until then;
 * and what a column of an export may fill waits for the export's rows. Nothing else of a row is kept but its id.
 */
export class DryRun {
  readonly carried: Carried = {};
  readonly references = new ReferenceIndex();
  /** What a rule has to say besides its counts. */
  readonly details = new Map<Code, string>();
  #issues = new Issues();
  #context: MapContext;
  #checks: (ReturnType<Check["make"]> & Pick<Check, "resource" | "always">)[];
  #rows: Map<string, FieldRow[]>;
  #candidates: Candidates;
  #exports: Map<CsvKind, ExportColumns>;

  /**
   * @param now epoch ms, against which links have expired and births lie ahead
   * @param exports the kinds of CSV exports that there are
   */
  constructor(settings: Settings, now: () => number, exports: readonly CsvKind[] = []) {
    this.#context = contextOf(settings, this.references);
    this.#candidates = new Candidates();
    this.#exports = new Map(exports.map((kind) => [kind, new ExportColumns(kind)]));
    const tools = (resource: string): CheckTools => ({
      note: (rule, field, id) =>
        this.#issues.add({ rule, resource, field: `${resource}.${field}`, by: "check" }, id),
      explain: (rule, sentence) => void this.details.set(rule, sentence),
      references: this.references,
      context: this.#context,
      now,
    });
    this.#checks = CHECKS.map(({ make, ...check }) => ({ ...check, ...make(tools(check.resource)) }));
    const tried = PROPOSALS.filter((map) => !isColumn(map) && !NOT_TRIED.includes(map.object));
    this.#rows = Map.groupBy(tried, (map) => map.resource);
  }

  /** @param moves whether this resource is part of the migration */
  add(resource: string, rows: readonly Row[], moves: boolean): void {
    this.references.add(resource, rows);
    const checks = this.#checks.filter((check) => check.resource === resource && (moves || check.always));
    const objects = Map.groupBy(moves ? this.#rows.get(resource) ?? [] : [], (map) => map.object);
    const covered = coveredAttributes(resource);
    for (const row of rows) {
      for (const [object, maps] of objects) this.#assemble(object, resource, maps, row);
      const open = moves ? unforeseen(resource, row, covered) : [];
      for (const { map, value } of open) this.#tryAll(map, value, row);
      for (const check of checks) check.row(row);
    }
  }

  /**
   * When every row of the API was read: adds the rows of the CSV exports and ends.
   *
   * @param map the field map as it is, and what would be proposed besides
   */
  async finishWith(ledger: Ledger, map: readonly FieldMapTable[]): Promise<Issue[]> {
    const proposed = map.filter((row) => row.state !== "ignored").map(fieldRowOf);
    for (const kind of this.#exports.keys()) {
      for await (const rows of csvPages(ledger, { kind, limit: ROWS_AT_ONCE })) {
        this.addExport(kind, rows.map(({ cells }) => cells), proposed);
      }
    }
    return this.finish(proposed);
  }

  /** The next rows of an export, in the order of the file. @param proposed the rows of the field map that count */
  addExport(kind: CsvKind, rows: readonly CsvCells[], proposed: readonly FieldRow[]): void {
    const maps = proposed.filter((map) => map.resource === kind && isColumn(map));
    this.#exports.get(kind)?.match(
      rows,
      (target, row) => fill(target, maps, row, this.#context, this.#count),
    );
  }

  /** What waited, and what only several rows together show. @param proposed as above */
  finish(proposed: readonly FieldRow[]): Issue[] {
    for (const [kind, exported] of this.#exports) {
      for (const [id, target] of exported.waiting) this.#report(target, kind, id);
    }
    for (const map of proposed) this.#settle(map);
    for (const check of this.#checks) check.end?.();
    return this.#issues.all;
  }

  #assemble(object: TargetObject, resource: string, maps: readonly FieldRow[], row: Row): void {
    if (object === "note" && resource === "patients" && !hasStickyNote({ row })) return;
    const exported = objectOf(resource) === object ? this.#exports.get(resource as CsvKind) : undefined;
    // A constant says nothing of the row, so it fills no field before a column can.
    const waits = (map: FieldRow) => (exported?.reads(map) ?? false) && !map.source.startsWith("=");
    const target = this.#filled(object, resource, maps.filter((map) => !waits(map)), row);
    this.#report(target, resource, row.id);
    exported?.wait(row, this.#filled(object, resource, maps.filter(waits), row));
  }

  #filled(object: TargetObject, resource: string, maps: readonly FieldRow[], row: Row): Target {
    const target = emptyTarget(object, "", { resource, id: row.id });
    fill(target, maps, row, this.#context, this.#count);
    return target;
  }

  /** @param map object, resource and source; target and transform are not chosen yet */
  #tryAll(map: FieldRow, value: unknown, row: Row): void {
    if (isEmpty(value)) return;
    for (const candidate of this.#candidates.of(map)) {
      const target = emptyTarget(map.object, "", { resource: map.resource, id: row.id });
      fillField(target, { ...map, transform: candidate.transform }, { value, row, context: this.#context });
      candidate.add(row.id, target);
    }
  }

  /** What the chosen transform made of an attribute or a question that no proposal names. */
  #settle(map: FieldRow): void {
    const tried = this.#candidates.find(map);
    if (!tried) return;
    this.#addCarried(map, tried.filled, tried.carried);
    for (const [rule, { count, ids }] of tried.remarks) {
      const of = {
        rule,
        resource: map.resource,
        field: `${map.object}.${map.target}`,
        by: "assembly",
      } as const;
      for (const id of ids) this.#issues.add(of, id);
      this.#issues.addUnlisted(of, count - ids.length);
    }
  }

  #report({ object, remarks }: Target, resource: string, id: number): void {
    for (const { field, remark } of remarks) {
      this.#issues.add({ rule: remark, resource, field: `${object}.${field}`, by: "assembly" }, id);
    }
  }

  #count = (map: FieldRow, row: Row, { value }: Mapped): void => {
    const filled = isFilled(row, map);
    this.#addCarried(map, filled ? 1 : 0, filled && value !== undefined ? 1 : 0);
  };

  #addCarried(map: FieldRow, filled: number, carried: number): void {
    const counts = this.carried[mapKey(map.object, map.resource, map.source, map.target)] ??= {
      filled: 0,
      carried: 0,
    };
    counts.filled += filled;
    counts.carried += carried;
  }
}

/** Attributes of a row that no proposal reads, and answers to the questions of a form. */
function unforeseen(
  resource: string,
  row: Row,
  covered: ReadonlySet<string>,
): { map: FieldRow; value: unknown }[] {
  const open = (object: TargetObject, source: string): FieldRow => ({
    object,
    resource,
    source,
    target: "",
    transform: "",
    reason: "",
  });
  if (resource === "custom_form_responses") {
    return labelledAnswers(row).map(({ label, value }) => ({ map: open("person", label), value }));
  }
  const object = objectOf(resource);
  if (!object) return [];
  return Object.entries(row).filter(([name]) => !covered.has(name)).map(([name, value]) => ({
    map: open(object, name),
    value,
  }));
}

const isColumn = (map: FieldRow): boolean => map.source.startsWith(CSV_PREFIX);

/** Whether the source holds anything for this field row; a constant always does. */
function isFilled(row: Row, map: FieldRow): boolean {
  if (map.source.startsWith("=")) return true;
  const parts = attributesOf(map);
  return parts === undefined || parts.some((part) => !isEmpty(row[part]));
}

const SOMETHING = "something";

/**
 * What transforms may look at before there is a map or an extract: every value has an option, everybody an owner,
 * and a record is missing only where all of its kind were read and it was not among them.
 */
function contextOf(settings: Settings, references: ReferenceIndex): MapContext {
  return {
    ...localeOf(settings),
    option: () => SOMETHING,
    targetOf: (_object, resource, id) => references.mayBeThere(resource, id) ? SOMETHING : undefined,
    // Shared addresses are known when all patients were read, and are counted then.
    holderOf: () => undefined,
    takenInTarget: () => false,
    memberOf: () => SOMETHING,
    typeName: () => undefined,
    patientName: () => undefined,
    // Which location is a patient's shows when all visits were read; until then there is no doubt to count.
    homeOf: () => "none",
    locations: 1,
    isDuplicate: () => false,
    inactive: () => false,
    memberNamed: () => SOMETHING,
  };
}
