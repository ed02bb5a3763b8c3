import pLimit from "p-limit";
import type { Ledger } from "../../db/ledger.ts";
import {
  bothMaps,
  insertMapChange,
  isChangedMeanwhile,
  lastMapChange,
  type MapRows,
  markUndone,
  nextMapChangeId,
  replaceRows,
} from "../../db/map_changes.ts";
import type { FieldMapTable, ValueMapTable } from "../../db/tables.ts";
import { BusyError, UsageError } from "../base/errors.ts";
import { Log } from "../base/log.ts";
import { instant, type World } from "../base/world.ts";
import { mustRest } from "../runbook/current.ts";
import { droppedBy, DropsOptionError } from "./dropped_options.ts";
import { sameField, sameValue } from "./rows.ts";

/** Who changes the maps, and where they are kept. */
export interface Editor {
  ledger: Ledger;
  world: World;
  who: string;
  /** The person was warned about the options in use that this drops, and wants it anyway. */
  anyway?: boolean;
}

/** What somebody decides about the maps. */
export interface Decision {
  /** One sentence without any value of the source: it goes into the history and the log. */
  what: string;
  object?: string;
  /** Rows that are taken away, whole, as they are now. */
  before: Partial<MapRows>;
  /** Rows that are put there. */
  after: Partial<MapRows>;
  /** What had to be altered of what the person typed, in words. */
  changed?: string;
  /** The change that is undone by it; then it is no new change of its own. */
  undoes?: number;
}

/** A decision that was carried out. */
export interface Change extends Decision {
  before: MapRows;
  after: MapRows;
  /** Empty where nothing had to be altered. */
  changed: string;
}

/** What was asked for is so already. */
export class NothingToChangeError extends UsageError {
  override name = "NothingToChangeError";
  constructor() {
    super("That is how it stands already; nothing was changed.");
  }
}

/** One change after the other in this program: each reads what the one before has left. */
const oneByOne = pLimit(1);

/**
 * Carries out one decision about the maps: the rows, the history that can be undone and the event are one commit.
 *
 * @throws {BusyError} a cell is running
 * @throws {DropsOptionError} an option in use would be left without a source, and nobody said "anyway"
 */
export function changeMaps(
  by: Editor,
  decide: (now: MapRows) => Decision | Promise<Decision>,
): Promise<Change> {
  return oneByOne(async () => {
    const { ledger } = by;
    await mustRest(ledger, "change the maps");
    const id = await nextMapChangeId(ledger);
    const now = await bothMaps(ledger);
    const change = whole(await decide(now));
    if (isNothing(change)) throw new NothingToChangeError();
    if (!by.anyway) {
      const dropped = await droppedBy(ledger, now, change);
      if (dropped.length > 0) throw new DropsOptionError(dropped);
    }
    const { what, object, before, after, undoes } = change;
    const at = instant(by.world);
    const history = undoes === undefined
      ? insertMapChange(ledger, { id, at, who: by.who, what, before, after, undone_at: null })
      : markUndone(ledger, undoes, at);
    const event = new Log(ledger, by.world, null).entry({
      kind: "map",
      ...(object ? { object } : {}),
      message: `${what}, by ${by.who}`,
      fields: { rows: Math.max(count(before), count(after)), change: undoes ?? id },
    });
    await ledger.commit({ writes: [...replaceRows(ledger, before, after), history], events: [event] })
      .catch((error) => {
        if (!isChangedMeanwhile(error)) throw error;
        throw new BusyError(
          "Somebody else changed the maps in this very moment; look at them and press again.",
        );
      });
    return change;
  });
}

const whole = (decision: Decision): Change => ({
  changed: "",
  ...decision,
  before: { fields: [], values: [], ...decision.before },
  after: { fields: [], values: [], ...decision.after },
});

const isNothing = ({ before, after }: Change): boolean => JSON.stringify(before) === JSON.stringify(after);

const count = ({ fields, values }: MapRows): number => fields.length + values.length;

/**
 * Takes the newest decision back that was not taken back yet; pressed again, the one before.
 *
 * @param id the change that the person was shown; another one by now is refused
 * @throws {UsageError} there is none, or its rows have been changed since
 */
export function undo(by: Editor, id?: number): Promise<Change> {
  return changeMaps(by, async (now) => {
    const last = await lastMapChange(by.ledger);
    if (!last) throw new UsageError("There is no decision about the maps to undo.");
    if (id !== undefined && last.id !== id) {
      throw new UsageError("Another decision was made or undone meanwhile; look at the history again.");
    }
    if (!isAsLeft(now, last)) {
      throw new UsageError(
        "Rows of that decision have been changed since by a run or an import, so it cannot be undone; change them one by one.",
      );
    }
    return {
      what: `undone: ${last.what}`,
      before: rowsNow(now, last.after),
      after: { fields: last.before.fields, values: withCounts(last.before.values, now.values) },
      undoes: last.id,
    };
  });
}

/** Whether what a change put there is there as it left it, and nothing is where the rows that it took away were. */
function isAsLeft(now: MapRows, { before, after }: { before: MapRows; after: MapRows }): boolean {
  const current = rowsNow(now, after);
  const back = rowsNow(now, before);
  return count(current) === count(after) &&
    back.fields.every((row) => after.fields.some((a) => sameField(a, row))) &&
    back.values.every((row) => after.values.some((a) => sameValue(a, row))) &&
    after.fields.every((row) => current.fields.some((c) => sameField(c, row) && isDecidedAlike(c, row))) &&
    after.values.every((row) => current.values.some((c) => sameValue(c, row) && becomesTheSame(c, row)));
}

/** The rows as they are now that have the keys of `rows`. */
function rowsNow(now: MapRows, rows: MapRows): MapRows {
  return {
    fields: now.fields.filter((f) => rows.fields.some((r) => sameField(r, f))),
    values: now.values.filter((v) => rows.values.some((r) => sameValue(r, v))),
  };
}

/** A new proposal may have changed a reason, a confidence or a position: that is no decision. */
const isDecidedAlike = (a: FieldMapTable, b: FieldMapTable): boolean =>
  a.state === b.state && a.transform === b.transform && a.note === b.note && a.creates === b.creates;

const becomesTheSame = (a: ValueMapTable, b: ValueMapTable): boolean =>
  a.state === b.state && a.target_value === b.target_value && a.label === b.label;

/** What the source holds is not taken back. */
function withCounts(rows: readonly ValueMapTable[], now: readonly ValueMapTable[]): ValueMapTable[] {
  return rows.map((row) => ({ ...row, count: now.find((v) => sameValue(v, row))?.count ?? row.count }));
}
