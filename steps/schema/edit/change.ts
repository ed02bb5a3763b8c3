import pLimit from "p-limit";
import type { Ledger } from "../../../db/ledger.ts";
import {
  bothMaps,
  insertMapChange,
  type MapRows,
  markUndone,
  nextMapChangeId,
  replaceRows,
} from "../../../db/map_changes.ts";
import { BusyError, UsageError } from "../../base/errors.ts";
import { mustRest } from "../../runbook/current.ts";
import { Log } from "../../base/log.ts";
import { instant, type World } from "../../base/world.ts";
import { droppedBy, DropsOptionError } from "./dropped.ts";

/** Who changes the maps, and where they are kept. */
export interface Editor {
  ledger: Ledger;
  world: World;
  who: string;
  /** The person was told which options in use this drops, and wants it anyway. */
  anyway?: boolean;
}

/** What an operation makes of the maps. */
export interface Change {
  /** One sentence without any value of the source: it goes into the history and the log. */
  what: string;
  object?: string;
  /** Rows that are taken away, whole, as they stand. */
  before: MapRows;
  /** Rows that are put there. */
  after: MapRows;
  /** The change that is undone by it; then it is no new change of its own. */
  undoes?: number;
}

/** What was asked for is so already. */
export class NothingToChangeError extends UsageError {
  override name = "NothingToChangeError";
  constructor() {
    super("That is how it stands already; nothing was changed.");
  }
}

export const NO_ROWS: MapRows = { fields: [], values: [] };

/** One change after the other in this program: each sees what the one before has left. */
const oneByOne = pLimit(1);

/**
 * Carries out one decision about the maps: the rows, the history that can be undone and the event are one commit.
 *
 * @throws {BusyError} a cell is running
 * @throws {DropsOptionError} an option in use would be left without a source, and nobody said "anyway"
 */
export function changeMaps(
  by: Editor,
  make: (now: MapRows) => Change | Promise<Change>,
): Promise<Change> {
  return oneByOne(async () => {
    const { ledger } = by;
    await mustRest(ledger, "change the maps");
    const id = await nextMapChangeId(ledger);
    const now = await bothMaps(ledger);
    const change = await make(now);
    if (isNothing(change)) throw new NothingToChangeError();
    if (!by.anyway) {
      const dropped = await droppedBy(ledger, now, change);
      if (dropped.length > 0) throw new DropsOptionError(dropped);
    }
    const { what, object, before, after, undoes } = change;
    const at = instant(by.world);
    const kept = undoes === undefined
      ? insertMapChange(ledger, { id, at, who: by.who, what, before, after, undone_at: null })
      : markUndone(ledger, undoes, at);
    const event = new Log(ledger, by.world, null).entry({
      kind: "map",
      ...(object ? { object } : {}),
      message: `${what}, by ${by.who}`,
      fields: { rows: Math.max(rowsOf(before), rowsOf(after)), change: undoes ?? id },
    });
    await ledger.commit({ writes: [...replaceRows(ledger, before, after), kept], events: [event] })
      .catch(tellApart);
    return change;
  });
}

/** Another console decided between our reading and our writing: it took the number, or a row. */
function tellApart(error: unknown): never {
  const text = error instanceof Error ? error.message : "";
  if (!/UNIQUE constraint failed: (map_change|field_map|value_map)\./.test(text)) throw error;
  throw new BusyError("Somebody else changed the maps in this very moment; look at them and press again.");
}

const rowsOf = ({ fields, values }: MapRows): number => fields.length + values.length;

const isNothing = ({ before, after }: Change): boolean => JSON.stringify(before) === JSON.stringify(after);
