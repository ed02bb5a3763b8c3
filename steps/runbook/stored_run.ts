import type { Run } from "../../db/runs.ts";
import { storedJson } from "../../db/stored.ts";
import type { Outcome } from "./step.ts";

type Ended = Pick<Run, "outcome">;

/** What a run ended with. Undefined before, also where it noted something of itself while it went. */
export function storedOutcome(run: Ended): Outcome | undefined {
  const outcome = noted(run);
  return outcome.state === undefined ? undefined : outcome as Outcome;
}

/** What later steps depend on of a run, ended or not: a rollback that broke off removed something. */
export const notedFingerprint = (run: Ended): string | undefined => noted(run).fingerprint;

const noted = ({ outcome }: Ended): Partial<Outcome> => storedJson(outcome ?? "{}") as Partial<Outcome>;
