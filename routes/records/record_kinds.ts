import { words } from "../../views/ui/words.ts";
import { MADE_HERE, OPTIONAL, resourcesFor } from "../../steps/mapping/objects.ts";

/** Everything a source row can be a row of. */
export const RECORD_KINDS: readonly string[] = [
  ...MADE_HERE,
  ...resourcesFor(OPTIONAL.map(({ tick }) => tick)).map((r) => r.name),
];

/** "patient_packages" → "Patient package". */
export function kindWord(resource: string): string {
  const one = words(resource).replace(/ies$/, "y").replace(/s$/, "");
  return one.charAt(0).toUpperCase() + one.slice(1);
}
