import type { Context } from "hono";
import { HTTPException } from "hono/http-exception";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { explain, type Explanation } from "../../steps/base/explain.ts";
import { Log } from "../../steps/base/log.ts";
import type { Deps } from "../deps.ts";
import { refuse } from "./reply.tsx";

/** Answers an error: a foreseen one says its sentence, any other gives nothing away and is reported. */
export function onError(deps: Deps) {
  return async (error: Error, c: Context): Promise<Response> => {
    const place = placeOf(c);
    if (error instanceof HTTPException) {
      return refuse(c, error.status as ContentfulStatusCode, "That did not work", error.message, place);
    }
    const { sentence, status, fault } = explain(error);
    if (!fault) return refuse(c, status, "That did not work", sentence, place);
    await report(deps, fault);
    return refuse(
      c,
      status,
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

  /** What the page says of it. */
  async sentence(thrown: unknown): Promise<string> {
    const { sentence, fault } = explain(thrown);
    const kind = fault ? kindOf(fault) : "";
    if (fault && !this.#reported.has(kind)) {
      this.#reported.add(kind);
      await report(this.deps, fault);
    }
    const what = fault ? "This is a fault in Handover; nothing was lost." : sentence;
    return `${what} What this page shows may be old until that is over.`;
  }
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

type Fault = NonNullable<Explanation["fault"]>;

async function report({ console }: Deps, fault: Fault): Promise<void> {
  const log = new Log(console.ledger, console.world, null);
  try {
    await log.write({ level: "error", kind: "fault", message: `A fault in Handover: ${kindOf(fault)}` });
  } catch {
    // The ledger itself may be what failed; the page still gets its sentence.
  }
}

const kindOf = ({ name, place }: Fault): string => `${name} at ${place}`;
