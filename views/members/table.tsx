import type { MemberMapTable } from "../../db/tables.ts";
import { Action, ImportForm } from "../ui/action.tsx";
import { plural } from "../ui/numbers.ts";

export interface MemberModel {
  id: string;
  name: string;
  email: string;
}

export interface MembersModel {
  rows: MemberMapTable[];
  members: MemberModel[];
  mayPress: boolean;
}

const HOW: Record<MemberMapTable["how"], string> = {
  name: "same name",
  email: "same e-mail",
  hand: "chosen by hand",
  fallback: "owns what has no owner",
  none: "no member",
};

/** The row that is no practitioner: who owns what has no owner. */
const FALLBACK_ID = 0;

/** Practitioners and the workspace members who will own their records, and who has to be invited first. */
export function MemberTable({ model }: { model: MembersModel }) {
  return (
    <>
      <Owners model={model} />
      {model.rows.some(isOutside) ? <ToInvite model={model} /> : null}
    </>
  );
}

const isOutside = (row: MemberMapTable): boolean =>
  row.practitioner_id !== FALLBACK_ID && row.member_id === null;

function Owners({ model }: { model: MembersModel }) {
  const { rows, members, mayPress } = model;
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
              <td>
                <div class="member-how">
                  <span class={row.member_id === null && !owner ? "is-waiting" : "quiet"}>{how(row)}</span>
                  {isOutside(row) ? <EmailOf row={row} mayPress={mayPress} /> : null}
                </div>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function how(row: MemberMapTable): string {
  if (row.practitioner_id === FALLBACK_ID) return HOW.fallback;
  return isOutside(row) && row.email ? "to invite" : HOW[row.how];
}

/** By the address a member is found, or else it is where the invitation goes. */
function EmailOf({ row, mayPress }: { row: MemberMapTable; mayPress: boolean }) {
  if (!mayPress) return row.email ? <span class="quiet">{row.email}</span> : null;
  return (
    <Action
      path="/members/email"
      name="member-email"
      class="member-email"
      values={{ practitioner: String(row.practitioner_id) }}
    >
      <input
        type="email"
        name="email"
        id={`member-email-${row.practitioner_id}`}
        value={row.email ?? ""}
        placeholder="e-mail"
        aria-label={`E-mail of ${row.name}`}
        autocomplete="off"
      />
      <button type="submit" class="button small">{row.email ? "change" : "find"}</button>
    </Action>
  );
}

/** An API key may not invite anybody; a person does, from the list. */
function ToInvite({ model: { rows, mayPress } }: { model: MembersModel }) {
  const outside = rows.filter(isOutside);
  return (
    <details class="fold" id="to-invite">
      <summary>
        Invitations <span class="quiet">{plural(outside.length, "practitioner")} not in the workspace</span>
      </summary>
      <p class="prose">
        <a href="/members/invitations.csv" download>Whom to invite, as CSV</a>{" "}
        <span class="quiet">
          an API key may not invite people: do it in Twenty, Settings → Members, and run this cell again when
          they have accepted. What went to the fallback owner until then is given to them by the next full run
          or delta.
        </span>
      </p>
      {mayPress
        ? (
          <div id="member-import-box" hx-morph-skip="true">
            <MemberImport />
          </div>
        )
        : null}
    </details>
  );
}

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

/** A list of addresses. `said`: what the import before this one did. */
export function MemberImport({ said }: { said?: string }) {
  return (
    <ImportForm path="/members/import" name="import-members" notice="member-import" message={said}>
      A column <span class="id">email</span>, and <span class="id">id</span> (PracticeHub's) or{" "}
      <span class="id">name</span>; other columns are passed over. A line without an address changes nothing.
    </ImportForm>
  );
}
