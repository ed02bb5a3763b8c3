import { Choice, Delay, Text } from "./controls.tsx";
import type { WorkflowChoices, WorkflowDraft } from "./model.ts";

interface RowProps<T> {
  /** Of the form. */
  id: string;
  i: number;
  row: T;
  focus: string;
}

export function ConditionRow(
  { id, i, row, operators, fields, focus }: RowProps<WorkflowDraft["conditions"][number]> & {
    operators: readonly string[];
    fields: string;
  },
) {
  const name = (part: string) => `conditions.${i}.${part}`;
  const at = (part: string) => ({ id: `workflow-${id}-condition-${i}-${part}`, name: name(part) });
  return (
    <div class="condition-row" role="group" aria-label={`Condition ${i + 1}`}>
      <Text
        label="Field"
        quiet
        {...at("field")}
        value={row.field}
        list={fields}
        hint="field, e.g. appointments.status"
        focus={focus === name("field")}
      />
      <Choice label="Comparison" quiet {...at("operator")} value={row.operator} options={operators} />
      <Text label="Value" quiet {...at("value")} value={row.value} hint="value" />
    </div>
  );
}

export function ActionRow(
  { id, i, row, choices, focus }: RowProps<WorkflowDraft["actions"][number]> & { choices: WorkflowChoices },
) {
  const name = (part: string) => `actions.${i}.${part}`;
  const at = (part: string) => ({ id: `workflow-${id}-action-${i}-${part}`, name: name(part) });
  return (
    <div class="action-row" role="group" aria-label={`Action ${i + 1}`}>
      <span class="action-number num" aria-hidden="true">{i + 1}</span>
      <Choice
        label="Action"
        quiet
        {...at("type")}
        value={row.type}
        options={choices.actions}
        none="choose…"
        focus={focus === name("type")}
      />
      <Delay
        label="Wait before it"
        id={`workflow-${id}-action-${i}-wait`}
        names={[name("amount"), name("unit")]}
        amount={row.amount}
        unit={row.unit}
        units={choices.units}
        before="after"
      />
      <Text
        label="Details"
        quiet
        {...at("detail")}
        value={row.detail}
        hint="to whom, which field, what tag"
      />
      <Text
        label="Text"
        quiet
        {...at("template")}
        value={row.template}
        hint="the text that is sent, as it stands in PracticeHub"
        rows={2}
      />
      {i > 0
        ? (
          <button
            type="submit"
            class="button small"
            name="change"
            value={`up.${i}`}
            formaction="/workflows/draft"
            formnovalidate
            hx-post="/workflows/draft"
            hx-target={`#workflow-form-${id}`}
            hx-swap="outerHTML"
            hx-validate="false"
            aria-label={`Move action ${i + 1} up`}
          >
            ↑
          </button>
        )
        : null}
    </div>
  );
}
