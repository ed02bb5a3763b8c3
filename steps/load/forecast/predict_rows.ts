import { sql } from "kysely";
import { countConflicts } from "../../../db/conflicts.ts";
import type { Ledger } from "../../../db/ledger.ts";
import { TAKEABLE } from "../conflicts.ts";
import type { Desk } from "../../runbook/kit.ts";
import type { Forecast, Prediction } from "../../runbook/step.ts";
import { many } from "../../base/words.ts";
import { forecastWords, gistOf, isAnyThere, triedBefore } from "./words.ts";
import { confirmedRows } from "../../mapping/mapping.ts";
import { objectsInUse, ORIGINS, PLURAL, type TargetObject } from "../../mapping/vocabulary.ts";

/** Objects with one record a source row; links follow from what they link. */
const LINKS: ReadonlySet<TargetObject> = new Set(["noteTarget", "packagePatient"]);

/** What a run of everything would write: in full where that was counted, else by what is known at once. */
export async function rowsPrediction(desk: Desk, forecast?: Forecast): Promise<Prediction> {
  const waiting = await waitingRows(desk);
  if (waiting.every(({ total }) => total === 0)) {
    return { sentence: "Would move what the extract brings; no row is in the ledger yet." };
  }
  const decided = await decidedSentence(desk);
  if (!forecast) return { sentence: waitingSentence(waiting) + decided };
  const words = forecastWords(forecast, desk.settings.gonePolicy);
  const caveat = isAnyThere(forecast) ? ", if nobody has edited them in Twenty since" : "";
  return {
    sentence: `Would ${words}${caveat}.${triedBefore(forecast)}${decided}`,
    gist: gistOf(forecast),
    forecast,
  };
}

export interface Waiting {
  object: string;
  /** Source rows there are. */
  total: number;
  /** Those without a record in the target, and not skipped before. */
  create: number;
  /** Those with one, which would be compared. */
  compare: number;
}

/** What a full run would meet, from the ledger alone. */
export async function waitingRows(
  { ledger, settings }: Pick<Desk, "ledger" | "settings">,
): Promise<Waiting[]> {
  const rows = await confirmedRows(ledger, settings);
  const objects = objectsInUse(new Set(rows.map((row) => row.object))).filter((object) => !LINKS.has(object));
  const forms = rows.filter((row) => row.object === "note" && row.resource === "custom_form_responses").map((
    row,
  ) => row.source);
  return await Promise.all(objects.map((object) => waitingRowsOf(ledger, object, forms)));
}

/** @param forms names of the forms that are kept as notes */
async function waitingRowsOf(
  ledger: Ledger,
  object: TargetObject,
  forms: readonly string[],
): Promise<Waiting> {
  const { rows } = await sql<{ total: number; skipped: number | null; landed: number | null }>`
    select count(*) as total, sum(newest = 'skipped') as skipped, sum(newest in ('confirmed', 'conflict')) as landed
    from (
      select (
        select e.state from effect e where e.source_key = s.resource || '/' || s.id and e.object = ${object}
        order by e.id desc limit 1
      ) as newest
      from source_record s where s.gone_at is null and s.resource in (${sql.join([...ORIGINS[object]])})
        and not (${object} = 'note' and s.resource = 'patients'
          and trim(coalesce(json_extract(s.raw, '$.note'), '')) = '')
        and not (s.resource = 'custom_form_responses'
          and ${FORM_NAME} not in (${sql.join(["\u0000", ...forms])}))
    )`.execute(ledger.db);
  const { total = 0, skipped, landed } = rows[0] ?? {};
  return {
    object: PLURAL[object],
    total,
    create: total - (landed ?? 0) - (skipped ?? 0),
    compare: landed ?? 0,
  };
}

/** As `formName` says it. */
const FORM_NAME = sql`coalesce(nullif(trim(json_extract(s.raw, '$.form_name')), ''),
  'Form ' || coalesce(nullif(trim(json_extract(s.raw, '$.form_id')), ''), '?'))`;

/** `Would create 1,117 people and 7,437 appointments, and compare 531 records.` */
export function waitingSentence(waiting: readonly Waiting[]): string {
  const create = waiting.filter((w) => w.create > 0).map((w) =>
    `${w.create.toLocaleString("en")} ${w.object}`
  );
  const compare = waiting.reduce((n, w) => n + w.compare, 0).toLocaleString("en");
  if (create.length === 0) return `Would create nothing and compare ${compare} records, field by field.`;
  const list = create.length === 1 ? create[0] : `${create.slice(0, -1).join(", ")} and ${create.at(-1)}`;
  return `Would create ${list}, and compare ${compare} records that are there.`;
}

/** What decisions about conflicts would do; begins with a blank. */
export async function decidedSentence({ ledger }: Pick<Desk, "ledger">): Promise<string> {
  const { practicehub, twenty, undecided } = await countConflicts(ledger, TAKEABLE);
  return (practicehub > 0
    ? ` Would write PracticeHub's values over people's edits in ${many(practicehub, "record")}, as decided.`
    : "") +
    (twenty > 0 ? ` Would leave ${many(twenty, "record")} as people edited them, as decided.` : "") +
    (undecided > 0 ? ` ${many(undecided, "conflict")} to decide below.` : "");
}
