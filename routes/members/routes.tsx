import { Hono } from "hono";
import { z } from "zod";
import { FALLBACK_ID, memberMap } from "../../db/maps.ts";
import type { MemberMapTable } from "../../db/tables.ts";
import { mustRest } from "../../steps/runbook/current.ts";
import { many } from "../../steps/base/words.ts";
import { type Entered, giveEmails } from "../../steps/members/assign.ts";
import { readMemberList, writeInvitations } from "../../steps/members/list.ts";
import { membersIn } from "../../steps/members/outcome.ts";
import { MemberImport, type MembersModel } from "../../views/members/table.tsx";
import { Partial } from "../../views/ui/partial.tsx";
import type { About } from "../cell/blocks.tsx";
import type { Deps, Env } from "../deps.ts";
import { readForm, uploadedText } from "../http/forms.ts";
import { reply, wantsPieces } from "../http/reply.tsx";

const practitioner = z.coerce.number("names no practitioner; reload the page").int();
const Form = z.object({ practitioner, member: z.string().max(100).default("") });
const EmailForm = z.object({
  practitioner,
  email: z.union([z.literal(""), z.email("is no e-mail address").max(254)]),
});

/** Shown until somebody is chosen: no record lands without an owner. */
const NO_FALLBACK: MemberMapTable = {
  practitioner_id: FALLBACK_ID,
  name: "Fallback owner",
  member_id: null,
  how: "none",
  state: "pending",
  email: null,
};

/** Who owns the records of whom; nothing before the practitioners are known. */
export async function membersBlock(
  { deps: { console }, outcome, mayPress }: About,
): Promise<MembersModel | undefined> {
  const rows = await memberMap(console.ledger);
  if (rows.length === 0) return undefined;
  if (!rows.some((r) => r.practitioner_id === FALLBACK_ID)) rows.unshift(NO_FALLBACK);
  return { rows, members: membersIn(outcome), mayPress };
}

/** Which member owns a practitioner's records; none means the fallback owner. And whom to invite. */
export function memberRoutes(deps: Deps): Hono<Env> {
  const app = new Hono<Env>();
  const { console } = deps;

  app.post("/members", async (c) => {
    const { practitioner, member } = await readForm(c, Form);
    await mustRest(console.ledger, "change the owners");
    await deps.decisions.assignMember(
      await console.kit(c.get("session").name),
      practitioner,
      member || undefined,
    );
    deps.feed.changed();
    return reply(c, "members");
  });

  app.post("/members/email", async (c) => {
    const { practitioner: practitionerId, email } = await readForm(c, EmailForm);
    await mustRest(console.ledger, "change the owners");
    await giveEmails(await console.kit(c.get("session").name), [{ practitionerId, email }]);
    deps.feed.changed();
    return reply(c, "members");
  });

  app.post("/members/import", async (c) => {
    const text = await uploadedText(c);
    await mustRest(console.ledger, "change the owners");
    const { emails, others } = readMemberList(text, await memberMap(console.ledger));
    const entered = await giveEmails(await console.kit(c.get("session").name), emails);
    deps.feed.changed();
    if (!wantsPieces(c)) return c.redirect("/#members", 303);
    return c.html(
      <Partial target="member-import-box" swap="innerHTML">
        <MemberImport said={said(entered, others)} />
      </Partial>,
    );
  });

  app.get("/members/invitations.csv", async (c) => {
    c.header("Content-Type", "text/csv; charset=utf-8");
    c.header("Content-Disposition", 'attachment; filename="to-invite.csv"');
    return c.body(writeInvitations(await memberMap(console.ledger)));
  });

  return app;
}

function said({ matched, toInvite, kept }: Entered, others: number): string {
  return [
    `Found among the members: ${matched.toLocaleString("en")}`,
    `to invite: ${toInvite.toLocaleString("en")}`,
    ...(kept > 0 ? [`left as they are, members already: ${kept.toLocaleString("en")}`] : []),
    ...(others > 0 ? [`${many(others, "line")} of people who are no practitioners passed over`] : []),
  ].join("; ") + ".";
}
