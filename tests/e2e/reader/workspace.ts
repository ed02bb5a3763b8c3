import { z } from "zod";

/** Where the workspace answers, and the API key. */
export interface Target {
  url: string;
  key: string;
}

const Found = z.looseObject({ id: z.string(), practiceHubId: z.string().nullish() });
export type Found = z.infer<typeof Found>;

const Page = z.object({
  data: z.record(z.string(), z.array(Found)),
  totalCount: z.number(),
  pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullish() }),
});

const OBJECTS = [
  "people",
  "companies",
  "opportunities",
  "appointments",
  "notes",
  "noteTargets",
  "attachments",
] as const;
export type Plural = typeof OBJECTS[number];

/** Everything live in the objects that a migration fills, and the people in the bin. */
export type Workspace = Record<Plural, Found[]> & { deletedPeople: Found[] };

export async function readWorkspace(target: Target): Promise<Workspace> {
  const read = OBJECTS.map(async (
    plural,
  ): Promise<[Plural, Found[]]> => [plural, await page(target, plural)]);
  const live = Object.fromEntries(await Promise.all(read)) as Record<Plural, Found[]>;
  return { ...live, deletedPeople: await page(target, "people", "deletedAt[is]:NOT_NULL") };
}

/** All pages of an object (twenty/CONTRACT a). */
async function page(target: Target, plural: string, filter?: string): Promise<Found[]> {
  const rows: Found[] = [];
  let after: string | undefined;
  while (true) {
    const query = new URLSearchParams({
      limit: "200",
      ...(filter ? { filter } : {}),
      ...(after ? { starting_after: after } : {}),
    });
    const response = await fetch(`${target.url}/rest/${plural}?${query}`, {
      headers: { authorization: `Bearer ${target.key}` },
    });
    const text = await response.text();
    if (response.status === 400 && plural === "appointments") return [];
    if (!response.ok) throw new Error(`${plural} answered ${response.status}`);
    const { data, totalCount, pageInfo } = Page.parse(JSON.parse(text));
    rows.push(...data[plural] ?? []);
    after = pageInfo.endCursor ?? undefined;
    if (pageInfo.hasNextPage) continue;
    if (rows.length !== totalCount) {
      throw new Error(`${plural}: ${rows.length} of ${totalCount} could be read`);
    }
    return rows;
  }
}
