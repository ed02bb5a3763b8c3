import type { ValueMapTable } from "../../db/tables.ts";
import type { AuditDetail } from "../profile/audit_detail.ts";
import { optionLabel, proposeOptions, valueKey } from "../mapping/options_of.ts";
import { splitTags } from "../mapping/transforms/options.ts";
import { fieldNamed, type ObjectMeta, objectNamed } from "../twenty/metadata.ts";
import type { Exports } from "./read_exports.ts";
import { hasOptions, transformNamed } from "../mapping/transforms/catalogue.ts";
import { countedAs, type Filler, namedBy, namesFor } from "./counted.ts";

/** A source value, what it is called, and how many rows hold it. */
interface Value {
  source: string;
  label: string;
  count: number;
}

/** The value maps: for every field with options, the values that the practice uses, and the option proposed for each. */
export function proposedValues(
  rows: readonly Filler[],
  audit: AuditDetail,
  csv: Exports,
  objects: readonly ObjectMeta[],
): ValueMapTable[] {
  const fields = Map.groupBy(
    rows.filter(hasOptions),
    (row) => `${row.object}.${row.target}`,
  );
  return [...fields.values()].flatMap((sources) => {
    const [first] = sources;
    if (!first) return [];
    const { object, target } = first;
    const there = fieldNamed(objectNamed(objects, object), target)?.options ?? [];
    const values = added(
      [...Map.groupBy(sources, (s) => s.resource).values()].flatMap((ofOne) =>
        oneSourceARow(ofOne.map((s) => added(valuesOf(s, audit, csv))))
      ),
    );
    const isStage = object === "opportunity" && target === "stage";
    return proposeOptions(object, target, isStage ? values.map(staged) : values, there);
  });
}

/** The values of one source, as the value map keeps them. */
export const valuesOf = (row: Filler, audit: AuditDetail, csv: Exports): Value[] =>
  observedValues(row, audit, csv).map((value) => ({ ...value, source: valueKey(value.source) }));

function observedValues(row: Filler, audit: AuditDetail, csv: Exports): Value[] {
  const counted = (name: string): Value[] =>
    (audit.values[name] ?? []).map(([source, count]) => ({ source, label: source, count }));
  const times = (name: string, value: string): number =>
    (audit.values[name] ?? []).find(([v]) => v === value)?.[1] ?? 0;
  if (row.source.startsWith("=")) {
    const text = row.source.slice(1);
    const rows = audit.resources.find((r) => r.name === row.resource)?.total ?? 0;
    return [{ source: text, label: capital(text), count: rows }];
  }
  const options = transformNamed(row.transform)?.options;
  if (options?.known) {
    const known = options.known.map(([source, label]) => ({
      source,
      label,
      count: times(countedAs(row), source),
    }));
    const others = counted(countedAs(row)).filter((v) => !known.some((k) => k.source === v.source));
    return [...known, ...others.map((v) => ({ ...v, label: capital(v.label) }))];
  }
  if (row.resource === "custom_form_responses") {
    const question = audit.questions.find((q) => q.label === row.source);
    return (question?.values ?? []).map(([source, count]) => ({ source, label: source, count }));
  }
  const named = namedBy(row.resource, row.source);
  if (named) {
    const names = namesFor(audit, row.resource, row.source);
    // An id that has no name any more is an option all the same, or its rows would lose it.
    for (const { source } of counted(countedAs(row))) if (!names.has(source)) names.set(source, "");
    return [...names].map(([source, label]) => ({
      source,
      label: label || `${named.what} ${source}`,
      count: times(countedAs(row), source),
    }));
  }
  const values = counted(`${row.resource}.${row.source}`);
  const columns = (csv.values[`${row.resource}.${row.source}`] ?? []).flatMap(([cell, count]): Value[] =>
    (options?.of === "items" ? [...new Set(splitTags(cell))] : [cell]).map((source) => ({
      source,
      label: source,
      count,
    }))
  );
  const labels = LABELS[row.target];
  return [...values, ...columns].map((v) => ({
    ...v,
    label: labels?.[v.source] ?? (row.target === "preferredLanguage" ? languageOf(v.source) : undefined) ??
      capitalIf(row, v.label),
  }));
}

const LABELS: Record<string, Record<string, string>> = {
  sex: { M: "Male", F: "Female", O: "Other", U: "Unknown" },
  noteType: { soap: "SOAP" },
  entryType: { sms: "SMS", appt: "Appointment" },
};

/** Where a package or plan stands: who has one is a customer, and one that is used up or over is done with. */
const STAGES: Record<string, string> = { active: "Customer", inactive: "Completed" };

const staged = (value: Value): Value => ({ ...value, label: STAGES[value.source] ?? value.label });

/**
 * Of several sources of one row the first that holds something counts, so a value that the API and the export hold is
 * one patient's twice: each value has at least the larger of its counts, and that one is shown.
 */
function oneSourceARow(sources: readonly (readonly Value[])[]): Value[] {
  const largest = new Map<string, Value>();
  for (const value of sources.flat()) {
    const before = largest.get(value.source);
    largest.set(value.source, { ...before ?? value, count: Math.max(before?.count ?? 0, value.count) });
  }
  return [...largest.values()];
}

/** The same value of rows that are not the same is one, with the counts of all. */
function added(values: readonly Value[]): Value[] {
  const sums = new Map<string, Value>();
  for (const value of values) {
    const before = sums.get(value.source);
    sums.set(value.source, before ? { ...before, count: before.count + value.count } : value);
  }
  return [...sums.values()];
}

/** Words of PracticeHub's own vocabulary are written small there; what staff typed stays as it is. */
const capitalIf = (row: Filler, label: string): string =>
  OWN_WORDS.has(`${row.resource}.${row.source}`) ? capital(label) : label;
const OWN_WORDS: ReadonlySet<string> = new Set([
  "clinical_notes.state",
  "clinical_notes.type",
  "care_plans.frequency_type",
  "patient_packages.package_type",
  "patient_logs.type",
  "patient_logs.sub_type",
]);
const capital = (label: string): string =>
  optionLabel(label.charAt(0).toUpperCase() + label.slice(1).replaceAll("_", " "));

/** `en` and `pt-BR` by their names; undefined for what is no code. */
export function languageOf(code: string): string | undefined {
  if (!/^[a-z]{2,3}([-_][a-z]{2,4})?$/i.test(code)) return undefined;
  try {
    return LANGUAGES.of(code.replace("_", "-"));
  } catch {
    return undefined;
  }
}

const LANGUAGES = new Intl.DisplayNames("en", { type: "language" });
