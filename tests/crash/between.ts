import type { Image } from "../support/in_process.ts";

/** Parents that are made first, and the rows that link to them. */
const LINKS = [
  { parent: "note", link: "noteTarget", column: "noteId" },
  { parent: "opportunity", link: "packagePatient", column: "opportunityId" },
  { parent: "company", link: "person", column: "companyId" },
] as const;

/** Kinds of records of ours that are in the workspace while nothing links to them yet. */
export function parentsWithoutLinks({ workspace: { store } }: Image): string[] {
  const rowsOf = (object: string) => {
    const id = store.objects.find(({ nameSingular }) => nameSingular === object)?.id;
    return store.rows.find(([of]) => of === id)?.[1] ?? [];
  };
  return LINKS.filter(({ parent, link, column }) => {
    const linked = new Set(rowsOf(link).map((row) => row[column]));
    return rowsOf(parent).some((row) => row.practiceHubId && !row.deletedAt && !linked.has(row.id));
  }).map(({ parent, link }) => `${parent} without ${link}`);
}
