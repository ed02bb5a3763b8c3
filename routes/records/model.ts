import { fieldsIn, remarksIn, rowIn, sidesIn } from "../../db/stored.ts";
import { runNames } from "../../db/history.ts";
import type { Effect } from "../../db/effects.ts";
import { newestWholeRun } from "../../db/runs.ts";
import { canonical } from "../../db/hash.ts";
import type { Deps } from "../deps.ts";
import { fatesOf } from "../../steps/accounting/pass.ts";
import { fateWords } from "../../steps/accounting/words.ts";
import { remarkWords, skipWords } from "../../steps/mapping/remarks.ts";
import { recordLife, type TargetLife } from "../../steps/records/record_life.ts";
import type { RecordEffectModel, RecordFieldModel, RecordTargetModel } from "../../views/records/target.tsx";
import type { RecordModel } from "../../views/records/page.tsx";
import { words } from "../../views/ui/words.ts";
import { conflictRow, conflictsCell } from "../conflicts/model.ts";
import { momentsIn } from "../http/moment.ts";
import {
  isIdentified,
  isTargetObject,
  MADE_HERE,
  OPTIONAL,
  resourcesFor,
} from "../../steps/mapping/objects.ts";

type Moments = ReturnType<typeof momentsIn>;
type Runs = Awaited<ReturnType<typeof runNames>>;

/** One source row's life as the page shows it; undefined where the ledger has no such row. */
export async function recordModel(
  deps: Deps,
  resource: string,
  id: number,
  mayPress: boolean,
): Promise<RecordModel | undefined> {
  const { ledger, settings } = deps.console;
  const life = await recordLife(ledger, settings, resource, id);
  if (!life) return undefined;
  const runs = await runNames(ledger, [
    ...new Set(life.targets.flatMap((t) => t.transitions.map((s) => s.run_id))),
  ]);
  const moment = momentsIn(deps.console);
  const fates = settings && await fatesOf(ledger, settings, resource, id);
  const { raw, first_seen_at, changed_at, gone_at } = life.source;
  return {
    key: `${resource}/${id}`,
    kind: kindWord(resource),
    source: Object.entries(rowIn({ raw })).map(([name, value]) => ({
      name,
      json: JSON.stringify(value),
      fates: fateWords(fates?.get(name) ?? []),
    })),
    firstSeenAt: moment(first_seen_at),
    changedAt: moment(changed_at),
    ...(gone_at ? { goneAt: moment(gone_at) } : {}),
    ...(settings?.sourceUrl ? { practice: settings.sourceUrl } : {}),
    targets: life.targets.map((target) => targetModel(target, runs, moment, settings?.targetUrl)),
    ...(gone_at ? {} : await againBy(deps)),
    mayPress,
  };
}

/** The cell that moved rows last is the one that moves one of them again. */
async function againBy(deps: Deps): Promise<Pick<RecordModel, "again">> {
  const step = await conflictsCell(deps);
  const { ledger } = deps.console;
  return await newestWholeRun(ledger, step) ? { again: { step, title: deps.console.step(step).title } } : {};
}

function targetModel(
  life: TargetLife,
  runs: Runs,
  moment: Moments,
  targetUrl: string | undefined,
): RecordTargetModel {
  const { object, id, expected, effects, conflict } = life;
  const newest = effects.at(-1);
  const hasPage = isTargetObject(object) && isIdentified(object) && newest && isThere(newest);
  const remarks = newest ? remarksIn(newest.remarks) : expected?.remarks ?? [];
  return {
    id,
    object,
    ...(hasPage && targetUrl ? { href: new URL(`/object/${object}/${id}`, targetUrl).href } : {}),
    summary: summaryOf(life, newest && runName(runs, newest.run_id)),
    state: newest?.state ?? "none",
    ...(expected?.skip ? { skip: skipWords(expected.skip) } : {}),
    fields: fieldsOf(life),
    remarks: remarks.map(({ field, remark }) => ({ field, text: remarkWords(remark) })),
    ...(conflict ? { conflict: conflictRow(conflict, moment("").zone) } : {}),
    history: historyOf(life, runs, moment),
  };
}

