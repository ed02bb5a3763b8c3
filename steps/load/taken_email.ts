import { z } from "zod";
import type { Kit } from "../runbook/kit.ts";
import type { Wanted } from "./effect.ts";
import type { Remark } from "../mapping/transform.ts";

const TAKEN: Remark = "email-taken";

const Emails = z.object({ primaryEmail: z.string(), additionalEmails: z.array(z.string()) });
const Holder = z.object({ id: z.string(), emails: z.object({ primaryEmail: z.string() }) });
const Holders = z.object({
  people: z.object({ edges: z.array(z.object({ node: Holder })) }),
});

/** Asked by GraphQL, with the address as a variable: REST's filter quoting is not safe (contracts/twenty a60). */
const HOLDERS =
  `query ($filter: PersonFilterInput!, $first: Int) { people(filter: $filter, first: $first) { edges { node {
    id emails { primaryEmail } } } } }`;

/**
 * What to want instead of a person whom Twenty refuses as a duplicate: if somebody else there holds the e-mail address,
 * live or soft-deleted, the same person with the address as an additional one. Their record is not touched.
 */
export async function insteadOfTakenEmail(kit: Kit, refused: Wanted): Promise<Wanted | undefined> {
  const emails = Emails.safeParse(refused.fields["emails"]);
  if (!emails.success || emails.data.primaryEmail === "") return undefined;
  const { primaryEmail, additionalEmails } = emails.data;
  const found = await holdersOf(kit, { eq: primaryEmail }, 2);
  if (!found.some(({ id }) => id !== refused.id)) return undefined;
  return {
    ...refused,
    fields: {
      ...refused.fields,
      emails: { primaryEmail: "", additionalEmails: [primaryEmail, ...additionalEmails] },
    },
    remarks: [...refused.remarks, { field: "emails", remark: TAKEN }],
  };
}

/**
 * Of people whose address was taken, those for whom it has become free, because its holder let go of it or is gone, as
 * they should be then.
 */
export async function withFreedEmails(kit: Kit, people: readonly Wanted[]): Promise<Wanted[]> {
  const waiting = people.filter((w) => !w.skip && w.remarks.some(({ remark }) => remark === TAKEN));
  const addresses = waiting.flatMap((w) => addressOf(w) ?? []);
  if (addresses.length === 0) return [];
  const found = await holdersOf(kit, { in: addresses }, addresses.length);
  const holders = new Set(found.map(({ emails }) => emails.primaryEmail));
  return waiting.flatMap((w): Wanted[] => {
    const address = addressOf(w);
    if (address === undefined || holders.has(address)) return [];
    const others = Emails.parse(w.fields["emails"]).additionalEmails.slice(1);
    const emails = { primaryEmail: address, additionalEmails: others };
    return [{
      ...w,
      fields: { ...w.fields, emails },
      remarks: w.remarks.filter(({ remark }) => remark !== TAKEN),
    }];
  });
}

/** The address that had to become an additional one. */
function addressOf({ fields }: Wanted): string | undefined {
  const emails = Emails.safeParse(fields["emails"]);
  return emails.success && emails.data.primaryEmail === "" ? emails.data.additionalEmails[0] : undefined;
}

/** Who has one of these as primary address, the deleted too: they hold it all the same. */
async function holdersOf(kit: Kit, primaryEmail: { eq: string } | { in: string[] }, first: number) {
  const filter = {
    and: [
      { emails: { primaryEmail } },
      { or: [{ deletedAt: { is: "NULL" } }, { deletedAt: { is: "NOT_NULL" } }] },
    ],
  };
  const found = Holders.parse(await kit.target.graphql("graphql", HOLDERS, { filter, first }, "read"));
  return found.people.edges.map(({ node }) => node);
}
