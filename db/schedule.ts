import type { Compilable, Selectable } from "kysely";
import type { Ledger } from "./ledger.ts";
import type { ScheduleTable } from "./tables.ts";

export type Schedule = Omit<Selectable<ScheduleTable>, "id">;

/** The newest schedule, over or not. */
export function readSchedule(ledger: Ledger): Promise<Schedule | undefined> {
  return ledger.db.selectFrom("schedule").selectAll().executeTakeFirst();
}

/** In place of the one before. */
export const putSchedule = (ledger: Ledger, schedule: Schedule): Compilable =>
  ledger.db.insertInto("schedule").values({ ...schedule, id: 1 })
    .onConflict((c) => c.column("id").doUpdateSet(schedule));

export const changeSchedule = (
  ledger: Ledger,
  change: Partial<Pick<Schedule, "next_at" | "ended">>,
): Compilable => ledger.db.updateTable("schedule").set(change).where("ended", "is", null);
