import { LedgerError } from "../../db/errors.ts";
import { HandoverError } from "../base/errors.ts";

/** A sentence for what was foreseen; what was not is told without its message, which might quote a record. */
export function explain(error: unknown): string {
  if (error instanceof HandoverError || error instanceof LedgerError) return error.message;
  if (error instanceof Error && error.name === "UsageError") return error.message;
  if (error instanceof Deno.errors.NotCapable) return `Deno was not allowed to do this: ${error.message}`;
  const frames = error instanceof Error
    ? (error.stack ?? "").split("\n").filter((l) => /^\s+at /.test(l))
    : [];
  return ["This is a fault in Handover; running again is safe.", ...frames].join("\n");
}

/**
 * What nobody catches ends the program in the same words. Deno's own would quote the error's message.
 *
 * @param tell writes to the terminal
 */
export function explainCrashes(tell: (text: string) => void): void {
  const end = (event: Event, error: unknown) => {
    event.preventDefault();
    tell(explain(error));
    Deno.exit(2);
  };
  globalThis.addEventListener("error", (event) => end(event, event.error));
  globalThis.addEventListener("unhandledrejection", (event) => end(event, event.reason));
}
