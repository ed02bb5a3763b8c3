import { lastRunIn } from "../../db/runs.ts";
import { hashOf } from "../../db/hash.ts";
import type { Ledger } from "../../db/ledger.ts";
import { fieldMap, memberMap, valueMap } from "../../db/maps.ts";
import { latestSignOff } from "../../db/sign_offs.ts";
import { readMigration } from "../../db/migration.ts";
import type { InputName } from "./step.ts";

export type Versions = Record<InputName, string>;

/** What has no value yet. */
export const NONE = "none";

/** The present version of everything a step can read. */
export async function currentVersions(ledger: Ledger): Promise<Versions> {
  const [migration, fields, values, members, signOff, audit, schema, extract] = await Promise.all([
    readMigration(ledger),
    fieldMap(ledger),
    valueMap(ledger),
    memberMap(ledger),
    latestSignOff(ledger),
    fingerprintOf(ledger, "audit"),
    fingerprintOf(ledger, "schema"),
    fingerprintOf(ledger, "extract"),
  ]);
  return {
    settings: migration ? hashOf(migration.settings) : NONE,
    "field map": fields.length ? hashOf(fields.map(({ position: _, reason: __, ...row }) => row)) : NONE,
    "value map": values.length ? hashOf(values.map(({ position: _, count: __, ...row }) => row)) : NONE,
    "member map": members.length ? hashOf(members) : NONE,
    "sign-off": signOff?.diff_hash ?? NONE,
    audit,
    schema,
    extract,
  };
}

async function fingerprintOf(ledger: Ledger, step: string): Promise<string> {
  const run = await lastRunIn(ledger, step, ["green", "waiting"]);
  if (!run?.outcome) return NONE;
  return (JSON.parse(run.outcome) as { fingerprint?: string }).fingerprint ?? String(run.id);
}
