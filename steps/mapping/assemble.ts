import type { Ledger } from "../../db/ledger.ts";
import type { SourceRecord } from "../../db/source_records.ts";
import { targetId } from "../base/identity.ts";
import type { Row } from "../practicehub/envelope.ts";
import { attachmentOf } from "./attachments.ts";
import type { MapContext } from "./context.ts";
import { type Answers, answersOf } from "./form_answers.ts";
import { formNoteOf, isNote } from "./form_notes.ts";
import { hasStickyNote, noteLinks, packagePatients } from "./link_records.ts";
import type { Linkable } from "./links.ts";
import { loadContext } from "./load_context.ts";
import { mapKey, type Mapping } from "./mapping.ts";
import type { TargetObject } from "./objects.ts";
import { entryOf } from "./remarks.ts";
import { shapeRemark } from "./shapes.ts";
import { emptyTarget, type Target } from "./target.ts";
import type { Json } from "../twenty/json.ts";
import type { Input, Mapped, Transform } from "./transform.ts";
import { attributesOf, takenBy, transformNamed } from "./transforms/catalogue.ts";
import type { FieldRow } from "./vocabulary.ts";
import { withExports } from "./with_exports.ts";

/**
 * The target records of one chunk of rows of one resource. Every row gives at least one, if only a skipped one;
 * patients give a note only where they have a sticky one.
 */
export async function assemble(
  ledger: Ledger,
  mapping: Mapping,
  object: TargetObject,
  given: readonly SourceRecord[],
  linkable: Linkable,
): Promise<Target[]> {
  const sticky = (object === "note" || object === "noteTarget") && given[0]?.resource === "patients";
  const forms = (object === "note" || object === "noteTarget") &&
    given[0]?.resource === "custom_form_responses";
  const chosen = sticky ? given.filter(hasStickyNote) : forms ? given.filter(isNote(mapping)) : given;
  const records = await withExports(ledger, mapping, chosen);
  const context = await loadContext(ledger, mapping, records, linkable);
  if (object === "noteTarget") return await noteLinks(ledger, mapping, records, context, linkable);
  if (object === "packagePatient") return await packagePatients(ledger, mapping, records, context, linkable);
  const answers = object === "person" && records[0]?.resource === "patients"
    ? await answersOf(ledger, records.map((r) => r.id))
    : new Map<number, Answers>();
  return await Promise.all(records.map(async (record) => {
    const id = await targetId(mapping.migration, object, record.resource, record.id);
    if (object === "attachment") return attachmentOf(id, record, context);
    if (forms) return formNoteOf(id, record, context);
    return fromRows(mapping, object, id, record, context, answers.get(record.id));
  }));
}

function fromRows(
  mapping: Mapping,
  object: TargetObject,
  id: string,
  record: SourceRecord,
  context: MapContext,
  answers: Answers | undefined,
): Target {
  const target = emptyTarget(object, id, record);
  fill(target, mapping.rows.get(mapKey(object, record.resource)) ?? [], record.row, context);
  if (object === "person" && record.resource === "patients" && answers) {
    for (const map of mapping.rows.get(mapKey(object, "custom_form_responses")) ?? []) {
      if (answers.byLabel.has(map.source)) {
        fillField(target, map, { value: answers.byLabel.get(map.source), row: record.row, context });
      }
      if (answers.shared.has(map.source)) {
        target.remarks.push({ field: map.target, remark: "form-label-shared" });
        const other = { [`${map.source} (another question)`]: answers.beside.others[map.source] };
        target.source[map.target] = { ...target.source[map.target], ...other };
      }
    }
    if (answers.repeated) target.remarks.push({ field: "form answers", remark: "form-repeated" });
    if (answers.more) target.remarks.push({ field: "form answers", remark: "shape-unknown" });
    if (answers.unasked) target.remarks.push({ field: "form answers", remark: "form-unasked" });
    if (answers.repeated || answers.unasked) {
      target.source["form answers"] = { ...answers.beside.older, ...answers.beside.unasked };
    }
  }
  return target;
}

/** Is told of each field row that was applied, also where an earlier one had filled the field. */
export type OnMapped = (map: FieldRow, row: Row, mapped: Mapped) => void;

/** Fills a record's fields from one row, by field rows in their order. No ledger: the dry run of the audit does the same. */
export function fill(
  target: Target,
  maps: readonly FieldRow[],
  row: Row,
  context: MapContext,
  onMapped?: OnMapped,
): void {
  for (const map of maps) {
    const { source } = map;
    const value = source === "*" ? row : source.startsWith("=") ? source.slice(1) : row[source];
    fillField(target, map, { value, row, context }, onMapped);
  }
}

/**
 * Fills one field. Of several rows for one the first that yields a value counts, unless the transform joins them; where
 * another says otherwise, that is remarked.
 *
 * @throws {Error} the field row names no transform that there is
 */
