import { z } from "zod";
import type { Kit } from "../engine/kit.ts";
import type { Wanted } from "../engine/wanted.ts";

const Emails = z.object({ primaryEmail: z.string(), additionalEmails: z.array(z.string()) });
const Holders = z.object({
  people: z.object({ edges: z.array(z.object({ node: z.object({ id: z.string() }) })) }),
});

/** Asked by GraphQL, with the address as a variable: REST's filter quoting is not safe (twenty/CONTRACT a60). */
const HOLDERS =
  `query ($filter: PersonFilterInput!) { people(filter: $filter, first: 2) { edges { node { id } } } }`;

/**
 * What to want when Twenty refuses a person as a duplicate: if somebody else there holds the e-mail address, live or
 * soft-deleted, the same person with the address as an additional one. Their record is not touched.
 */
export async function insteadOfTakenEmail(kit: Kit, refused: Wanted): Promise<Wanted | undefined> {
  const emails = Emails.safeParse(refused.fields["emails"]);
  if (!emails.success || emails.data.primaryEmail === "") return undefined;
  const { primaryEmail, additionalEmails } = emails.data;
  const filter = {
    and: [
      { emails: { primaryEmail: { eq: primaryEmail } } },
      { or: [{ deletedAt: { is: "NULL" } }, { deletedAt: { is: "NOT_NULL" } }] },
    ],
  };
  const found = Holders.parse(await kit.target.graphql("graphql", HOLDERS, { filter }, "read"));
  if (!found.people.edges.some(({ node }) => node.id !== refused.id)) return undefined;
  return {
    ...refused,
    fields: {
      ...refused.fields,
      emails: { primaryEmail: "", additionalEmails: [primaryEmail, ...additionalEmails] },
    },
    remarks: [...refused.remarks, { field: "emails", remark: "email-taken" }],
  };
}
