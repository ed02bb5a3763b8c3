import type { ValueMapTable } from "../../../db/tables.ts";
import { type Change, changeMaps, type Editor } from "./change.ts";
import { ANYTHING_ELSE, type FieldOfValues, type ValueKey, valueRow, valuesOf } from "./rows.ts";
import { type ChosenOption, optionFor, optionsFor } from "./options.ts";
import { type TargetField, targetField, workspaceOf } from "./workspace.ts";
import type { MapRows } from "../../../db/map_changes.ts";
import { UsageError } from "../../base/errors.ts";
import { proposeOptions, sameOption } from "../../mapping/options_of.ts";
import type { Ledger } from "../../../db/ledger.ts";
import { type Filler, proposedValues } from "../../matching/values.ts";
import { readExports } from "../../matching/read_exports.ts";
import { withExtracted } from "../../matching/seen_values.ts";
import { type Sources, valuesSeen } from "./sources.ts";

/** The value becomes its option. */
export const confirmValue = (by: Editor, key: ValueKey): Promise<Change> =>
  decide(by, key, "confirmed", "confirmed");

/** The value becomes nothing: it is left empty, where there is a default too. */
export const ignoreValue = (by: Editor, key: ValueKey): Promise<Change> =>
  decide(by, key, "ignored", "ignored");

function decide(
  by: Editor,
  key: ValueKey,
  state: ValueMapTable["state"],
  word: string,
): Promise<Change> {
  return changeMaps(by, ({ values }) => {
    const row = valueRow(values, key);
    return {
      what: `a value of ${row.object}.${row.field} ${word}`,
      object: row.object,
      before: { fields: [], values: [row] },
      after: { fields: [], values: [{ ...row, state }] },
    };
  });
}

/**
 * Sends a value to another option of its field, or to a new one, and confirms it.
 *
 * @returns the change, and how the label had to be altered
 */
export async function moveValue(
  by: Editor,
  key: ValueKey,
  to: { option: string } | { label: string },
): Promise<Change & { changed: string }> {
  let changed = "";
  const change = await changeMaps(by, async ({ values }) => {
    const row = valueRow(values, key);
    const there = targetField(await workspaceOf(by.ledger), row.object, row.field);
    const option = optionFor(optionsFor(valuesOf(values, row), there), to);
    changed = option.changed;
    const { target_value, label } = option;
    return {
      what: `a value of ${row.object}.${row.field} was given its option by hand`,
      object: row.object,
      before: { fields: [], values: [row] },
      after: { fields: [], values: [{ ...row, target_value, label, state: "confirmed" }] },
    };
  });
  return { ...change, changed };
}

type To = { option: string } | { label: string };

/**
 * Adds a value that the audit did not see, such as one that the practice will use from next week.
 *
 * @throws {UsageError} it is listed already, or empty
 */
export async function addValue(
  by: Editor,
  of: FieldOfValues,
  value: string,
  to: To,
): Promise<Change & { changed: string }> {
  let changed = "";
  const change = await changeMaps(by, async (now) => {
    const source_value = value.trim();
    if (source_value === ANYTHING_ELSE) throw new UsageError("Type the value as PracticeHub has it.");
    const mapped = valuesOf(now.values, of);
    if (mapped.some((v) => v.source_value === source_value)) {
      throw new UsageError("This value is listed already: move it to another option there.");
    }
    const option = await chosen(by, now, of, to);
    changed = option.changed;
    return {
      what: `a value of ${of.object}.${of.field} added by hand`,
      object: of.object,
      before: { fields: [], values: [] },
      after: { fields: [], values: [newRow(of, source_value, option, mapped)] },
    };
  });
  return { ...change, changed };
}

/** Says which option every value takes that is not listed; nothing named: none, they are left empty. */
export async function setDefault(
  by: Editor,
  of: FieldOfValues,
  to: To | undefined,
): Promise<Change & { changed: string }> {
  let changed = "";
  const change = await changeMaps(by, async (now) => {
    const mapped = valuesOf(now.values, of);
    const old = mapped.filter((v) => v.source_value === ANYTHING_ELSE);
    const option = to && await chosen(by, now, of, to);
    changed = option?.changed ?? "";
    return {
      what: `${of.object}.${of.field}: what is not listed ${option ? "takes a default" : "is left empty"}`,
      object: of.object,
      before: { fields: [], values: old },
      after: { fields: [], values: option ? [newRow(of, ANYTHING_ELSE, option, mapped)] : [] },
    };
  });
  return { ...change, changed };
}

async function chosen(
  by: Editor,
  { fields, values }: MapRows,
  of: FieldOfValues,
  to: To,
): Promise<ChosenOption> {
  const mapped = valuesOf(values, of);
  if (mapped.length === 0 && !fields.some((f) => f.object === of.object && f.target === of.field)) {
    throw new UsageError("No row of the map fills this field; look at the maps again.");
  }
  const there = targetField(await workspaceOf(by.ledger), of.object, of.field);
  return optionFor(optionsFor(mapped, there), to);
}

function newRow(
  { object, field }: FieldOfValues,
  source_value: string,
  { target_value, label }: ChosenOption,
  mapped: readonly ValueMapTable[],
): ValueMapTable {
  const position = mapped.find((v) => v.source_value === source_value)?.position ??
    Math.max(-1, ...mapped.map((v) => v.position)) + 1;
  return { object, field, source_value, target_value, label, count: 0, state: "confirmed", position };
}

/**
 * The rows that a field's value map still lacks when one more source fills it: one option for each group of values that
 * differ in spelling only; an option that is mapped or that Twenty has under that label is taken.
 */
export function valuesFor(
  mapped: readonly ValueMapTable[],
  { object, field }: FieldOfValues,
  seen: readonly { source: string; label: string; count: number }[],
  there: TargetField | undefined,
): ValueMapTable[] {
  const known = new Map([
    ...(there?.options ?? []).map(({ label, value }) => [sameOption(label), { label, value }] as const),
    ...mapped.map(({ label, target_value: value }) => [sameOption(label), { label, value }] as const),
  ]);
  const listed = new Set([ANYTHING_ELSE, ...mapped.map((v) => v.source_value)]);
  const start = Math.max(-1, ...mapped.map((v) => v.position)) + 1;
  return proposeOptions(object, field, seen.filter((v) => !listed.has(v.source))).map((row) => {
    const option = known.get(sameOption(row.label));
    const place = { ...row, position: start + row.position };
    return option ? { ...place, target_value: option.value, label: option.label } : place;
  });
}

/** Values with the rows of PracticeHub that hold each. */
export type Had = ReadonlyMap<string, number>;

/**
 * Tells of rows that fill a field which values they may yield here: what the schema cell would list, fixed words such as
 * `inactive` among them, which count although nobody may have them now.
 */
export async function valuesHad(
  ledger: Ledger,
  sources: Sources,
): Promise<(fillers: readonly Filler[]) => Promise<Had>> {
  const { audit } = sources.audit ? await withExtracted(ledger, sources.audit) : {};
  const csv = await readExports(ledger);
  return async (fillers) => {
    const had = new Map<string, number>();
    for (const { resource, source } of fillers) {
      for (const { source: value, count } of await valuesSeen(ledger, sources, resource, source)) {
        had.set(value, (had.get(value) ?? 0) + count);
      }
    }
    const listed = audit ? proposedValues(fillers, audit, csv, []) : [];
    for (const { source_value, count } of listed) had.set(source_value, count);
    return had;
  };
}
