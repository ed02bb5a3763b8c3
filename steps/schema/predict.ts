import { countProposed, fieldMap, valueMap } from "../../db/maps.ts";
import { auditDetail } from "../profile/audit_detail.ts";
import { currentVersions } from "../runbook/versions.ts";
import type { Desk } from "../runbook/kit.ts";
import { changedInputs } from "../runbook/runbook.ts";
import type { InputName, Prediction, Step } from "../runbook/step.ts";
import { listed, many } from "../base/words.ts";
import { type ChecklistItem, itemsOf } from "./checklist.ts";
import { newestReading, workspaceOf } from "../map_editor/workspace.ts";
import { wantedFields } from "./wanted_schema.ts";
import { isTicked } from "../mapping/objects.ts";

type Inputs = Pick<Step, "reads" | "writes">;

/** What the schema cell would propose, or make, by what the audit and its own newest run have read. */
export async function predict(kit: Desk, step: Inputs): Promise<Prediction> {
  const rows = await fieldMap(kit.ledger);
  if (rows.length === 0) return { sentence: await proposing(kit) };
  const open = await countProposed(kit.ledger);
  if (open > 0) {
    const wait = `${many(open, "row")} of the maps ${open === 1 ? "waits" : "wait"} for a person`;
    const changed = await changedSinceProposed(step, kit);
    return changed.length === 0
      ? { sentence: "Makes nothing before the maps are confirmed.", blocked: `${wait}.` }
      : {
        sentence: `Would propose again what nobody has decided yet, because ${
          changed.map((name) => `the ${name}`).join(" and ")
        } changed; ${wait}.`,
      };
  }
  const { gonePolicy } = kit.settings;
  const fields = rows.filter((row) => isTicked(row.resource, kit.settings.optionalObjects));
  const values = await valueMap(kit.ledger);
  const needed = many(wantedFields(fields, values, gonePolicy).length, "field");
  const workspace = await workspaceOf(kit.ledger);
  if (workspace.length === 0) {
    return { sentence: `Would make what Twenty lacks of ${needed} and read them back.` };
  }
  return making(itemsOf({ fields, values }, workspace, gonePolicy), needed);
}

async function proposing({ ledger }: Desk): Promise<string> {
  const reachable = (await auditDetail(ledger))?.resources.filter((r) => r.reachable) ?? [];
  if (reachable.length === 0) return "Would propose what goes where, from what the audit saw.";
  const fields = reachable.reduce((n, r) => n + r.fields.length, 0);
  return `Would propose where ${many(fields, "field")} of ${
    many(reachable.length, "resource")
  } go, as the audit saw them.`;
}

/** By what Twenty had when this cell read it last, less what was rolled back since. */
function making(items: readonly ChecklistItem[], needed: string): Prediction {
  const missing = (...what: ChecklistItem["what"][]): number =>
    items.filter((item) => what.includes(item.what) && item.there === "no").length;
  const options = items.filter((item) => item.there === "options are missing")
    .flatMap((item) => item.options.filter((option) => !option.there)).length;
  const made = ([
    [missing("object"), "object"],
    [missing("field", "relation"), "field"],
    [options, "option"],
  ] as const).filter(([n]) => n > 0).map(([n, what]) => many(n, what));
  const gist = made.length === 0 ? "make nothing" : `make ${listed(made)}`;
  return {
    sentence: `Would ${gist}, by what Twenty had when it was last read, and read back ${needed}.`,
    gist,
  };
}

/** What the open proposals were made from and is another now; what a person decided in the maps since is no such thing. */
async function changedSinceProposed(step: Inputs, kit: Desk): Promise<InputName[]> {
  const made = await newestReading(kit.ledger);
  const versions = await currentVersions(kit.ledger);
  const changed = made ? changedInputs(step, made.run, versions) : step.reads;
  return changed.filter((name) => !step.writes.includes(name));
}
