import { z } from "zod";
import { hashOf } from "../db/hash.ts";
import { confirmAll, countProposed, fieldMap, proposeFields, proposeValues, valueMap } from "../db/maps.ts";
import { auditDetail } from "./audit.ts";
import { NeedsPersonError, RefusedError } from "./engine/errors.ts";
import type { Kit } from "./engine/kit.ts";
import { mustBeCurrent } from "./engine/needs.ts";
import type { Finding, Outcome, OutcomeTable, Prediction, Step } from "./engine/step.ts";
import { ensureField, ensureObject } from "./schema/make.ts";
import { propose } from "./schema/propose.ts";
import { lacking } from "./schema/verify.ts";
import { wantedFields } from "./schema/wanted_schema.ts";
import { checkTwenty } from "./twenty/check.ts";
import { type ObjectMeta, readObjects } from "./twenty/metadata.ts";
import { many } from "./engine/words.ts";

export const schema: Step<Record<string, never>> = {
  id: "schema",
  title: "Schema",
  purpose:
    "Proposes what goes where; once confirmed, makes the missing fields in Twenty and reads them back.",
  reads: ["settings", "audit", "field map", "value map", "rollback"],
  writes: ["field map", "value map"],
  needs: ["audit"],
  input: z.object({}).strict(),
  predict,
  run,
};

async function predict(kit: Kit): Promise<Prediction> {
  const rows = await fieldMap(kit.ledger);
  if (rows.length === 0) return { sentence: "Would propose what goes where, from what the audit saw." };
  const open = await countProposed(kit.ledger);
  if (open > 0) {
    return {
      sentence: "Makes nothing before the maps are confirmed.",
      blocked: `${many(open, "row")} of the maps ${open === 1 ? "waits" : "wait"} for a person.`,
    };
  }
  const fields = wantedFields(rows, await valueMap(kit.ledger));
  return {
    sentence: `Would see that ${many(fields.length, "field")} exist in Twenty and make those that do not.`,
  };
}

async function run(kit: Kit): Promise<Outcome> {
  await mustBeCurrent(kit, ["audit"]);
  const objects = await checkTwenty(kit.target);
  const audit = await auditDetail(kit.ledger);
  if (!audit) throw new NeedsPersonError("Run the audit first: the proposals come from what it sees.");
  const proposed = propose(audit, objects, await fieldMap(kit.ledger));
  await kit.ledger.commit({
    writes: [...proposeFields(kit.ledger, proposed.fields), ...proposeValues(kit.ledger, proposed.values)],
  });
  if (kit.consent.acceptProposals) {
    await kit.ledger.commit({
      writes: confirmAll(kit.ledger),
      events: [
        kit.log.entry({
          kind: "confirmed",
          message: `all proposed rows of the maps confirmed by ${kit.who}`,
        }),
      ],
    });
  }
  const open = await countProposed(kit.ledger);
  if (open > 0) {
    return {
      state: "waiting",
      verdict: `${many(open, "row")} of the maps ${
        open === 1 ? "waits" : "wait"
      } for a person to confirm or ignore.`,
    };
  }
  return await make(kit, objects);
}

async function make(kit: Kit, before: readonly ObjectMeta[]): Promise<Outcome> {
  const rows = await fieldMap(kit.ledger);
  const fields = wantedFields(rows, await valueMap(kit.ledger));
  const refusals: Finding[] = [];
  await ensureObject(kit, before);
  let objects = await readObjects(kit.target);
  for (const [i, field] of fields.entries()) {
    try {
      await ensureField(kit, field, objects);
    } catch (error) {
      if (!(error instanceof RefusedError)) throw error;
      const name = `${field.object}.${field.spec.name}`;
      refusals.push({
        id: `refused-${name}`,
        severity: "stop",
        title: `Twenty refused to make ${name}`,
        detail: error.reason,
      });
    }
    kit.progress([{ object: "fields", done: i + 1, total: fields.length }]);
  }
  objects = await readObjects(kit.target);
  const missing = lacking(objects, fields, rows);
  return {
    state: missing.length === 0 ? "green" : "red",
    verdict: missing.length === 0
      ? `${fields.length} fields on ${
        new Set(fields.map((f) => f.object)).size
      } objects read back as the maps need them.`
      : `Twenty lacks ${missing.length} of what the maps need: ${missing.slice(0, 3).join("; ")}.`,
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

function fieldsTable(fields: ReturnType<typeof wantedFields>): OutcomeTable {
  return {
    id: "fields",
    title: "Fields in Twenty",
    columns: [{ label: "Object" }, { label: "Field" }, { label: "Label" }, { label: "Type" }, {
      label: "Options",
      numeric: true,
    }],
    rows: fields.map((
      { object, spec },
    ) => [object, spec.name, spec.label, spec.type, spec.options?.length ?? null]),
  };
}
