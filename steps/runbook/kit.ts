import type { Ledger } from "../../db/ledger.ts";
import type { PracticeHub } from "../practicehub/client.ts";
import type { Twenty } from "../twenty/client.ts";
import type { Control } from "../base/control.ts";
import type { Log } from "../base/log.ts";
import type { Settings } from "../base/settings.ts";
import type { Progress } from "./step.ts";
import type { World } from "../base/world.ts";

/** All that a step may touch. One is made for each run; `predict` gets one whose run is 0. */
export interface Kit {
  world: World;
  ledger: Ledger;
  settings: Settings;
  /** UUIDv5 namespace of every target id. */
  migration: string;
  run: number;
  who: string;
  source: PracticeHub;
  target: Twenty;
  control: Control;
  log: Log;
  progress: (progress: Progress) => void;
  /** Command-line consent that stands in for a click; a browser run has none. */
  consent: Consent;
}

/** What a prediction may touch: it has no way to ask either system. */
export type Desk = Pick<Kit, "world" | "ledger" | "settings" | "migration" | "control">;

export interface Consent {
  /** Confirms proposed maps as they are. */
  acceptProposals: boolean;
  /** Approves a sample diff that has no mismatch. */
  signOff: boolean;
  /** Goes on although workflows or webhooks of the workspace start on what is written. `acceptProposals` says so too. */
  acknowledgeAutomations?: boolean;
  /** How many rows the shown rollback plan reverts. */
  rollbackCount?: number;
}

export const NO_CONSENT: Consent = { acceptProposals: false, signOff: false };
