import { LedgerError } from "../../db/errors.ts";
import {
  BusyError,
  HandoverError,
  LostAnswerError,
  NeedsPersonError,
  RefusedError,
  UsageError,
} from "./errors.ts";

/** What a person reads of an error, wherever it comes up: in a cell, on the page, on the terminal. */
export interface Explanation {
  /** Whether the error is one of those that say themselves what happened and what to do. */
  foreseen: boolean;
  /** Foreseen: the error's own sentence. Else none of its message, which might quote a record. */
  sentence: string;
  /** What it means besides for a run that it ended. */
  hint: string;
  /** Of the answer over HTTP. */
  status: 409 | 422 | 500 | 502;
  /** Where a fault of ours lies: its name, the innermost file of ours, and the frames of its stack. */
  fault?: { name: string; place: string; frames: string[] };
}

export function explain(error: unknown): Explanation {
  if (error instanceof HandoverError || error instanceof LedgerError) {
    const isOpen = error instanceof LostAnswerError || error instanceof RefusedError;
    return {
      foreseen: true,
      sentence: error.message,
      hint: isOpen ? RUN_AGAIN : "",
      status: statusOf(error),
    };
  }
  const { name, stack = "" } = error instanceof Error ? error : new Error();
  // A message may run over several lines; only what the engine wrote below it begins like this.
  const frames = stack.split("\n").filter((line) => /^\s+at /.test(line)).map((line) => line.trim());
  return {
    foreseen: false,
    sentence: `This is a fault in Handover (${[name, ...frames.slice(0, 2)].join(" ")}).`,
    hint: "Running again is safe.",
    status: 500,
    fault: { name, place: PLACE.exec(frames.join("\n"))?.[1] ?? "unknown place", frames },
  };
}

/** With the folders by which one `routes.ts` differs from another. */
const PLACE = /((?:[\w.-]+\/){0,2}[\w.-]+\.tsx?:\d+)/;

const RUN_AGAIN =
  "Run the cell again: whether what was sent arrived is settled by reading, nothing is sent twice.";

/** Who asks for something that cannot be has to ask otherwise; who comes at the wrong time may ask again. */
function statusOf(error: HandoverError | LedgerError): 409 | 422 | 502 {
  if (error instanceof UsageError) return 422;
  const isUntimely = error instanceof BusyError || error instanceof NeedsPersonError ||
    error instanceof LedgerError;
  return isUntimely ? 409 : 502;
}

/** An error as the terminal shows it. */
export function errorText(error: unknown): string {
  // A program that the demo starts has errors of its own.
  if (error instanceof Error && error.name === "UsageError") return error.message;
  if (error instanceof Deno.errors.NotCapable) return `Deno was not allowed to do this: ${error.message}`;
  const { sentence, fault } = explain(error);
  const frames = fault?.frames.map((frame) => `    ${frame}`) ?? [];
  return fault ? ["This is a fault in Handover; running again is safe.", ...frames].join("\n") : sentence;
}

/**
 * What nobody catches ends the program in the same words. Deno's own would quote the error's message.
 *
 * @param print writes to the terminal
 */
export function explainCrashes(print: (text: string) => void): void {
  const end = (event: Event, error: unknown) => {
    event.preventDefault();
    print(errorText(error));
    Deno.exit(2);
  };
  globalThis.addEventListener("error", (event) => end(event, event.error));
  globalThis.addEventListener("unhandledrejection", (event) => end(event, event.reason));
}