export function fillField(
  target: Target,
  map: FieldRow,
  input: Omit<Input, "map">,
  onMapped?: OnMapped,
): void {
  const transform = transformNamed(map.transform);
  if (!transform) throw new Error(`field map names the unknown transform ${map.transform}`);
  const done = target.fields[map.target] !== undefined && !transform.join;
  const mapped = shaped(transform.run({ ...input, map }), transform, map, input);
  onMapped?.(map, input.row, mapped);
  const tried = Object.hasOwn(target.source, map.target) ? target.source[map.target] : {};
  target.source[map.target] = { ...tried, ...lookedAt(input, map) };
  if (done) return compareSources(target, map, mapped);
  put(target, map, mapped, transform.join);
  if (mapped.pictures) target.pictures = [...target.pictures ?? [], ...mapped.pictures];
}

/** With a word on the shape of what was read: nothing that a row holds is passed over in silence. */
function shaped(mapped: Mapped, transform: Transform, map: FieldRow, input: Omit<Input, "map">): Mapped {
  const outcome = mapped.value !== undefined ? "made" : mapped.remark ? "remarked" : "nothing";
  // Of a whole row a plain value may be nothing to this field and much to another.
  const typed = ["TEXT", "RICH_TEXT", "FULL_NAME", "ADDRESS", "SELECT"].includes(transform.type);
  const shapes = { typed, ...transform.shapes, ...map.source === "*" ? { plain: true } : {} };
  const values = map.source.startsWith("=")
    ? []
    : map.source === "*"
    ? (transform.reads ?? []).map((name) => input.row[name])
    : [input.value];
  const [remark] = values.flatMap((value) => shapeRemark(value, outcome, shapes) ?? []);
  if (!remark) return mapped;
  return mapped.remark ? { ...mapped, also: mapped.also ?? remark } : { ...mapped, remark };
}

/** What a transform looked at, as a person can compare it; attributes that the row has not are left out. */
function lookedAt({ row, value }: Omit<Input, "map">, map: FieldRow): Record<string, unknown> {
  const taken = takenBy(map.source);
  if (taken === "constant") return { always: value };
  const parts = taken === "row" ? attributesOf(map) : transformNamed(map.transform)?.reads ?? [];
  if (!parts) return row;
  const own = taken === "row" ? {} : { [map.source]: value ?? null };
  const read = Object.fromEntries(
    parts.filter((part) => part in row).map((part) => [part, row[part] ?? null]),
  );
  return { ...own, ...read };
}

/** Puts what a field row made into the record. */
function put(target: Target, map: FieldRow, mapped: Mapped, join: Transform["join"]): void {
  const { value } = mapped;
  const before = target.fields[map.target];
  if (value !== undefined) {
    target.fields[map.target] = before === undefined ? value : join?.(before, value) ?? before;
  }
  // What a source could not say gives way to what the next one could; a constant says nothing of the row.
  if (value !== undefined && before === undefined && !map.source.startsWith("=")) {
    const gaveWay = target.remarks.some((r) => r.field === map.target && !entryOf(r.remark)?.saysNothing);
    target.remarks = target.remarks.filter((r) => r.field !== map.target);
    if (gaveWay) target.remarks.push({ field: map.target, remark: "sources-differ" });
  }
  // A number that was there already was not made out of what is said of it.
  const isNew = target.fields[map.target] !== before;
  for (const remark of [mapped.remark, mapped.also]) {
    if (!remark || (remark === "phone-country-assumed" && !isNew)) continue;
    if (target.remarks.some((r) => r.field === map.target && r.remark === remark)) continue;
    target.remarks.push({ field: map.target, remark });
  }
}

/** Remarks on a field that one source has filled where another says something else: of the two only the first is kept. */
function compareSources(target: Target, map: FieldRow, { value, remark }: Mapped): void {
  if ((value === undefined && !remark) || map.source.startsWith("=")) return;
  const kept = new Set(scalarsIn(target.fields[map.target] ?? null));
  if (
    value !== undefined &&
    scalarsIn(value).every((scalar) => scalar === "" || kept.has(scalar) || isSameMinute(scalar, kept))
  ) {
    return;
  }
  if (target.remarks.some((r) => r.field === map.target && r.remark === "sources-differ")) return;
  target.remarks.push({ field: map.target, remark: "sources-differ" });
}

function scalarsIn(value: Json): (string | number | boolean | null)[] {
  if (value === null || typeof value !== "object") return [value];
  return Object.values(value).flatMap(scalarsIn);
}

/** Exports tell times by the minute. */
const isSameMinute = (scalar: unknown, kept: ReadonlySet<unknown>): boolean =>
  typeof scalar === "string" && INSTANT.test(scalar) &&
  [...kept].some((one) =>
    typeof one === "string" && INSTANT.test(one) && one.slice(0, 16) === scalar.slice(0, 16)
  );

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/;
