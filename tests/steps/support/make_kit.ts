import type { Ledger } from "../../../db/ledger.ts";
import { Control } from "../../../steps/base/control.ts";
import { migrationId } from "../../../steps/base/identity.ts";
import { type Kit, NO_CONSENT } from "../../../steps/runbook/kit.ts";
import { Log } from "../../../steps/base/log.ts";
import { Bucket, Spacing } from "../../../steps/base/pace.ts";
import { Settings } from "../../../steps/base/settings.ts";
import type { World } from "../../../steps/base/world.ts";
import { PracticeHub } from "../../../steps/practicehub/client.ts";
import { Twenty } from "../../../steps/twenty/client.ts";

export const SOURCE_URL = "https://riverside.neptune.practicehub.test";
export const TARGET_URL = "https://twenty.test";

export const SETTINGS: Settings = Settings.parse({
  sourceUrl: SOURCE_URL,
  targetUrl: TARGET_URL,
  sourceApp: "handover=ana@example.test",
  timeZone: "Europe/London",
});

/** A kit over this ledger and this world; nothing is paced unless the test paces it. */
export async function makeKit(ledger: Ledger, world: World, change: Partial<Kit> = {}): Promise<Kit> {
  const control = change.control ?? new Control();
  const settings = change.settings ?? SETTINGS;
  const run = change.run ?? 1;
  return {
    world,
    ledger,
    settings,
    migration: await migrationId(settings.sourceUrl, settings.targetUrl),
    run,
    who: "ana",
    source: new PracticeHub({
      url: settings.sourceUrl,
      key: "source-key",
      app: settings.sourceApp,
      world,
      pace: new Spacing(world, 0),
      control,
    }),
    target: new Twenty({
      url: settings.targetUrl,
      key: "target-key",
      world,
      pace: new Bucket(world),
      control,
    }),
    control,
    log: new Log(ledger, world, run),
    progress: () => {},
    consent: NO_CONSENT,
    ...change,
  };
}
