import { newestFingerprint } from "../../db/runs.ts";
import { hashOf } from "../../db/hash.ts";
import type { Ledger } from "../../db/ledger.ts";
import { fieldMap, memberMap, valueMap } from "../../db/maps.ts";
import { latestSignOff } from "../../db/approvals.ts";
import { csvExports } from "../../db/csv.ts";
import { readMigration } from "../../db/migration.ts";
import type { RunState } from "../../db/tables.ts";
import { SETTINGS } from "../base/settings.ts";
import type { InputName, StepId } from "./step.ts";

export type Versions = Record<InputName, string>;

/** What has no value yet. */
export const NONE = "none";

/** The present version of everything a step can read. */
export async function currentVersions(ledger: Ledger): Promise<Versions> {
  const [migration, fields, values, members, signOff, exports, audit, schema, extract, rollback] =
    await Promise.all([
      readMigration(ledger),
      fieldMap(ledger),
      valueMap(ledger),
      memberMap(ledger),
      latestSignOff(ledger),
      csvExports(ledger),
      fingerprintOf(ledger, "audit"),
      fingerprintOf(ledger, "schema"),
      fingerprintOf(ledger, "extract"),
      fingerprintOf(ledger, "rollback"),
    ]);
  return {
    settings: migration ? hashOf(relevant(migration.settings)) : NONE,
    companies: companies(migration?.settings),
    "field map": fields.length
      ? hashOf(fields.map(({ position: _, reason: __, confidence: ___, note: ____, ...row }) => row))
      : NONE,
    "value map": values.length ? hashOf(values.map(({ position: _, count: __, ...row }) => row)) : NONE,
    // Whom to invite changes nothing of who owns what.
    "member map": members.length
      ? hashOf(members.map((m) => [m.practitioner_id, m.name, m.member_id]))
      : NONE,
    "sign-off": signOff?.diff_hash ?? NONE,
    "CSV exports": exports.length ? hashOf(exports.map((e) => [e.kind, e.sha256])) : NONE,
    "optional objects": optionalObjects(migration?.settings),
    audit,
    schema,
    extract,
    rollback,
  };
}

/**
 * What has a version of its own is left out: who types a name after the audit need not ask PracticeHub everything again;
 * and how fast requests go, or how many may fail, changes nothing of what they bring.
 */
function relevant(settings: unknown): unknown {
  const apart = new Set<string>(SETTINGS.filter(({ input }) => input).map(({ key }) => key));
  return Object.fromEntries(
    Object.entries(settings as Record<string, unknown>).filter(([key]) => !apart.has(key)),
  );
}

/** Which input a setting belongs to; undefined where it is part of none. */
export function inputOfSetting(name: string): InputName | undefined {
  const { input = "settings" } = SETTINGS.find(({ key }) => key === name) ?? {};
  return input === "none" ? undefined : input;
}

/** Names and addresses of the practice and its locations, which a person gives. */
function companies(settings: unknown): string {
  const { practiceName = "", locations = {}, addresses = {} } = (settings ?? {}) as {
    practiceName?: string;
    locations?: Record<string, string>;
    addresses?: Record<string, unknown>;
  };
  const none = practiceName === "" && Object.keys(locations).length + Object.keys(addresses).length === 0;
  return none ? NONE : hashOf([practiceName, locations, addresses]);
}

function optionalObjects(settings: unknown): string {
  const chosen = (settings as { optionalObjects?: string[] } | undefined)?.optionalObjects ?? [];
  return chosen.length > 0 ? hashOf(chosen) : NONE;
}

/** Of the newest run that counts; a rollback counts however it ended, a plan that was only shown has none. */
async function fingerprintOf(ledger: Ledger, step: StepId): Promise<string> {
  return await newestFingerprint(ledger, step, step === "rollback" ? HOWEVER : COUNTS) ?? NONE;
}

const COUNTS: readonly RunState[] = ["green", "waiting"];
const HOWEVER: readonly RunState[] = [...COUNTS, "red", "cancelled", "crashed", "running", "paused"];
