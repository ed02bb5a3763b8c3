import type { Ledger, NewEvent } from "../../db/ledger.ts";
import type { Level } from "../../db/tables.ts";
import { instant, type World } from "./world.ts";

export interface Entry {
  level?: Level;
  /** What kind of thing happened, e.g. `page`, `batch`, `settled`. */
  kind: string;
  /** Target object or source resource. */
  object?: string;
  /** One line for people. Ids, counts and field names only: never a patient's value. */
  message: string;
  fields?: Record<string, string | number | boolean | null>;
}

/** Writes a run's events. `entry` builds one to go into the same commit as what it reports. */
export class Log {
  constructor(readonly ledger: Ledger, readonly world: World, readonly run: number | null) {}

  entry(e: Entry): NewEvent {
    return {
      run_id: this.run,
      at: instant(this.world),
      level: e.level ?? "info",
      kind: e.kind,
      object: e.object ?? null,
      message: e.message,
      fields: JSON.stringify(e.fields ?? {}),
    };
  }

  write(...entries: Entry[]): Promise<void> {
    return this.ledger.commit({ events: entries.map((e) => this.entry(e)) });
  }
}

/** Says that something on the way went wrong and what is done about it. Ids, paths and counts only. */
export type Warn = (message: string) => Promise<void>;

/** Lines a run has for answers that were lost, refused for now or none; the rest are waited out without a word. */
const MOST_LINES = 20;

/** What a client reports of the network goes into the run's log, as long as it is worth reading. */
export function networkLog(log: Log): Warn {
  let lines = 0;
  return async (message) => {
    if (++lines > MOST_LINES) return;
    const last = lines === MOST_LINES ? "; more of this run are left out" : "";
    await log.write({ level: "warning", kind: "network", message: message + last });
  };
}
