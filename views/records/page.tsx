import { type AssetPaths, Layout } from "../page/layout.tsx";
import { RecordAgain } from "./again.tsx";
import type { RecordModel } from "./model.ts";
import { RecordSearch } from "./search.tsx";
import { RecordSource } from "./source.tsx";
import { RecordTarget } from "./target.tsx";
import { Time } from "../ui/time.tsx";
import { ZoneNote } from "../page/zone_note.tsx";

/** One source row's life at an address of its own: as it was given, what it should become, what became of it. */
export function RecordPage({ record, assets }: { record: RecordModel; assets: AssetPaths }) {
  const { key, kind, goneAt, firstSeenAt, changedAt, practice, targets } = record;
  return (
    <Layout title={`${key} · Handover`} assets={assets}>
      <header class="top">
        <div class="masthead">
          <h1>
            <a class="brand" href="/">Handover</a>
            <span class="route">
              {kind} <span class="id">{key}</span>
            </span>
          </h1>
          <RecordSearch />
          <ZoneNote zone={firstSeenAt.zone} />
        </div>
      </header>
      <main class="run-page record">
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
        {practice
          ? (
            <p class="quiet">
              <a href={practice} rel="noreferrer" target="_blank">The account in PracticeHub</a>{" "}
              opens where it begins: PracticeHub documents no address of a single record.
            </p>
          )
          : null}
        <RecordAgain record={record} />
        {targets.length === 0
          ? <p>No confirmed row of the map makes a record of this.</p>
          : targets.map((target) => <RecordTarget target={target} />)}
        <RecordSource rows={record.source} />
      </main>
    </Layout>
  );
}
