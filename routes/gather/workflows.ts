import { fieldMap } from "../../db/maps.ts";
import type { Ledger } from "../../db/ledger.ts";
import { ACTION_TYPES, OPERATORS, TRIGGER_TYPES, UNITS } from "../../steps/workflows/definition.ts";
import { sourceNames } from "../../steps/workflows/field_names.ts";
import { readWorkflows } from "../../steps/workflows/keep.ts";
import type { WorkflowChoices, WorkflowsModel } from "../../views/workflow_model.ts";

export async function workflowsModel(ledger: Ledger, mayPress: boolean): Promise<WorkflowsModel> {
  return { kind: "workflows", workflows: await readWorkflows(ledger), mayPress };
}

export async function workflowChoices(ledger: Ledger): Promise<WorkflowChoices> {
  return {
    triggers: TRIGGER_TYPES,
    operators: OPERATORS,
    actions: ACTION_TYPES,
    units: UNITS,
    fields: sourceNames(await fieldMap(ledger)),
  };
}
