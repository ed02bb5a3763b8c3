import { UsageError } from "../../steps/base/errors.ts";
import { Workflow } from "../../steps/workflows/definition.ts";
import { inWords } from "../../steps/workflows/file.ts";
import type { WorkflowDraft } from "../../views/workflows/model.ts";

type Form = Record<string, string>;
type ConditionDraft = WorkflowDraft["conditions"][number];
type ActionDraft = WorkflowDraft["actions"][number];

export const NO_CONDITION: ConditionDraft = { field: "", operator: "is", value: "" };
export const NO_ACTION: ActionDraft = { type: "", detail: "", template: "", amount: "", unit: "days" };

export const NEW_DRAFT: WorkflowDraft = {
  name: "",
  purpose: "",
  active: true,
  trigger: "appointment booked",
  detail: "",
  amount: "",
  unit: "days",
  match: "all",
  conditions: [NO_CONDITION],
  actions: [NO_ACTION],
  notes: "",
};

/** What a form shows of a definition, with one more row of each kind to fill in. */
export function draftOf(
  { name, purpose, active, trigger, match, conditions, actions, notes }: Workflow,
): WorkflowDraft {
  return {
    name,
    purpose,
    active,
    trigger: trigger.type,
    detail: trigger.detail,
    ...delayDraft(trigger.delay),
    match,
    conditions: [...conditions, NO_CONDITION],
    actions: [
      ...actions.map(({ wait, ...rest }) => ({ ...rest, ...delayDraft(wait) })),
      ...(actions.length > 0 ? [] : [NO_ACTION]),
    ],
    notes,
  };
}

const delayDraft = (delay: Workflow["trigger"]["delay"]) => ({
  amount: delay ? String(delay.amount) : "",
  unit: delay?.unit ?? "days",
});

/** The posted form as it stands. */
export function readDraft(form: Form): WorkflowDraft {
  const text = (name: string) => (form[name] ?? "").replaceAll("\r\n", "\n");
  return {
    name: text("name"),
    purpose: text("purpose"),
    active: form["active"] === "true",
    trigger: text("trigger"),
    detail: text("detail"),
    amount: text("amount"),
    unit: text("unit"),
    match: text("match"),
    conditions: rows(form, "conditions").map((i) => ({
      field: text(`conditions.${i}.field`),
      operator: text(`conditions.${i}.operator`),
      value: text(`conditions.${i}.value`),
    })),
    actions: rows(form, "actions").map((i) => ({
      type: text(`actions.${i}.type`),
      detail: text(`actions.${i}.detail`),
      template: text(`actions.${i}.template`),
      amount: text(`actions.${i}.amount`),
      unit: text(`actions.${i}.unit`),
    })),
    notes: text("notes"),
  };
}

/** Numbers of the rows that the form has, in their order. */
function rows(form: Form, list: string): number[] {
  const numbers = Object.keys(form).flatMap((key) => {
    const [, i] = new RegExp(`^${list}\\.(\\d{1,3})\\.`).exec(key) ?? [];
    return i === undefined ? [] : [Number(i)];
  });
  return [...new Set(numbers)].sort((a, b) => a - b);
}

/**
 * The draft with what a button asks for, and the control to go on with: `condition` and `action` add a row, `up.2`
 * moves that action up.
 */
export function changedDraft(draft: WorkflowDraft, change: string): { draft: WorkflowDraft; focus: string } {
  const { conditions, actions } = draft;
  if (change === "condition") {
    return {
      draft: { ...draft, conditions: [...conditions, NO_CONDITION] },
      focus: `conditions.${conditions.length}.field`,
    };
  }
  const i = Number(/^up\.(\d{1,3})$/.exec(change)?.[1] ?? 0);
  const [above, moved] = [actions[i - 1], actions[i]];
  if (above && moved) {
    return {
      draft: { ...draft, actions: actions.with(i - 1, moved).with(i, above) },
      focus: `actions.${i - 1}.type`,
    };
  }
  return { draft: { ...draft, actions: [...actions, NO_ACTION] }, focus: `actions.${actions.length}.type` };
}

/**
 * The draft as a definition; rows that hold nothing are left out.
 *
 * @throws {UsageError} what has to be filled in otherwise; it quotes nothing.
 */
export function definitionOf(draft: WorkflowDraft): Workflow {
  const { name, purpose, active, match, notes } = draft;
  const parsed = Workflow.safeParse({
    name,
    purpose,
    active,
    trigger: { type: draft.trigger, detail: draft.detail, delay: delayOf(draft) },
    match,
    conditions: draft.conditions.filter((c) => c.field.trim() + c.value.trim() !== "" || isEmptiness(c)),
    actions: draft.actions.filter((a) => `${a.type}${a.detail}${a.template}${a.amount}`.trim() !== "")
      .map(({ type, detail, template, ...wait }) => ({ type, detail, template, wait: delayOf(wait) })),
    notes,
  }, { error: inWords });
  if (parsed.success) return parsed.data;
  const said = parsed.error.issues.map(({ path, message }) => `${called(path)} ${message}`);
  throw new UsageError(`${said.join("; ")}. Nothing was saved.`);
}

/** Asks for a field, though nothing was typed. */
const isEmptiness = ({ operator }: ConditionDraft): boolean => /empty$/.test(operator);

function delayOf({ amount, unit }: { amount: string; unit: string }) {
  const text = amount.trim();
  return text === "" ? null : { amount: /^\d+$/.test(text) ? Number(text) : text, unit };
}

const CALLED: Record<string, string> = {
  name: "The name",
  purpose: "What it is for",
  trigger: "The start",
  conditions: "Condition",
  actions: "Action",
  notes: "The text of the notes",
  type: "what it does",
  detail: "the details",
  template: "the text",
  wait: "the waiting time",
  delay: "the time before or after",
  field: "the field",
  operator: "the comparison",
  value: "the value",
};

/** `actions 0 wait amount` → `Action 1: the waiting time`, as the form calls it. */
function called([list = "", ...rest]: readonly PropertyKey[]): string {
  const word = (key: PropertyKey) => CALLED[String(key)] ?? String(key);
  const [i] = rest.filter((key) => typeof key === "number");
  const part = rest.find((key) => typeof key === "string");
  return `${word(list)}${i === undefined ? "" : ` ${i + 1}`}${part === undefined ? "" : `: ${word(part)}`}`;
}
