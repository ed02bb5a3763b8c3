import { conditionLine, statusIs } from "./conditions.ts";
import type { Trigger } from "./definition.ts";
import type { FieldNames } from "./field_names.ts";
import { idOf, inline, objectIn, objectName } from "./words.ts";
import { beforeAppointment, birthday, BOOKED_ELSEWHERE, dateReached } from "./schedules.ts";
import { STEPS, TRIGGERS, type TwentyStep, type TwentyTrigger } from "./twenty_words.ts";

/** One step of Twenty's builder; its lines are Markdown. */
export interface BuildStep {
  name: TwentyStep;
  lines: string[];
}

/** How Twenty comes to the record that a workflow is about. */
export interface Recipe {
  trigger: TwentyTrigger;
  /** How the trigger is set. */
  setting: string[];
  /** What stands between the trigger and the workflow's own conditions. */
  before: BuildStep[];
  /** Filters of the search among `before`; conditions on the same object join them. */
  search?: string[];
  /** What `before` and `search` ask already, as the lines of conditions that ask the same. */
  asked?: readonly string[];
  /** The record's object by its singular name, as far as it is known. */
  object?: string | undefined;
  /** Whether the delay is already part of it. */
  timed: boolean;
  /** What will not be as it was. */
  remarks: string[];
}

/** What is said of a recipe; the rest is nothing. */
export type PartOfRecipe = Pick<Recipe, "trigger" | "setting"> & Partial<Recipe>;

/** How Twenty can start what PracticeHub started by `trigger`. */
export const recipeFor = (trigger: Trigger, names: FieldNames, zone: string): Recipe => ({
  before: [],
  timed: false,
  remarks: [],
  ...started(trigger, names, zone),
});

function started(trigger: Trigger, names: FieldNames, zone: string): PartOfRecipe {
  const named = objectIn(trigger.detail);
  switch (trigger.type) {
    case "record created":
      return {
        object: named,
        trigger: TRIGGERS.created,
        setting: [`Object: ${objectName(named)}.`],
        remarks: [
          `Records typed in Twenty's page are saved field by field, so this starts before they are filled in. Where people add them by hand, take **${TRIGGERS.upserted}**, watch the last field that is filled in, and keep it from running twice with a condition.`,
        ],
      };
    case "record updated":
      return {
        object: named,
        trigger: TRIGGERS.updated,
        setting: [`Object: ${objectName(named)}. Fields to watch: those that the words above name.`],
      };
    case "appointment booked":
      return {
        object: "appointment",
        trigger: TRIGGERS.created,
        setting: ["Object: Appointments."],
        remarks: [BOOKED_ELSEWHERE],
      };
    case "appointment cancelled":
      return statusRecipe("cancelled", names);
    case "appointment missed":
      return statusRecipe("missed", names);
    case "after appointment":
      return statusRecipe("processed", names);
    case "before appointment":
      return beforeAppointment(trigger.delay, names);
    case "birthday":
      return birthday(names, zone);
    case "date reached":
      return dateReached(trigger, names, zone);
    case "form submitted":
      return {
        trigger: TRIGGERS.webhook,
        setting: [
          "Copy the address that Twenty shows into the tool that now holds the form, as the address to call when it is sent in.",
          "Method POST; define the expected body with the fields of the form.",
        ],
        before: [{
          name: STEPS.search,
          lines: [
            "Object: People. Filter: **Emails** _Contains_ the e-mail address of the form, to find the patient.",
          ],
        }],
        object: "person",
        remarks: [
          "Forms sent in to PracticeHub do not reach Twenty. Twenty's own _Form_ step asks a member of staff, and only in a workflow that is launched by hand.",
        ],
      };
    case "tag added":
      return tagAdded(trigger, names);
    case "manual":
      return {
        object: named,
        trigger: TRIGGERS.manual,
        setting: [
          `For one record at a time, on ${objectName(named)}; or without a record, if none is needed.`,
        ],
      };
    case "other":
      return {
        trigger: TRIGGERS.manual,
        setting: [
          `Nothing in Twenty is known to be the same. Choose among ${
            Object.values(TRIGGERS).join(", ")
          }; until then it can be started by hand.`,
        ],
        remarks: ["How it starts has to be decided by a person."],
      };
  }
}

function statusRecipe(status: string, names: FieldNames): PartOfRecipe {
  const field = names.find("appointments.status");
  const label = inline(field?.label ?? "Status");
  return {
    trigger: TRIGGERS.updated,
    setting: [`Object: Appointments. Fields to watch: ${label}${idOf(field)}.`],
    before: [{ name: STEPS.filter, lines: [`**${label}** _Is_ “${inline(names.option(field, status))}”`] }],
    asked: [statusIs(status, names)],
    object: "appointment",
    remarks: [BOOKED_ELSEWHERE],
  };
}

function tagAdded(trigger: Trigger, names: FieldNames): PartOfRecipe {
  const field = names.find("patients.tags");
  const label = inline(field?.label ?? "Patient tags");
  const tag = inline(names.option(field, trigger.detail));
  return {
    trigger: TRIGGERS.updated,
    setting: [`Object: People. Fields to watch: ${label}${idOf(field)}.`],
    before: [{
      name: STEPS.filter,
      lines: [`**${label}** _Contains_ ${tag ? `“${tag}”` : "the tag (the definition does not name it)"}`],
    }],
    asked: [
      conditionLine({ field: "patients.tags", operator: "contains", value: trigger.detail }, names, "person")
        .text,
    ],
    object: "person",
    remarks: [
      "It also starts when another tag is added while this one is there. Where that would do harm, let the workflow set a yes-or-no field of its own and ask for it in the filter.",
    ],
  };
}
