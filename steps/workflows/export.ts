import { fieldMap, valueMap } from "../../db/maps.ts";
import type { Ledger } from "../../db/ledger.ts";
import type { Settings } from "../base/settings.ts";
import { accountName } from "../staging/places/make.ts";
import { FieldNames } from "./field_names.ts";
import { writeFile } from "./file.ts";
import { rebuildGuide } from "./guide.ts";
import { readWorkflows } from "./keep.ts";

export const FORMATS = ["md", "json"] as const;
export type Format = typeof FORMATS[number];

/** What was entered, to be kept (`json`) or to be rebuilt by (`md`). Reads the ledger and asks nobody. */
export async function exportWorkflows(
  ledger: Ledger,
  settings: Settings | undefined,
  format: Format,
  made: { at: string; who: string },
): Promise<string> {
  const workflows = (await readWorkflows(ledger)).map(({ definition }) => definition);
  if (format === "json") return writeFile(workflows);
  const [fields, values] = await Promise.all([fieldMap(ledger), valueMap(ledger)]);
  return rebuildGuide(workflows, {
    practice: settings ? settings.practiceName || accountName(settings.sourceUrl) : "PracticeHub",
    workspace: settings ? new URL(settings.targetUrl).host : "Twenty",
    timeZone: settings?.timeZone ?? "its own time",
    names: new FieldNames(fields, values),
    ...made,
  });
}
