import { type RawBuilder, sql } from "kysely";

/**
 * What a source row holds under a key, in SQL. A row may hold anything anywhere: a path is asked of the row itself, never of
 * a text that was taken out of it.
 */

/** White space as JavaScript trims it. */
const BLANKS = "\t\n\v\f\r \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a" +
  "\u2028\u2029\u202f\u205f\u3000\ufeff";

/** A foreign key: the value itself, or the `id` of an object. */
export const keyIn = (key: string): RawBuilder<unknown> =>
  sql`coalesce(json_extract(raw, ${sql.lit(`$.${key}.id`)}), json_extract(raw, ${sql.lit(`$.${key}`)}))`;

/** A time: the text itself, or the `date` of a date object of PHP. */
export const timeIn = (key: string): RawBuilder<unknown> =>
  sql`coalesce(json_extract(raw, ${sql.lit(`$.${key}.date`)}), json_extract(raw, ${sql.lit(`$.${key}`)}))`;

/**
 * Whether a row names one of these by a key, which comes as a number, as text, or as an object with it (contracts/practicehub
 * 3). Objects are JSON texts in the index of patients' rows, so that only those that begin with a brace are looked into.
 */
export function names(key: string, ids: readonly number[]): RawBuilder<boolean> {
  const both = sql.join(ids.flatMap((id) => [id, String(id)]));
  const value = sql`json_extract(raw, ${sql.lit(`$.${key}`)})`;
  return sql<boolean>`(${value} in (${both}) or (${value} >= '{' and ${value} < '|'
    and json_extract(raw, ${sql.lit(`$.${key}.id`)}) in (${both})))`;
}

/** Whether a patient has a sticky note, as `hasStickyNote` of the mapping says it. */
export const hasNote = (raw: RawBuilder<unknown> = sql.ref("raw")): RawBuilder<boolean> =>
  sql<boolean>`(coalesce(json_type(${raw}, '$.note'), 'null') not in ('null', 'false')
    and trim(json_extract(${raw}, '$.note'), ${BLANKS}) not in ('', '[]', '{}'))`;
