import { z } from "zod";
import {
  confirmAll,
  countProposed,
  dropField,
  dropProposals,
  fieldMap,
  proposeFields,
  proposeValues,
  valueMap,
} from "../../db/maps.ts";
import type { FieldMapTable } from "../../db/tables.ts";
import { auditDetail } from "../profile/audit_detail.ts";
import { NeedsPersonError, RefusedError } from "../base/errors.ts";
import type { Kit } from "../runbook/kit.ts";
import { mustBeCurrent } from "../runbook/current.ts";
import type { Finding, Outcome } from "../runbook/step.ts";
import { ensureField, ensureObject } from "./make.ts";
import { outcomeOf, type Result } from "./outcome.ts";
import { propose } from "../matching/propose.ts";
import { readExports } from "../matching/read_exports.ts";
import { lacking, type WantedField, wantedFields, wantedObjects, wantedOptions } from "./wanted_schema.ts";
import { withExtracted } from "../matching/counted.ts";
import { checkTwenty } from "../twenty/check.ts";
import { fieldNamed, type ObjectMeta, objectNamed, readObjects } from "../twenty/metadata.ts";
import { isTicked } from "../mapping/objects.ts";

export const Input = z.object({
  /** `checklist`: an admin makes the fields by hand, from the list; this cell then only reads them back. */
  make: z.enum(["by API", "by hand, from the checklist"]).default("by API").describe("Make fields"),
}).strict();

/**
 * Proposes the maps; once all of it is confirmed, makes what Twenty lacks and reads it back.
 *
 * @throws {NeedsPersonError} the audit has not run
 */
export async function run(kit: Kit, input: z.infer<typeof Input>): Promise<Outcome> {
  await mustBeCurrent(kit, ["audit"]);
  const objects = await checkTwenty(kit.target);
  const audit = await auditDetail(kit.ledger);
  if (!audit) throw new NeedsPersonError("Run the audit first: the proposals come from what it sees.");
  const proposed = propose({
    ...await withExtracted(kit.ledger, audit),
    objects,
    known: await fieldMap(kit.ledger),
    csv: await readExports(kit.ledger),
    ticked: kit.settings.optionalObjects,
  });
  await kit.ledger.commit({
    writes: [
      ...dropProposals(kit.ledger),
      ...proposed.again.map((row) => dropField(kit.ledger, row)),
      ...proposeFields(kit.ledger, proposed.fields),
      ...proposeValues(kit.ledger, proposed.values),
    ],
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
  const made = open > 0 ? { result: { open }, objects } : await make(kit, objects, input.make === "by API");
  return outcomeOf(made.result, made.objects, proposed.sampled);
}

async function make(
  kit: Kit,
  before: readonly ObjectMeta[],
  byApi: boolean,
): Promise<{ result: Result; objects: ObjectMeta[] }> {
  const rows = await rowsInUse(kit);
  const values = await valueMap(kit.ledger);
  const fields = wantedFields(rows, values, kit.settings.gonePolicy);
  const wanted = [
    ...fields,
    ...wantedOptions(rows, values, (object, name) => fieldNamed(objectNamed(before, object), name)),
  ];
  const refusals: Finding[] = byApi ? await makeAll(kit, rows, wanted, before) : [];
  const objects = await readObjects(kit.target);
  return { result: { fields, missing: lacking(objects, wanted, rows), refusals, byApi }, objects };
}

/** The field map without what belongs to a resource that is not ticked. */
async function rowsInUse(kit: Kit): Promise<FieldMapTable[]> {
  return (await fieldMap(kit.ledger)).filter((row) => isTicked(row.resource, kit.settings.optionalObjects));
}

/** Makes what is missing; gives what Twenty refused. */
async function makeAll(
  kit: Kit,
  rows: readonly FieldMapTable[],
  fields: readonly WantedField[],
  before: readonly ObjectMeta[],
): Promise<Finding[]> {
  const refusals: Finding[] = [];
  for (const spec of wantedObjects(rows)) await ensureObject(kit, spec, before);
  const objects = await readObjects(kit.target);
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
  return refusals;
}
