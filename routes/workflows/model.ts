import { fieldMap } from "../../db/maps.ts";
import type { Ledger } from "../../db/ledger.ts";
import type { Console } from "../../steps/console/console.ts";
import { ACTION_TYPES, OPERATORS, TRIGGER_TYPES, UNITS } from "../../steps/workflows/definition.ts";
import { sourceNames } from "../../steps/workflows/field_names.ts";
import { readWorkflows } from "../../steps/workflows/keep.ts";
import type { WorkflowChoices, WorkflowsModel } from "../../views/workflows/model.ts";
import { momentsIn } from "../http/moment.ts";

export async function workflowsModel(console: Console, mayPress: boolean): Promise<WorkflowsModel> {
  const moment = momentsIn(console);
  const workflows = await readWorkflows(console.ledger);
  return {
    workflows: workflows.map((workflow) => ({ ...workflow, savedAt: moment(workflow.savedAt) })),
    mayPress,
  };
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
