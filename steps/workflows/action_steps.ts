import type { Action, Delay } from "./definition.ts";
import type { FieldNames } from "./field_names.ts";
import { fenced, idOf, inline, inWords } from "./words.ts";
import type { BuildStep } from "./recipe.ts";
import { STEPS, type TwentyStep } from "./twenty_words.ts";

/** What the steps of one action may point at. */
export interface Ground {
  names: FieldNames;
  /** The record the workflow is about, e.g. `the trigger's record`. */
  record: string;
  /** Where the patient is found from there. */
  patient: string;
  object: string | undefined;
}

/** What a rebuilt action cannot do as before, each told once in a guide. */
export const LIMITS = {
  sender:
    `${STEPS.email} goes out from a mailbox that the builder of the workflow has connected, to one recipient, without an HTML signature.`,
  sms:
    `Twenty sends no text messages. ${STEPS.http} asks a provider to: an account there, and its key in a header of the step, where every builder can read it.`,
  tag: "An update replaces all tags of the record, so the ones it has must be part of the new value.",
  notify:
    "Twenty 2.19 has no step that notifies staff in the page: it is an e-mail, or a task that is assigned.",
} as const;
export type Limit = keyof typeof LIMITS;

/** The steps of Twenty for an action, and the limits that they meet. */
export function stepsFor(action: Action, ground: Ground): Made {
  const made = make(action, ground);
  const waits = action.type !== "wait" && action.wait ? [delayStep(action.wait)] : [];
  return { steps: [...waits, ...made.steps], limits: made.limits };
}

export const delayStep = (delay: Delay): BuildStep => ({
  name: STEPS.delay,
  lines: [`After a set amount of time: ${asDelay(delay)}.`],
});

/** The builder knows days, hours, minutes and seconds. */
function asDelay(delay: Delay): string {
  const { amount, unit } = delay;
  if (unit === "weeks") return `${amount * 7} days (${inWords(delay)})`;
  if (unit === "months") return `${amount * 30} days (${inWords(delay)}, of 30 days each)`;
  return inWords(delay);
}

interface Made {
  steps: BuildStep[];
  limits: Limit[];
}

const one = (name: TwentyStep, lines: string[], ...limits: Limit[]): Made => ({
  steps: [{ name, lines }],
  limits,
});

function make(action: Action, ground: Ground): Made {
  const { patient } = ground;
  const detail = action.detail.trim() === "" ? [] : [`As it says above: ${inline(action.detail)}`];
  const text = (what: string) => quoted(what, action.template);
  switch (action.type) {
    case "send e-mail": {
      const to = `To: ${patient} → Emails → Primary email, picked with the (x+) sign.`;
      return one(STEPS.email, [to, ...detail, ...text("Subject and body")], "sender");
    }
    case "send SMS":
      return one(
        STEPS.http,
        [
          "Method POST to the address of the text message provider, with its key in a header.",
          `Body: the number, from ${patient} → Phones → calling code and number without the space, and the text.`,
          ...detail,
          ...text("Text"),
        ],
        "sms",
      );
    case "create task":
      return { steps: taskSteps(ground, [...detail, ...text("Body")]), limits: [] };
    case "notify staff": {
      const to = "To: the member of staff or a shared mailbox.";
      return one(STEPS.email, [to, ...detail, ...text("Subject and body")], "notify", "sender");
    }
    case "add tag":
      return tagStep(action, ground, text("Tags"));
    case "update field":
      return { steps: [updateStep(action, ground, text("Value"))], limits: [] };
    case "wait": {
      const long = action.wait ? delayStep(action.wait).lines : ["How long is not said; ask the clinic."];
      return one(STEPS.delay, [...long, ...detail, ...text("Text")]);
    }
    case "webhook": {
      const how = "Method, address and headers as PracticeHub had them.";
      return one(STEPS.http, [how, ...detail, ...text("Body")]);
    }
    case "other": {
      const who =
        "No step of Twenty is known to do this; a person decides whether code does, or a task for staff.";
      return one(STEPS.code, [who, ...detail, ...text("Text")]);
    }
  }
}

/** A task and its link to the patient are two records (contracts/twenty f). */
function taskSteps({ patient }: Ground, lines: string[]): BuildStep[] {
  return [
    {
      name: STEPS.create,
      lines: ["Object: Tasks. Title, due date and assignee as follows.", ...lines],
    },
    {
      name: STEPS.create,
      lines: [
        `Object: Task Targets. Task: the one just made. Person: ${patient}. It ties the task to the patient.`,
      ],
    },
  ];
}

function tagStep(action: Action, { names, patient }: Ground, text: string[]): Made {
  const field = names.find("patients.tags");
  const tag = inline(names.option(field, action.detail));
  const lines = [
    `Object: People. Record: ${patient}.`,
    `**${inline(field?.label ?? "Patient tags")}**${idOf(field)}: the tags it has, and ${
      tag ? `“${tag}”` : "the tag (not said; ask the clinic)"
    }.`,
    ...text,
  ];
  return one(STEPS.update, lines, "tag");
}

/** The field is the map's for `patients.recall_status = done`, `Recall status: done` or the like. */
function updateStep(
  { detail }: Action,
  { names, object, record, patient }: Ground,
  text: string[],
): BuildStep {
  const field = names.find(detail.split(/[=:→]|\bto\b/)[0] ?? "", object);
  const target = field ? `; in Twenty **${inline(field.label)}**${idOf(field)}` : "";
  return {
    name: STEPS.update,
    lines: [
      `Record: ${field?.object === "person" ? patient : record}.`,
      detail.trim() === ""
        ? "Which field and value is not said; ask the clinic."
        : `Field and value: ${inline(detail)}${target}.`,
      ...text,
    ],
  };
}

/** What was sent or written before, as it was; its placeholders have to become variables. */
const quoted = (what: string, template: string): string[] =>
  template.trim() === ""
    ? []
    : [`${what}, with PracticeHub's placeholders replaced by variables:`, "", ...fenced(template)];
