import type { Console } from "./console.ts";
import { BusyError, NeedsPersonError } from "./engine/errors.ts";
import type { Consent } from "./engine/kit.ts";
import type { Outcome, StepId } from "./engine/step.ts";

/** 0 all green, 1 not green, 2 bad usage or configuration, 3 needs a person. */
export type ExitCode = 0 | 1 | 2 | 3;

export interface HeadlessOptions {
  json: boolean;
  consent: Consent;
  /** Writes one line. */
  print: (line: string) => void;
}

/** Runs steps in order without a browser, telling every event; stops at the first that does not end green. */
export async function runHeadless(
  console: Console,
  steps: readonly StepId[],
  options: HeadlessOptions,
): Promise<ExitCode> {
  const stop = console.ledger.onEvents((events) => {
    for (const { seq, at, level, kind, object, message, fields } of events) {
      options.print(
        options.json
          ? JSON.stringify({ event: { seq, at, level, kind, object, message, fields: JSON.parse(fields) } })
          : `${at.slice(11, 19)} ${level === "info" ? "" : `${level}: `}${message}`,
      );
    }
  });
  try {
    for (const id of steps) {
      const outcome = await runOne(console, id, options.consent);
      if (options.json) options.print(JSON.stringify({ outcome: { step: id, ...outcome } }));
      else options.print(`${id}: ${outcome.state}. ${outcome.verdict}`);
      if (outcome.state === "waiting") return 3;
      if (outcome.state !== "green") return outcome.usage ? 2 : 1;
    }
    return 0;
  } finally {
    stop();
  }
}

async function runOne(console: Console, id: StepId, consent: Consent): Promise<Outcome> {
  try {
    const active = await console.runner.start(console.step(id), { who: "command line", consent });
    return await active.done;
  } catch (error) {
    if (error instanceof BusyError) return { state: "red", verdict: error.message };
    if (error instanceof NeedsPersonError) return { state: "waiting", verdict: error.message };
    throw error;
  }
}
