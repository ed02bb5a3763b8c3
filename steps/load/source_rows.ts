import { countSourceRows } from "../../db/source_records.ts";
import { confirmedRows } from "../mapping/mapping.ts";
import { objectsInUse, originsOf, type TargetObject } from "../mapping/objects.ts";
import type { Desk } from "../runbook/kit.ts";

/** Objects of which a source row may have several records or none. */
const NOT_ONE_A_ROW: ReadonlySet<TargetObject> = new Set(["noteTarget", "packagePatient"]);

/** How many source rows each object has to get a record or a reason from, counted without walking through them. */
export async function sourceRows(
  { ledger, settings }: Pick<Desk, "ledger" | "settings">,
): Promise<{ object: TargetObject; total: number }[]> {
  const rows = await confirmedRows(ledger, settings);
  const objects = objectsInUse(new Set(rows.map((row) => row.object)));
  const forms = rows.filter((row) => row.object === "note" && row.resource === "custom_form_responses")
    .map((row) => row.source);
  return await Promise.all(
    objects.filter((object) => !NOT_ONE_A_ROW.has(object)).map(async (object) => ({
      object,
      total: await countSourceRows(ledger, originsOf(object), { forms, stickyOnly: object === "note" }),
    })),
  );
}
