import { type Reading, rowsOf } from "./context.ts";
import { Matched } from "./matched.ts";
import { keyIn } from "./source_values.ts";

/** The practice and its locations, which exist only as ids on appointments (practicehub/CONTRACT 5). */
export function checkPlaces({ practice, workspace, out }: Reading): void {
  const ids = new Set(rowsOf(practice, "appointments").map((row) => keyIn(row, "location_id")));
  ids.delete(undefined);
  const there = new Matched(workspace, "companies");
  there.account(new Set(["account/1", ...[...ids].map((id) => `locations/${id}`)]), out);
  const account = there.of("account/1")?.id;
  for (const id of ids) {
    const found = there.of(`locations/${id}`);
    if (found) out.same("companies", `locations/${id}`, "parentCompanyId", account, found["parentCompanyId"]);
  }
}
