import type { Log } from "./log.ts";

/** Says that something on the way went wrong and what is done about it. Ids, paths and counts only. */
export type Tell = (message: string) => Promise<void>;

/** Lines a run has for answers that were lost, refused for now or none; the rest are waited out without a word. */
const MOST_LINES = 20;

/** What a client tells about the network goes into the run's log, as long as it is worth reading. */
export function troubleTold(log: Log): Tell {
  let told = 0;
  return async (message) => {
    if (++told > MOST_LINES) return;
    const last = told === MOST_LINES ? "; more of this run are not told" : "";
    await log.write({ level: "warning", kind: "network", message: message + last });
  };
}
