import type { Ledger } from "../../db/ledger.ts";
import type { MapRows } from "../../db/map_changes.ts";
import { fieldsInUse, optionsInUse } from "../../db/maps.ts";
import type { ValueMapTable } from "../../db/tables.ts";
import { NeedsPersonError } from "../base/errors.ts";
import { many } from "../base/words.ts";
import { ANYTHING_ELSE, sameField, sameValue } from "./rows.ts";

/** What a change does to the options in use of one field. */
export interface Dropped {
  object: string;
  field: string;
  /** Options that no value of PracticeHub would become any more. */
  options: number;
  /** Rows of PracticeHub whose value would be left without an option. */
  emptied: number;
  /** Rows of PracticeHub that would go to another option instead. */
  moved: number;
  /** Records in Twenty that have such an option now. */
  records: number;
}

/** A person is warned first, and presses again. Numbers and names of fields, no value. */
export class DropsOptionError extends NeedsPersonError {
  override name = "DropsOptionError";
  constructor(readonly dropped: readonly Dropped[]) {
    super(dropped.map(sentence).join(" "));
  }
}

function sentence({ object, field, options, emptied, moved, records }: Dropped): string {
  const parts = [
    emptied > 0 ? `${many(emptied, "row")} of PracticeHub would be left empty` : "",
    moved > 0 ? `${many(moved, "row")} of PracticeHub would go to another option` : "",
    options > 0
      ? `${many(options, "option")} in use would have no source any more, and ${
        many(records, "record")
      } in Twenty ${records === 1 ? "holds" : "hold"} ${options === 1 ? "it" : "them"} now`
      : "",
  ].filter(Boolean);
  return `${object}.${field}: ${parts.join("; ")}.`;
}

/** Options in use that nothing would become any more, and values in use that would become nothing, by field. */
export async function droppedBy(
  ledger: Ledger,
  now: MapRows,
  change: { before: MapRows; after: MapRows },
): Promise<Dropped[]> {
  const later = applied(now, change);
  const wasUsed = fieldsInUse(now.fields);
  const isUsed = fieldsInUse(later.fields);
  const found: Dropped[] = [];
  for (const rows of Map.groupBy(now.values, (v) => `${v.object}.${v.field}`).values()) {
    const [first] = rows;
    if (!first || !wasUsed(first)) continue;
    const { object, field } = first;
    const listed = later.values.filter((v) => v.object === object && v.field === field && isUsed(v));
    const kept = listed.filter((v) => v.state !== "ignored");
    const dropped: Dropped = { object, field, options: 0, emptied: 0, moved: 0, records: 0 };
    const options = Map.groupBy(rows.filter((v) => v.state !== "ignored"), (v) => v.target_value);
    const gone = [...options.keys()].some((target) => !kept.some((v) => v.target_value === target));
    const used = gone ? await optionsInUse(ledger, object, field) : new Map<string, number>();
    for (const option of options.values()) addLoss(dropped, used, option, listed, change.after.values);
    if (dropped.options + dropped.emptied > 0) found.push(dropped);
  }
  return found;
}

/**
 * Adds what becomes of one option. `used`: records by option; `listed`: the field's value rows after the change;
 * `arriving`: value rows that the change puts there, of this field or another.
 */
function addLoss(
  into: Dropped,
  used: ReadonlyMap<string, number>,
  option: readonly ValueMapTable[],
  listed: readonly ValueMapTable[],
  arriving: readonly ValueMapTable[],
): void {
  const target = option[0]?.target_value ?? "";
  const kept = listed.filter((v) => v.state !== "ignored");
  // What is not listed takes the default, if there is one; what is ignored is listed (`choose` of `transforms/options.ts`).
  const keepsAnOption = (row: ValueMapTable) =>
    listed.some((v) => sameValue(v, row))
      ? kept.some((v) => sameValue(v, row))
      : kept.some((v) => v.source_value === ANYTHING_ELSE);
  const goesElsewhere = (row: ValueMapTable) =>
    arriving.some((v) =>
      v.object === row.object && v.source_value === row.source_value && v.field !== row.field &&
      v.state !== "ignored"
    );
  into.emptied += rowsOf(option.filter((row) => !keepsAnOption(row) && !goesElsewhere(row)));
  if (kept.some((v) => v.target_value === target)) return;
  const moved = rowsOf(option.filter(keepsAnOption));
  const records = used.get(target) ?? 0;
  // Options of another field stand in for those of a field that its rows leave.
  if (rowsOf(option.filter((row) => !goesElsewhere(row))) + records === 0) return;
  into.options++;
  into.moved += moved;
  into.records += records;
}

const rowsOf = (values: readonly ValueMapTable[]): number => values.reduce((n, v) => n + v.count, 0);

function applied(now: MapRows, { before, after }: { before: MapRows; after: MapRows }): MapRows {
  return {
    fields: [...now.fields.filter((f) => !before.fields.some((b) => sameField(b, f))), ...after.fields],
    values: [...now.values.filter((v) => !before.values.some((b) => sameValue(b, v))), ...after.values],
  };
}
