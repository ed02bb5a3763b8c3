import type { Compilable } from "kysely";
import type { Ledger } from "../../db/ledger.ts";
import type { FieldRowKey } from "../../db/maps.ts";
import type { MapState, ValueMapTable } from "../../db/tables.ts";

/** Rows of the maps as a person left them, without the editor's way there. */
export const decideField = (ledger: Ledger, key: FieldRowKey, state: MapState): Compilable =>
  ledger.db.updateTable("field_map").set({ state })
    .where("object", "=", key.object).where("resource", "=", key.resource)
    .where("source", "=", key.source).where("target", "=", key.target);

export const decideValue = (
  ledger: Ledger,
  key: Pick<ValueMapTable, "object" | "field" | "source_value">,
  change: Partial<Pick<ValueMapTable, "state" | "target_value" | "label">>,
): Compilable =>
  ledger.db.updateTable("value_map").set(change)
    .where("object", "=", key.object).where("field", "=", key.field).where(
      "source_value",
      "=",
      key.source_value,
    );
