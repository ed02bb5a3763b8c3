import { NoticePlace } from "../ui/notice.tsx";
import { Choice, Delay, Text } from "./controls.tsx";
import { ActionRow, ConditionRow } from "./form_rows.tsx";
import type { WorkflowFormModel } from "./model.ts";

/** A workflow as it is typed from PracticeHub's screen. Rows are added by the server; an empty one is not kept. */
export function WorkflowForm({ form }: { form: WorkflowFormModel }) {
  const { id, opened, draft, choices, focus } = form;
  const place = (name: string) => ({ id: `workflow-${id}-${name}`, name, focus: focus === name });
  const fields = `workflow-${id}-fields`;
  const path = `/workflows/${id}`;
  return (
    <form
      method="post"
      action={path}
      hx-post={path}
      hx-swap="none"
      class="workflow-form"
      id={`workflow-form-${id}`}
      data-action="save-workflow"
    >
      <NoticePlace name={`workflow-form-${id}`} />
      <input type="hidden" name="opened" value={opened} />
      <input type="hidden" name="which" value={id} />
      {/* Return in a field saves; without this the first button of the form would be pressed. */}
      <button type="submit" class="visually-hidden" tabindex={-1} aria-hidden="true">Save</button>
      <datalist id={fields}>{choices.fields.map((field) => <option value={field} />)}</datalist>
      <div class="form-line">
        <Text label="Name" {...place("name")} value={draft.name} required hint="as PracticeHub calls it" />
        <label class="check-line">
          <input type="checkbox" name="active" value="true" checked={draft.active} />{" "}
          switched on in PracticeHub
        </label>
      </div>
      <Text label="What it is for" {...place("purpose")} value={draft.purpose} hint="as the owner says it" />
      <fieldset>
        <legend>Starts</legend>
        <div class="form-line">
          <Choice label="When" {...place("trigger")} value={draft.trigger} options={choices.triggers} />
          <Delay
            label="How long before or after"
            id={`workflow-${id}-delay`}
            names={["amount", "unit"]}
            amount={draft.amount}
            unit={draft.unit}
            units={choices.units}
          />
          <Text
            label="In words"
            {...place("detail")}
            value={draft.detail}
            hint="which record, form, tag or date"
            wide
          />
        </div>
      </fieldset>
      <fieldset>
        <legend>Only if</legend>
        {draft.conditions.length > 1
          ? (
            <label class="row">
              <span class="visually-hidden">How many of them must hold</span>
              <select name="match" id={`workflow-${id}-match`}>
                <option value="all" selected={draft.match !== "any"}>all of these hold</option>
                <option value="any" selected={draft.match === "any"}>any of these holds</option>
              </select>
            </label>
          )
          : <input type="hidden" name="match" value={draft.match} />}
        {draft.conditions.map((row, i) => (
          <ConditionRow id={id} i={i} row={row} operators={choices.operators} fields={fields} focus={focus} />
        ))}
        <Draft id={id} value="condition" text="Another condition" />
      </fieldset>
      <fieldset>
        <legend>Then</legend>
        {draft.actions.map((row, i) => <ActionRow id={id} i={i} row={row} choices={choices} focus={focus} />)}
        <Draft id={id} value="action" text="Another action" />
      </fieldset>
      <Text label="Notes" {...place("notes")} value={draft.notes} rows={2} hint="what else matters" />
      <p class="row">
        <button type="submit" class="button primary">Save</button>
        <a
          class="button"
          href="/#workflows"
          hx-get="/workflows/closed"
          hx-target={`#workflow-edit-${id}`}
          hx-swap="innerHTML"
        >
          Cancel
        </a>
      </p>
    </form>
  );
}

/** Sends the form as it stands and gets it back with another row. */
function Draft({ id, value, text }: { id: string; value: string; text: string }) {
  return (
    <p>
      <button
        type="submit"
        class="button small"
        name="change"
        value={value}
        formaction="/workflows/draft"
        formnovalidate
        hx-post="/workflows/draft"
        hx-target={`#workflow-form-${id}`}
        hx-swap="outerHTML"
        hx-validate="false"
      >
        {text}
      </button>
    </p>
  );
}
