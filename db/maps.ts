import { numberOf } from "./rows.ts";
import { type Compilable, sql } from "kysely";
import type { Ledger } from "./ledger.ts";
import type { FieldMapTable, MemberMapTable, ValueMapTable } from "./tables.ts";

/** The whole field map, in an order that depends on what is in it alone. */
export function fieldMap(ledger: Ledger): Promise<FieldMapTable[]> {
  return ledger.db.selectFrom("field_map").selectAll().orderBy("position").orderBy("object")
    .orderBy("resource").orderBy("source").orderBy("target").execute();
}

/** The whole value map, in such an order. */
export function valueMap(ledger: Ledger): Promise<ValueMapTable[]> {
  return ledger.db.selectFrom("value_map").selectAll().orderBy("object").orderBy("field").orderBy("position")
    .orderBy("source_value").execute();
}

export function memberMap(ledger: Ledger): Promise<MemberMapTable[]> {
  return ledger.db.selectFrom("member_map").selectAll().orderBy("practitioner_id").execute();
}

/** Takes proposals that nobody decided away, so that what is no longer proposed does not wait for anybody. */
export const dropProposals = (ledger: Ledger): Compilable[] => [
  ledger.db.deleteFrom("field_map").where("state", "=", "proposed"),
  ledger.db.deleteFrom("value_map").where("state", "=", "proposed"),
];

/** Adds proposals; a row that a person has already decided stays as it is. */
export function proposeFields(ledger: Ledger, rows: readonly FieldMapTable[]): Compilable[] {
  return rows.map((row) =>
    ledger.db.insertInto("field_map").values(row).onConflict((c) =>
      c.columns(["object", "resource", "source", "target"]).doUpdateSet({ ...row })
        .where("field_map.state", "=", "proposed")
    )
  );
}

/** Adds proposals for values; the count is brought up to date even where a person has decided. */
export function proposeValues(ledger: Ledger, rows: readonly ValueMapTable[]): Compilable[] {
  return rows.map((row) =>
    ledger.db.insertInto("value_map").values(row).onConflict((c) =>
      c.columns(["object", "field", "source_value"]).doUpdateSet({ count: row.count })
    )
  );
}

/** What names a row of the field map. */
export type FieldRowKey = Pick<FieldMapTable, "object" | "resource" | "source" | "target">;
/** What names a row of the value map. */
export type ValueRowKey = Pick<ValueMapTable, "object" | "field" | "source_value">;

export const dropField = (ledger: Ledger, key: FieldRowKey): Compilable =>
  ledger.db.deleteFrom("field_map")
    .where("object", "=", key.object).where("resource", "=", key.resource)
    .where("source", "=", key.source).where("target", "=", key.target);

export const dropValue = (ledger: Ledger, key: ValueRowKey): Compilable =>
  ledger.db.deleteFrom("value_map").where("object", "=", key.object)
    .where("field", "=", key.field).where("source_value", "=", key.source_value);

/** Confirms every row that is still only proposed, but for values of fields that are left behind. */
export const confirmAll = (ledger: Ledger): Compilable[] => [
  ledger.db.updateTable("field_map").set({ state: "confirmed" }).where("state", "=", "proposed"),
  ledger.db.updateTable("value_map").set({ state: "confirmed" }).where("state", "=", "proposed")
    .where(sql<boolean>`${FIELD_IN_USE}`),
];

/** Rows that wait for a person; the values of a field that is left behind wait for nobody. */
export const countProposed = (ledger: Ledger): Promise<number> =>
  numberOf(
    ledger,
    sql`
    select (select count(*) from field_map where state = 'proposed')
         + (select count(*) from value_map where state = 'proposed' and ${FIELD_IN_USE}) as n`,
  );

/** Not so when every row that fills the field is ignored. */
const FIELD_IN_USE = sql`(
  not exists (select 1 from field_map f where f.object = value_map.object and f.target = value_map.field)
  or exists (select 1 from field_map f
    where f.object = value_map.object and f.target = value_map.field and f.state <> 'ignored'))`;

/** The same for rows in hand. */
export function fieldsInUse(fields: readonly FieldMapTable[]): (value: ValueMapTable) => boolean {
  const states = Map.groupBy(fields, (f) => `${f.object}.${f.target}`);
  return ({ object, field }) => {
    const rows = states.get(`${object}.${field}`);
    return rows === undefined || rows.some((f) => f.state !== "ignored");
  };
}

/**
 * How many records in Twenty have which option of `field`, as far as the ledger knows: their newest effect is confirmed
 * and wrote it, alone or in a list. Reads every record of the object once.
 */
export async function optionsInUse(
  ledger: Ledger,
  object: string,
  field: string,
): Promise<Map<string, number>> {
  const path = `$.${field}`;
  const { rows } = await sql<{ option: unknown; n: number }>`
    select used.value as option, count(*) as n from current_effect e, json_each(e.written, ${path}) used
    where e.object = ${object} and e.state = 'confirmed' and e.kind in ('create', 'update')
    group by 1`.execute(ledger.db);
  return new Map(rows.map(({ option, n }) => [String(option), n]));
}

/** The row of the member map that says who owns what has no owner. */
export const FALLBACK_ID = 0;

export const saveMember = (ledger: Ledger, row: MemberMapTable): Compilable =>
  ledger.db.insertInto("member_map").values(row).onConflict((c) =>
    c.column("practitioner_id").doUpdateSet({ ...row })
  );
