import type { Context } from "hono";
import { HTTPException } from "hono/http-exception";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { BusyError, HandoverError, NeedsPersonError, UsageError } from "../../steps/base/errors.ts";
import { Log } from "../../steps/base/log.ts";
import type { Deps } from "../deps.ts";
import { refuse } from "./refuse.tsx";

/** The one place that turns an error into an answer: a foreseen one says its sentence, any other gives nothing away. */
export function onError(deps: Deps) {
  return async (error: Error, c: Context): Promise<Response> => {
    const place = placeOf(c);
    if (isForeseen(error)) {
      return refuse(c, statusOf(error), "That did not work", error.message, place);
    }
    if (error instanceof HTTPException) {
      return refuse(c, error.status as ContentfulStatusCode, "That did not work", error.message, place);
    }
    await report(deps, error);
    return refuse(
      c,
      500,
      "A fault in Handover",
      "This is a fault in Handover. Nothing was lost: reload the page and try again.",
      place,
    );
  };
}

/** What streams meet: they try again and again, so each kind of fault, by its name and place, is reported once. */
export class Faults {
  #reported = new Set<string>();

  constructor(readonly deps: Deps) {}

  /** What the page is told of it. */
  async told(thrown: unknown): Promise<string> {
    const error = thrown instanceof Error ? thrown : new Error();
    const kind = kindOf(error);
    if (!isForeseen(error) && !this.#reported.has(kind)) {
      this.#reported.add(kind);
      await report(this.deps, error);
    }
    const sentence = isForeseen(error) ? error.message : "This is a fault in Handover; nothing was lost.";
    return `${sentence} What this page shows may be old until that is over.`;
  }
}

const isForeseen = (error: Error): boolean => error instanceof HandoverError || error.name === "LedgerError";

function statusOf(error: Error): ContentfulStatusCode {
  if (error instanceof UsageError) return 422;
  if (error instanceof BusyError || error instanceof NeedsPersonError) return 409;
  return error instanceof HandoverError ? 502 : 409;
}

function placeOf(c: Context): string {
  const [, area, step, part] = c.req.path.split("/");
  if (area === "cells" && step) return part === "csv" ? "csv" : step;
  if (area === "workflows" && step) return workflowPlace(step, c.req.path);
  if (area === "places" && step) return `place-${step}`;
  const places: Record<string, string> = {
    conflicts: "conflicts",
    maps: "schema",
    members: "members",
    sample: "sample",
    rollback: "rollback",
    settings: "settings",
  };
  return places[area ?? ""] ?? "page";
}

/** In the form that was sent, beside the row that was to be deleted, or in the import. */
function workflowPlace(id: string, path: string): string {
  return path.endsWith("/delete") || id === "import" ? `workflow-${id}` : `workflow-form-${id}`;
}

async function report({ console }: Deps, error: Error): Promise<void> {
  const log = new Log(console.ledger, console.world, null);
  try {
    await log.write({
      level: "error",
      kind: "fault",
      message: `A fault in Handover: ${kindOf(error)}`,
    });
  } catch {
    // The ledger itself may be what failed; the page still gets its sentence.
  }
}

/** Name and place of a fault, with the folders that tell one `routes.ts` from another; its message stays out, because it may quote data. */
function kindOf(error: Error): string {
  const frame = /((?:[\w.-]+\/){0,2}[\w.-]+\.tsx?:\d+)/.exec(error.stack ?? "")?.[1] ?? "unknown place";
  return `${error.name} at ${frame}`;
}
