import { EXTRA_OBJECTS } from "../../steps/base/settings.ts";
import { resourcesFor } from "../../steps/practicehub/resources.ts";
import { words } from "../../views/ui/words.ts";

/** Rows that have no endpoint and are made here. */
const MADE = ["account", "locations"];

/** Everything a source row can be a row of. */
export const RECORD_KINDS: readonly string[] = [...MADE, ...resourcesFor(EXTRA_OBJECTS).map((r) => r.name)];

/** "patient_packages" → "Patient package". */
export function kindWord(resource: string): string {
  const one = words(resource).replace(/ies$/, "y").replace(/s$/, "");
  return one.charAt(0).toUpperCase() + one.slice(1);
}
