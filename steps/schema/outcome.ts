import { hashOf } from "../../db/hash.ts";
import { many } from "../base/words.ts";
import { type Finding, numbers, type Outcome, type OutcomeTable, texts } from "../runbook/step.ts";
import { type Reading, targetsOf } from "../map_editor/workspace.ts";
import type { ObjectMeta } from "../twenty/metadata.ts";
import type { WantedField } from "./wanted_schema.ts";

/** What was made, or waits. */
export type Result = { open: number } | Made;

interface Made {
  fields: readonly WantedField[];
  /** What Twenty lacks, a sentence each. */
  missing: readonly string[];
  /** What Twenty refused to make. */
  refusals: readonly Finding[];
  /** False: a person makes it by the checklist, and what is missing is waited for. */
  byApi: boolean;
}

/**
 * Green when everything that the maps need was read back; nothing is made while rows of the maps are open.
 *
 * @param objects of Twenty, as read last; the map editor and the next prediction go by them
 */
export function outcomeOf(
  result: Result,
  objects: readonly ObjectMeta[],
  sampled: Reading["sampled"],
): Outcome {
  const internal: Reading = { targets: targetsOf(objects), sampled };
  if (!("open" in result)) return { ...ofMade(result), internal };
  const { open } = result;
  const verdict = `${many(open, "row")} of the maps ${
    open === 1 ? "waits" : "wait"
  } for a person to confirm or ignore.`;
  return { state: "waiting", verdict, internal };
}

function ofMade({ fields, missing, refusals, byApi }: Made): Outcome {
  const verdict = missing.length === 0
    ? `${fields.length} fields on ${
      new Set(fields.map((f) => f.object)).size
    } objects read back as the maps need them.`
    : byApi
    ? `Twenty lacks ${missing.length} of what the maps need: ${missing.slice(0, 3).join("; ")}.`
    : `${missing.length} of what the checklist names are not there yet; run this cell again when they are.`;
  return {
    state: missing.length === 0 ? "green" : byApi ? "red" : "waiting",
    verdict,
    findings: [
      ...refusals,
      ...missing.map((m, i): Finding => ({
        id: `lacking-${i + 1}`,
        severity: "stop",
        title: m,
        detail: "No import begins before it is there.",
        action: "Make it in Twenty under Settings → Data model, or change the map, and run this cell again.",
      })),
    ],
    tables: [fieldsTable(fields)],
    fingerprint: hashOf(fields.map((f) => [f.object, f.spec.name, f.spec.type])),
  };
}

function fieldsTable(fields: readonly WantedField[]): OutcomeTable {
  return {
    id: "fields",
    title: "Fields in Twenty",
    columns: [...texts("Object", "Field", "Label", "Type"), ...numbers("Options")],
    rows: fields.map((
      { object, spec },
    ) => [object, spec.name, spec.label, spec.type, spec.options?.length ?? null]),
  };
}
