import { WorkflowImport, Workflows } from "../../../views/workflows/list.tsx";
import { WorkflowForm } from "../../../views/workflows/form.tsx";
import type { WorkflowModel } from "../../../views/workflows/model.ts";
import type { Example, Family } from "../example.ts";
import { EMPTY_FORM, FULL_FORM, LONG_WORKFLOW, REMINDER, UNFINISHED } from "../made_up/workflows.ts";

const workflows = (state: string, list: WorkflowModel[], mayPress = true, unfolded?: true): Example => ({
  component: "Workflows",
  state,
  view: <Workflows block={{ workflows: list, mayPress }} />,
  unfolded,
});

const MANY = Array.from({ length: 13 }, (_, i) => ({ ...REMINDER, id: i + 1 }));

export const workflowLists: Family = {
  name: "workflows",
  about: "What PracticeHub automates, entered by hand, to be rebuilt in Twenty.",
  place: "cell",
  examples: [
    workflows("none entered", []),
    workflows("none entered, by a viewer", [], false),
    workflows("some", [REMINDER, LONG_WORKFLOW, UNFINISHED]),
    workflows("some, unfolded", [REMINDER, LONG_WORKFLOW, UNFINISHED], true, true),
    workflows("some, by a viewer", [REMINDER, LONG_WORKFLOW], false),
    workflows("many: folded", MANY),
    { component: "WorkflowForm", state: "empty", view: <WorkflowForm form={EMPTY_FORM} /> },
    { component: "WorkflowForm", state: "full", view: <WorkflowForm form={FULL_FORM} /> },
    {
      component: "WorkflowImport",
      state: "after a file was read",
      view: <WorkflowImport said="30 were read, 2 replaced." />,
    },
  ],
};
