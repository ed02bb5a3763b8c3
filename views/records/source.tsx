import { LongValue } from "../ui/long_value.tsx";
import { plural } from "../ui/numbers.ts";

/** More attributes than this are folded. */
const OPEN_ROWS = 40;

/** The row as PracticeHub gave it. */
export function RecordSource({ rows }: { rows: [name: string, json: string][] }) {
  return (
    <section aria-labelledby="record-source">
      <h2 id="record-source">As PracticeHub gave it</h2>
      <details class="fold" open={rows.length <= OPEN_ROWS}>
        <summary>{plural(rows.length, "attribute")}</summary>
        <dl class="record-source">
          {rows.map(([name, json]) => (
            <div>
              <dt class="id">{name}</dt>
              <dd>
                <LongValue json={json} />
              </dd>
            </div>
          ))}
        </dl>
      </details>
    </section>
  );
}