/** In the target as far as is known, whoever it belongs to by now. */
function isThere({ state, kind, code }: Effect): boolean {
  if (state === "confirmed") return kind !== "remove";
  return state === "conflict" && code !== "destroyed";
}

/** How the record stands by its newest effect; what was read back is part of what `confirmed` means. */
function summaryOf({ expected, effects, conflict }: TargetLife, run: string | undefined): string {
  const newest = effects.at(-1);
  if (!newest) return expected?.skip ? "No record is made of this row." : "Nothing was written yet.";
  const reason = newest.reason ? `: ${skipWords(newest.reason)}` : "";
  switch (newest.state) {
    case "confirmed":
      if (newest.code === "source-gone-edited") {
        return "Its row is gone in PracticeHub, and people deleted the record in Twenty.";
      }
      return newest.kind === "remove"
        ? `Put into Twenty's trash, and read back as gone, by ${run}.`
        : `Read back field by field and found equal to what was written, by ${run}.`;
    case "conflict":
      return conflict?.take
        ? `A conflict${reason}. ${conflict.who ?? "Somebody"} decided it; the next run does so.`
        : `A conflict to decide${reason}. Twenty's values stay until somebody says otherwise.`;
    case "failed":
      return `Failed in ${run}${reason}.`;
    case "skipped":
      return `Skipped${reason}.`;
    case "reverted":
      return "Taken back by a rollback.";
    default:
      return `On its way: ${run} was to write it, and whether it arrived is settled by reading at the next run.`;
  }
}

/** Per field what the row holds, what the record should hold, and what it last was read to hold. */
function fieldsOf({ expected, effects, conflict }: TargetLife): RecordFieldModel[] {
  const found = foundBy(effects.at(-1), conflict?.fields);
  const wanted = expected?.fields ?? {};
  const names = [...new Set([...Object.keys(wanted), ...Object.keys(found)])];
  return names.map((field) => {
    const source = expected?.source[field];
    const differs = field in wanted && field in found && canonical(wanted[field]) !== canonical(found[field]);
    return {
      field,
      ...(source === undefined ? {} : { source: JSON.stringify(source) }),
      ...(field in wanted ? { expected: JSON.stringify(wanted[field]) } : {}),
      ...(field in found ? { lastRead: JSON.stringify(found[field]) } : {}),
      differs,
    };
  });
}

/** What the record found when it was last read, as far as the ledger keeps it. */
function foundBy(newest: Effect | undefined, conflict: string | undefined): Record<string, unknown> {
  if (!newest) return {};
  if (newest.state === "confirmed" && newest.kind !== "remove") return fieldsIn(newest.written);
  if (newest.state !== "conflict" || conflict === undefined) return {};
  const sides = sidesIn(conflict);
  return Object.fromEntries(Object.entries(sides).map(([field, [, theirs]]) => [field, theirs]));
}

function historyOf({ effects, transitions }: TargetLife, runs: Runs, moment: Moments): RecordEffectModel[] {
  const kinds = new Map(effects.map((e) => [e.id, e.kind]));
  return transitions.map((t) => {
    const run = runs.get(t.run_id);
    return {
      at: moment(t.at),
      kind: kinds.get(t.effect_id) ?? "",
      state: t.state,
      reason: t.reason ? skipWords(t.reason) : "",
      run: runName(runs, t.run_id),
      ...(run ? { href: `/cells/${run.step}/runs/${run.number}` } : {}),
      who: run?.who ?? "",
      hash: t.payload_hash,
      seq: t.seq,
    };
  });
}

function runName(runs: Runs, id: number): string {
  const run = runs.get(id);
  return run ? `run ${run.number} of the ${words(run.step)}` : "a run";
}

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
