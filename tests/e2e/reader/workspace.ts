import { z } from "zod";
import { readFields, type TargetField } from "./metadata.ts";
import { ask } from "./ask.ts";

/** Where the workspace answers, and the API key. */
export interface Target {
  url: string;
  key: string;
  /** For a workspace that no port leads to. */
  fetch?: (request: Request) => Promise<Response>;
}

const Found = z.looseObject({ id: z.string(), practiceHubId: z.string().nullish() });
export type Found = z.infer<typeof Found>;

const Page = z.object({
  data: z.record(z.string(), z.array(Found)),
  totalCount: z.number(),
  pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullish() }),
});

/** Made by a migration, and so not in every workspace. */
const CUSTOM = ["appointments", "packagePatients", "invoices", "payments", "activityLogEntries"] as const;
const OBJECTS = [
  "people",
  "companies",
  "opportunities",
  "notes",
  "noteTargets",
  "attachments",
  "workspaceMembers",
  ...CUSTOM,
] as const;
export type Plural = typeof OBJECTS[number];

/** Everything live in the objects that a migration fills, the people in the bin, and the fields of each object. */
export type Workspace = Record<Plural, Found[]> & {
  deletedPeople: Found[];
  fields: ReadonlyMap<string, readonly TargetField[]>;
};

export async function readWorkspace(target: Target): Promise<Workspace> {
  const read = OBJECTS.map(async (
    plural,
  ): Promise<[Plural, Found[]]> => [plural, await page(target, plural)]);
  const live = Object.fromEntries(await Promise.all(read)) as Record<Plural, Found[]>;
  return {
    ...live,
    deletedPeople: await page(target, "people", "deletedAt[is]:NOT_NULL"),
    fields: await readFields(target),
  };
}

/** All pages of an object (contracts/twenty a). */
async function page(target: Target, plural: Plural, filter?: string): Promise<Found[]> {
  const rows: Found[] = [];
  let after: string | undefined;
  while (true) {
    const query = new URLSearchParams({
      limit: "200",
      ...(filter ? { filter } : {}),
      ...(after ? { starting_after: after } : {}),
    });
    const { status, body } = await ask(target, `${plural}?${query}`);
    if (status === 400 && (CUSTOM as readonly string[]).includes(plural)) return [];
    if (status !== 200) throw new Error(`${plural} answered ${status}`);
    const { data, totalCount, pageInfo } = Page.parse(body);
    rows.push(...data[plural] ?? []);
    after = pageInfo.endCursor ?? undefined;
    if (pageInfo.hasNextPage) continue;
    if (rows.length !== totalCount) {
      throw new Error(`${plural}: ${rows.length} of ${totalCount} could be read`);
    }
    return rows;
  }
}
