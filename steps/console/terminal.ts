import { explain } from "../base/explain.ts";

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
