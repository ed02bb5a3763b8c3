import { sql } from "kysely";
import type { Effect } from "./effects.ts";
import type { Ledger } from "./ledger.ts";

/** What an effect of kind `schema` made: `written` says which object, field and options. */
export type SchemaEffect = Pick<Effect, "id" | "target_id" | "source_key" | "written">;

const columns = ["id", "target_id", "source_key", "written"] as const;

/** What is there because of us, or may be because an answer was lost; the newest first. */
export const schemaMade = (ledger: Ledger): Promise<SchemaEffect[]> =>
  ledger.db.selectFrom("current_effect").select(columns).where("kind", "=", "schema")
    .where("state", "in", ["confirmed", "sent"]).orderBy("id", "desc").execute();

/** Objects and fields, not options, that effects after this one made. */
export const schemaMadeSince = (ledger: Ledger, effect: number): Promise<SchemaEffect[]> =>
  ledger.db.selectFrom("effect").select(columns).where("kind", "=", "schema").where("state", "=", "confirmed")
    .where("id", ">", effect).where(sql`json_extract(written, '$.options')`, "is", null).execute();

/** What runs after this one took back, and nobody made again. */
export const schemaRevertedSince = (ledger: Ledger, run: number): Promise<SchemaEffect[]> =>
  ledger.db.selectFrom("current_effect").select(columns).where("kind", "=", "schema")
    .where("state", "=", "reverted")
    .where((q) =>
      q.exists(
        q.selectFrom("effect_transition as t").select("t.seq")
          .whereRef("t.effect_id", "=", "current_effect.id").where("t.state", "=", "reverted")
          .where("t.run_id", ">", run),
      )
    ).execute();

/** Options of a field whose answer was lost, by the beginning of their keys. */
export const openOptions = (ledger: Ledger, key: string): Promise<Effect[]> =>
  ledger.db.selectFrom("effect").selectAll().where("kind", "=", "schema")
    .where("state", "in", ["sent", "planned"]).where("source_key", "like", `${key}%`).execute();
