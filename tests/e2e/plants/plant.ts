import type { Simulators } from "../../support/simulators.ts";
import type { Found, Plural, Workspace } from "../reader/workspace.ts";

/** Something that is made wrong in the workspace, and what the reader must say of it: `object field`, one for each. */
export interface Plant {
  name: string;
  plant: (simulators: Simulators, there: Workspace) => Promise<unknown>;
  finds: string[];
}

/** A value that is not the one given. */
type Spoil = (value: unknown, there: Workspace) => unknown;

const later = (value: unknown, ms: number): Date => new Date(Date.parse(String(value)) + ms);
const part = (name: string): Spoil => (value) => ({ ...value as object, [name]: "Nobody" });

/** By the type of the field. */
export const SPOILT = {
  text: (value) => `Nobody ${value}`,
  gone: () => null,
  none: () => [],
  number: (value) => Number(value) + 1,
  flag: (value) => !value,
  day: (value) => later(value, 86_400_000).toISOString().slice(0, 10),
  moment: (value) => later(value, 3_600_000).toISOString(),
  money: (value) => ({
    ...value as object,
    amountMicros: 1 + Number((value as { amountMicros: unknown }).amountMicros),
  }),
  currency: (value) => ({ ...value as object, currencyCode: "USD" }),
  firstName: part("firstName"),
  lastName: part("lastName"),
  street: part("addressStreet1"),
  city: part("addressCity"),
  postcode: part("addressPostcode"),
  state: part("addressState"),
  country: part("addressCountry"),
  markdown: () => ({ markdown: "Nobody" }),
  member: (value, there) => there.workspaceMembers.find(({ id }) => id !== value)?.id,
  person: (value, there) => there.people.find(({ id, practiceHubId }) => id !== value && practiceHubId)?.id,
  company: (value, there) => there.companies.find(({ id }) => id !== value)?.id,
} satisfies Record<string, Spoil>;

/**
 * A field of the first record of a resource that holds something in it, spoilt.
 *
 * @param finds the field as the reader names it, where it names a part
 */
export function spoil(
  plural: Plural,
  resource: string,
  field: string,
  how: keyof typeof SPOILT,
  finds = field,
): Plant {
  return {
    name: `${plural} of ${resource}: ${finds} spoilt (${how})`,
    plant: (simulators, there) => {
      const found = firstHolding(there, plural, resource, field);
      const change = { [field]: SPOILT[how](found[field], there) };
      return simulators.person("PATCH", `${plural}/${found.id}`, change);
    },
    finds: [`${plural} ${finds}`],
  };
}

function firstHolding(there: Workspace, plural: Plural, resource: string, field: string): Found {
  const holding = there[plural].filter((found) =>
    found.practiceHubId?.startsWith(`${resource}/`) && holdsSomething(found[field])
  );
  const [first] = holding.toSorted((a, b) => String(a.practiceHubId) < String(b.practiceHubId) ? -1 : 1);
  if (!first) throw new Error(`no record of ${resource} holds ${field}`);
  return first;
}

function holdsSomething(value: unknown): boolean {
  if (value === null || value === undefined || value === "") return false;
  return typeof value !== "object" || Object.values(value).some(holdsSomething);
}

/** The id of the record of a source row. */
export const idOf = (there: Workspace, plural: Plural, key: string): string =>
  there[plural].find((found) => found.practiceHubId === key)?.id ?? "";

/** A plant of which the reader says two things: words are missing, and what made them readable. */
export const twofold = (plant: Plant): Plant => ({ ...plant, finds: [...plant.finds, ...plant.finds] });

/** A record more, that says it came from a row that is not there. */
export function oneMore(plural: Plural, resource: string): Plant {
  return {
    name: `${plural}: one more, of a row of ${resource} that is not there`,
    plant: (simulators) => simulators.person("POST", plural, { practiceHubId: `${resource}/8` }),
    finds: [`${plural} practiceHubId`],
  };
}
