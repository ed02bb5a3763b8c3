import { hashOf } from "../../db/hash.ts";
import { bothMaps, mapHistory } from "../../db/map_changes.ts";
import { openRows } from "../../steps/schema/edit/fields.ts";
import type { MapsModel } from "../../views/maps/model.ts";
import type { Deps } from "../deps.ts";
import { momentsIn } from "../http/moment.ts";

/** Changes that the history shows; the journal has all. */
const HISTORY = 40;

/** The maps as far as the cell itself shows them; their list is asked for by the page. */
export async function mapsBlock({ console }: Deps, mayPress: boolean): Promise<MapsModel | undefined> {
  const { ledger } = console;
  const [maps, history] = await Promise.all([bothMaps(ledger), mapHistory(ledger, HISTORY)]);
  const { fields, values } = maps;
  if (fields.length + values.length === 0) return undefined;
  const open = openRows(maps, {});
  const moment = momentsIn(console);
  return {
    version: hashOf([fields, values]).slice(0, 12),
    fields: fields.length,
    values: values.length,
    proposed: open.fields.length + open.values.length,
    objects: [...new Set(fields.map((f) => f.object))],
    history: history.map(({ undone_at, at, ...change }) => ({
      ...change,
      at: moment(at),
      undone: undone_at !== null,
    })),
    mayPress,
  };
}
