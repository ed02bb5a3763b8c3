import { storedJson } from "../../db/stored.ts";
import { hashOf } from "../../db/hash.ts";
import type { Ledger } from "../../db/ledger.ts";
import { fieldMap, valueMap } from "../../db/maps.ts";
import { insertWorkflow, removeWorkflow, updateWorkflow, workflows } from "../../db/workflows.ts";
import { UsageError } from "../base/errors.ts";
import { Log } from "../base/log.ts";
import type { Settings } from "../base/settings.ts";
import { instant, type World } from "../base/world.ts";
import { accountName } from "../staging/places/make.ts";
import { sameName, Workflow } from "./definition.ts";
import { FieldNames } from "./field_names.ts";
import { writeFile } from "./file.ts";
import { rebuildGuide } from "./guide.ts";

/** Where it is kept, by which clock, and who says so. */
export interface Keeper {
  ledger: Ledger;
  world: World;
  who: string;
}

export interface KeptWorkflow {
  id: number;
  definition: Workflow;
  savedAt: string;
  who: string;
  /** Of the definition, to see whether somebody changed it meanwhile. */
  hash: string;
}

/** `Reminder 2` before `Reminder 10`, whoever's machine it is. */
const BY_NAME = new Intl.Collator("en", { numeric: true });

/** All that were entered, by name. */
export async function readWorkflows(ledger: Ledger): Promise<KeptWorkflow[]> {
  const kept = (await workflows(ledger)).map((row): KeptWorkflow => {
    const definition = Workflow.parse(storedJson(row.definition));
    return { id: row.id, definition, savedAt: row.saved_at, who: row.who, hash: hashOf(definition) };
  });
  return kept.sort((a, b) => BY_NAME.compare(a.definition.name, b.definition.name));
}

export interface Merged {
  added: number;
  changed: number;
  same: number;
}

/** Lays a file's workflows over what is there, by name; what the file does not name stays. */
export async function mergeWorkflows(keeper: Keeper, uploaded: readonly Workflow[]): Promise<Merged> {
  const { ledger, who } = keeper;
  const known = new Map((await readWorkflows(ledger)).map((w) => [sameName(w.definition.name), w]));
  const merged: Merged = { added: 0, changed: 0, same: 0 };
  const writes = uploaded.flatMap((definition) => {
    const before = known.get(sameName(definition.name));
    if (before?.hash === hashOf(definition)) return void merged.same++, [];
    merged[before ? "changed" : "added"]++;
    const row = rowOf(keeper, definition);
    return [before ? updateWorkflow(ledger, { ...row, id: before.id }) : insertWorkflow(ledger, row)];
  });
  await ledger.commit({
    writes,
    events: [entry(keeper, `workflows imported by ${who}: ${mergedInWords(merged)}`, { ...merged })],
  });
  return merged;
}

export const mergedInWords = ({ added, changed, same }: Merged): string =>
  `${added} new, ${changed} changed, ${same} as before`;

/**
 * Keeps one. `opened` is the hash it had when the form was opened.
 *
 * @throws {UsageError} another carries the name, or somebody changed or deleted it meanwhile.
 */
export async function saveWorkflow(
  keeper: Keeper,
  definition: Workflow,
  edited?: { id: number; opened: string },
): Promise<void> {
  const { ledger, who } = keeper;
  const all = await readWorkflows(ledger);
  const twin = all.find((w) => sameName(w.definition.name) === sameName(definition.name));
  if (twin && twin.id !== edited?.id) {
    throw new UsageError("Another workflow has this name already; choose another name, or edit that one.");
  }
  if (edited) mustBeAsOpened(all, edited);
  const row = rowOf(keeper, definition);
  await ledger.commit({
    writes: [edited ? updateWorkflow(ledger, { ...row, id: edited.id }) : insertWorkflow(ledger, row)],
    events: [
      entry(keeper, edited ? `workflow ${edited.id} changed by ${who}` : `a workflow entered by ${who}`),
    ],
  });
}

/** @throws {UsageError} somebody changed or deleted it meanwhile. */
export async function deleteWorkflow(keeper: Keeper, edited: { id: number; opened: string }): Promise<void> {
  const { ledger, who } = keeper;
  mustBeAsOpened(await readWorkflows(ledger), edited);
  await ledger.commit({
    writes: [removeWorkflow(ledger, edited.id)],
    events: [entry(keeper, `workflow ${edited.id} deleted by ${who}`)],
  });
}

function mustBeAsOpened(all: readonly KeptWorkflow[], { id, opened }: { id: number; opened: string }): void {
  const now = all.find((w) => w.id === id);
  if (!now) throw new UsageError("Somebody deleted this workflow meanwhile; nothing was changed.");
  if (now.hash !== opened) {
    throw new UsageError("Somebody changed this workflow meanwhile; open it again and look before you save.");
  }
}

const rowOf = ({ world, who }: Keeper, definition: Workflow) => ({
  name: definition.name,
  definition: JSON.stringify(definition),
  saved_at: instant(world),
  who,
});

/** Ids and counts only: what people typed may hold names. */
const entry = ({ ledger, world }: Keeper, message: string, fields: Record<string, number> = {}) =>
  new Log(ledger, world, null).entry({ kind: "workflows", message, fields });

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
