import { type AssetPaths, SubPage, ZoneNote } from "../page/layout.tsx";
import { RecordTarget, type RecordTargetModel } from "./target.tsx";
import { RecordSearch } from "./search.tsx";
import { Time } from "../ui/time.tsx";
import type { StepId } from "../../steps/runbook/step.ts";
import type { Moment } from "../ui/times.ts";
import { LongValue } from "../ui/value.tsx";
import { plural } from "../ui/numbers.ts";

/** One source row and what became of it. */
export interface RecordModel {
  /** `resource/id`. */
  key: string;
  /** What a row of this kind is called. */
  kind: string;
  /** Each attribute in PracticeHub's order. */
  source: SourceValueModel[];
  firstSeenAt: Moment;
  changedAt: Moment;
  /** Since when PracticeHub no longer gives it. */
  goneAt?: Moment;
  /** The account in PracticeHub; the address of a single record there is not known. */
  practice?: string;
  targets: RecordTargetModel[];
  /** The cell that would move the row again, once it has run. */
  again?: { step: StepId; title: string };
  mayPress: boolean;
}

/** An attribute as PracticeHub gave it, and what became of the values in it, in words. */
export interface SourceValueModel {
  name: string;
  json: string;
  fates: string[];
}

/** One source row's life at an address of its own: as PracticeHub gave it, what it should become, what became of it. */
export function RecordPage({ record, assets }: { record: RecordModel; assets: AssetPaths }) {
  const { key, kind, goneAt, firstSeenAt, changedAt, practice, targets } = record;
  return (
    <SubPage
      title={key}
      heading={
        <>
          {kind} <span class="id">{key}</span>
        </>
      }
      back="/"
      assets={assets}
      beside={
        <>
          <RecordSearch />
          <ZoneNote zone={firstSeenAt.zone} />
        </>
      }
      class="run-page record"
    >
      <p class="quiet">
        First read <Time of={firstSeenAt} as="day" />, last changed <Time of={changedAt} as="day" />
        {goneAt
          ? (
            <>
              , <b>gone from PracticeHub</b> since <Time of={goneAt} as="day" />
            </>
          )
          : null}.
      </p>
      {practice && (
        <p class="quiet">
          <a href={practice} rel="noreferrer" target="_blank">The account in PracticeHub</a>{" "}
          opens where it begins: PracticeHub documents no address of a single record.
        </p>
      )}
      <RecordAgain record={record} />
      {targets.length === 0
        ? <p>No confirmed row of the map makes a record of this.</p>
        : targets.map((target) => <RecordTarget target={target} />)}
      <RecordSource rows={record.source} />
    </SubPage>
  );
}

/** The way to move this row once more, by the cell that moved it last; the page goes there to watch. */
function RecordAgain({ record: { again, key, mayPress } }: { record: RecordModel }) {
  if (!again || !mayPress) return null;
  return (
    <form method="post" action={`/cells/${again.step}/rows`} class="row" data-action="again">
      <input type="hidden" name="row" value={key} />
      <button type="submit" class="button">Run this row again</button>
      <span class="quiet">by the {again.title.toLowerCase()}: this row alone, read back field by field</span>
    </form>
  );
}

/** More attributes than this are folded. */
const OPEN_ROWS = 40;

/** The row as PracticeHub gave it. */
function RecordSource({ rows }: { rows: SourceValueModel[] }) {
  return (
    <section aria-labelledby="record-source">
      <h2 id="record-source">As PracticeHub gave it</h2>
      <details class="fold" open={rows.length <= OPEN_ROWS}>
        <summary>{plural(rows.length, "attribute")}</summary>
        <dl class="record-source">
          {rows.map(({ name, json, fates }) => (
            <div>
              <dt class="id">{name}</dt>
              <dd>
                <LongValue json={json} />
                {fates.map((fate) => <div class="quiet">{fate}</div>)}
              </dd>
            </div>
          ))}
        </dl>
      </details>
    </section>
  );
}
