import type { MemberMapTable } from "../db/tables.ts";
import type { BlockModel, MemberModel } from "./models.ts";

type Members = Extract<BlockModel, { kind: "members" }>;

const HOW: Record<MemberMapTable["how"], string> = {
  name: "same name",
  email: "same e-mail",
  hand: "chosen by hand",
  fallback: "owns what has no owner",
  none: "no member of this name",
};

/** The row that is no practitioner: who owns what has no owner. */
const FALLBACK_ID = 0;

/** Practitioners and the workspace members who will own their records. */
export function MemberTable({ block }: { block: Members }) {
  const { rows, members, mayPress } = block;
  const name = (id: string | null) => members.find((m) => m.id === id)?.name;
  const owner = name(rows.find((r) => r.practitioner_id === FALLBACK_ID)?.member_id ?? null);
  const nobody = owner ? `falls back to ${owner}` : "nobody yet";
  return (
    <div class="members scroll" id="members" tabindex={0} role="region" aria-label="Who owns whose records">
      <table class="figures map">
        <caption>Who owns whose records</caption>
        <thead>
          <tr>
            <th scope="col">Practitioner</th>
            <th scope="col">
              <span class="visually-hidden">becomes</span>
            </th>
            <th scope="col">Member in Twenty</th>
            <th scope="col">How</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr>
              <th scope="row">
                {row.name} {row.practitioner_id === FALLBACK_ID
                  ? null
                  : <span class="quiet id">{row.practitioner_id}</span>}
              </th>
              <td class="arrow" aria-label="becomes">→</td>
              <td>
                {mayPress
                  ? <Choice row={row} members={members} nobody={nobody} />
                  : name(row.member_id) ?? nobody}
              </td>
              <td class={row.member_id === null && !owner ? "is-waiting" : "quiet"}>{how(row)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const how = (row: MemberMapTable): string =>
  row.practitioner_id === FALLBACK_ID ? HOW.fallback : HOW[row.how];

/** Choosing is deciding: the list posts when it changes. */
function Choice({ row, members, nobody }: { row: MemberMapTable; members: MemberModel[]; nobody: string }) {
  const isFallback = row.practitioner_id === FALLBACK_ID;
  return (
    <form
      method="post"
      action="/members"
      hx-post="/members"
      hx-trigger="change, submit"
      hx-swap="none"
      class="row tight"
    >
      <input type="hidden" name="practitioner" value={row.practitioner_id} />
      <select name="member" id={`member-${row.practitioner_id}`} aria-label={`Member for ${row.name}`}>
        <option value="" selected={row.member_id === null} disabled={isFallback}>
          {isFallback ? "choose a member" : nobody}
        </option>
        {members.map((m) => (
          <option value={m.id} selected={m.id === row.member_id}>
            {m.email ? `${m.name} · ${m.email}` : m.name}
          </option>
        ))}
      </select>
      <noscript>
        <button type="submit" class="button small">set</button>
      </noscript>
    </form>
  );
}
