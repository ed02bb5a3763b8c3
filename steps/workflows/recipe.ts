import type { Delay, Trigger } from "./definition.ts";
import type { FieldNames } from "./field_names.ts";
import { inline } from "./markdown.ts";
import { MAX_FOUND, STEPS, TRIGGERS, type TwentyStep, type TwentyTrigger } from "./twenty_words.ts";

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
  /** The record's object by its singular name, as far as it is known. */
  object?: string;
  /** Whether the delay is already part of it. */
  timed: boolean;
  /** What will not be as it was. */
  remarks: string[];
}

const HOURLY =
  "It runs in UTC; an hour is an hour in every zone, so nothing has to be changed when the clocks change.";
const AT_MOST =
  `${STEPS.search} returns at most ${MAX_FOUND} records. More than that in one run are not met; let it run more often, or search in parts.`;

/** How Twenty can start what PracticeHub started by `trigger`. */
export function recipeFor(trigger: Trigger, names: FieldNames, zone: string): Recipe {
  const plain = { setting: [], before: [], timed: false, remarks: [] };
  const named = objectIn(trigger.detail);
  switch (trigger.type) {
    case "record created":
      return {
        ...plain,
        ...(named ? { object: named } : {}),
        trigger: TRIGGERS.created,
        setting: [`Object: ${objectName(named)}.`],
        remarks: [
          `Records typed in Twenty's page are saved field by field, so this starts before they are filled in. Where people add them by hand, take **${TRIGGERS.upserted}**, watch the last field that is filled in, and keep it from running twice with a condition.`,
        ],
      };
    case "record updated":
      return {
        ...plain,
        ...(named ? { object: named } : {}),
        trigger: TRIGGERS.updated,
        setting: [`Object: ${objectName(named)}. Fields to watch: those that the words above name.`],
      };
    case "appointment booked":
      return {
        ...plain,
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
        ...plain,
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
        ...plain,
        ...(named ? { object: named } : {}),
        trigger: TRIGGERS.manual,
        setting: [
          `For one record at a time, on ${objectName(named)}; or without a record, if none is needed.`,
        ],
      };
    case "other":
      return {
        ...plain,
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

const BOOKED_ELSEWHERE =
  "Twenty has no diary. An appointment is a record, and appears when somebody or something writes it: decide first where bookings are made after the cut-over, and how they come to Twenty.";

function statusRecipe(status: string, names: FieldNames): Recipe {
  const field = names.find("appointments.status");
  const label = inline(field?.label ?? "Status");
  return {
    trigger: TRIGGERS.updated,
    setting: [`Object: Appointments. Fields to watch: ${label}${idOf(field)}.`],
    before: [{ name: STEPS.filter, lines: [`**${label}** _Is_ “${inline(names.option(field, status))}”`] }],
    object: "appointment",
    timed: false,
    remarks: [BOOKED_ELSEWHERE],
  };
}

function beforeAppointment(delay: Delay | null, names: FieldNames): Recipe {
  const starts = names.find("appointments.start");
  const label = inline(starts?.label ?? "Starts at");
  const status = names.find("appointments.status");
  return {
    trigger: TRIGGERS.schedule,
    setting: ["Every 1 hour.", HOURLY],
    before: [
      {
        name: STEPS.code,
        lines: [
          `It works out which hour lies ${
            delay ? inWords(delay) : "(how long? the definition does not say)"
          } ahead:`,
          "",
          "```js",
          "export const main = async () => {",
          "  const hour = 3600000;",
          `  const from = Math.floor(Date.now() / hour) * hour + ${hoursOf(delay)} * hour;`,
          "  return { from: new Date(from).toISOString(), to: new Date(from + hour).toISOString() };",
          "};",
          "```",
        ],
      },
    ],
    search: [
      `Object: Appointments. Filter, all of: **${label}**${
        idOf(starts)
      } _Is after or equal_ \`from\`; **${label}** _Is before_ \`to\`; **${
        inline(status?.label ?? "Status")
      }** _Is_ “${inline(names.option(status, "pending"))}”`,
    ],
    object: "appointment",
    timed: true,
    remarks: [
      "Each appointment is met once, in the hour that lies that far ahead of it. One that is booked or moved nearer than that is not met.",
      AT_MOST,
      BOOKED_ELSEWHERE,
    ],
  };
}

function birthday(names: FieldNames, zone: string): Recipe {
  const born = names.find("patients.dob");
  return {
    trigger: TRIGGERS.schedule,
    setting: [`Every 1 day, at an hour of UTC that suits the clinic (it lives by ${zone}).`],
    before: [{
      name: STEPS.code,
      lines: [
        "It says which day it is:",
        "",
        "```js",
        "export const main = async () => ({ day: new Date().toISOString().slice(5, 10) });",
        "```",
      ],
    }],
    search: ["Object: People. Filter: **Birthday (MM-DD)** _Contains_ `day`"],
    object: "person",
    timed: true,
    remarks: [
      `No filter of Twenty compares day and month without the year. Make a text field **Birthday (MM-DD)** on People first, and fill it by a workflow of its own: **${TRIGGERS.upserted}** on People watching ${
        inline(born?.label ?? "Date of birth")
      }${
        idOf(born)
      }, a **${STEPS.code}** step that returns month and day, an **${STEPS.update}** step that writes them. Fill it once for everybody who is there already.`,
      "Somebody born on 29 February is met in leap years only.",
      AT_MOST,
    ],
  };
}

function dateReached(trigger: Trigger, names: FieldNames, zone: string): Recipe {
  const field = names.find(trigger.detail);
  const object = field?.object ?? objectIn(trigger.detail);
  const what = field
    ? `**${inline(field.label)}**${idOf(field)}`
    : "the date field that the words above name";
  return {
    trigger: TRIGGERS.schedule,
    setting: [`Every 1 day, at an hour of UTC that suits the clinic (it lives by ${zone}).`],
    before: trigger.delay
      ? [{
        name: STEPS.code,
        lines: [
          `It says which day was ${
            inWords(trigger.delay)
          } ago; for a date still to come, write \`+\` for the first \`-\`:`,
          "",
          "```js",
          `export const main = async () => ({ day: new Date(Date.now() - ${
            hoursOf(trigger.delay)
          } * 3600000).toISOString().slice(0, 10) });`,
          "```",
        ],
      }]
      : [],
    search: [
      `Object: ${objectName(object)}. Filter: ${what} ${trigger.delay ? "_Is_ `day`" : "_Is today_"}`,
    ],
    ...(object ? { object } : {}),
    timed: true,
    remarks: [
      AT_MOST,
      ...(field ? [] : ["The map has no field of this name: choose or make it in Twenty first."]),
    ],
  };
}

function tagAdded(trigger: Trigger, names: FieldNames): Recipe {
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
    object: "person",
    timed: false,
    remarks: [
      "It also starts when another tag is added while this one is there. Where that would do harm, let the workflow set a yes-or-no field of its own and ask for it in the filter.",
    ],
  };
}

/** The object that a text speaks of, by its singular name in Twenty; undefined where it names none or several. */
function objectIn(text: string): string | undefined {
  const found = WORDS.filter(([words]) => words.test(text)).map(([, object]) => object);
  return new Set(found).size === 1 ? found[0] : undefined;
}

const WORDS: [RegExp, string][] = [
  [/\b(patient|person|people|contact|client)s?\b(?!\s*package)/i, "person"],
  [/\b(appointment|booking|visit)s?\b/i, "appointment"],
  [/\b(package|care plan|opportunit(y|ie)|deal)s?\b/i, "opportunity"],
  [/\b(note)s?\b/i, "note"],
  [/\b(invoice)s?\b/i, "invoice"],
  [/\b(payment)s?\b/i, "payment"],
  [/\b(compan(y|ie)|location|practice|clinic)s?\b/i, "company"],
];

const OBJECTS: Record<string, string> = {
  person: "People",
  appointment: "Appointments",
  opportunity: "Opportunities",
  note: "Notes",
  invoice: "Invoices",
  payment: "Payments",
  company: "Companies",
};

export const objectName = (object: string | undefined): string =>
  OBJECTS[object ?? ""] ?? "the one that the words above name";

/** ` (\`appointment.startsAt\`)`: the name by which the API and a variable know it. */
export const idOf = (field: { object: string; name: string } | undefined): string =>
  field ? ` (\`${field.object}.${field.name}\`)` : "";

const HOURS = { minutes: 1 / 60, hours: 1, days: 24, weeks: 168, months: 720 };
const hoursOf = (delay: Delay | null): string =>
  delay ? String(Number((delay.amount * HOURS[delay.unit]).toFixed(2))) : "24";

/** `1 day`, `3 weeks`. */
export const inWords = ({ amount, unit }: Delay): string =>
  `${amount} ${amount === 1 ? unit.replace(/s$/, "") : unit}`;
