import type { MemberMapTable } from "../db/tables.ts";
import type { BlockModel, MemberModel } from "./models.ts";

type Members = Extract<BlockModel, { kind: "members" }>;

const HOW: Record<MemberMapTable["how"], string> = {
  name: "same name",
  email: "same e-mail",
  hand: "chosen by hand",
  fallback: "falls back",
  none: "nobody yet",
};

/** Practitioners and the workspace members who will own their records. */
export function MemberTable({ block }: { block: Members }) {
  const { rows, members, fallback, mayPress } = block;
  const name = (id: string | null) => members.find((m) => m.id === id)?.name ?? (fallback || "—");
  return (
    <div class="members" id="members">
      <table class="figures map">
        <caption>Who owns whose records</caption>
        <thead>
          <tr>
            <th scope="col">Practitioner</th>
            <th scope="col"></th>
            <th scope="col">Member in Twenty</th>
            <th scope="col">How</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr class={row.state === "pending" ? "map-row-proposed" : ""}>
              <th scope="row">
                {row.name} <span class="quiet id">{row.practitioner_id}</span>
              </th>
              <td class="arrow" aria-label="becomes">→</td>
              <td>
                {mayPress ? <Choice row={row} members={members} fallback={fallback} /> : name(row.member_id)}
              </td>
              <td class={row.state === "pending" ? "is-waiting" : "quiet"}>
                {HOW[row.how]}
                {row.state === "pending" ? ", pending" : ""}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Choice(
  { row, members, fallback }: { row: MemberMapTable; members: MemberModel[]; fallback: string },
) {
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
        <option value="" selected={row.member_id === null}>
          {fallback ? `fallback: ${fallback}` : "nobody yet"}
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
