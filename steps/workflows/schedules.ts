import { statusIs } from "./conditions.ts";
import type { Delay, Trigger } from "./definition.ts";
import type { FieldNames } from "./field_names.ts";
import { hoursOf, idOf, inline, inWords, objectIn, objectName } from "./words.ts";
import type { PartOfRecipe } from "./recipe.ts";
import { MAX_FOUND, STEPS, TRIGGERS } from "./twenty_words.ts";

export const BOOKED_ELSEWHERE =
  "Twenty has no diary. An appointment is a record, and appears when somebody or something writes it: decide first where bookings are made after the cut-over, and how they come to Twenty.";

const HOURLY =
  "It runs in UTC; an hour is an hour in every zone, so nothing has to be changed when the clocks change.";
const AT_MOST =
  `${STEPS.search} returns at most ${MAX_FOUND} records. More than that in one run are not met; let it run more often, or search in parts.`;

/** Twenty waits for no appointment: it looks, hour by hour, which ones lie that far ahead. */
export function beforeAppointment(delay: Delay | null, names: FieldNames): PartOfRecipe {
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
    asked: [statusIs("pending", names)],
    object: "appointment",
    timed: true,
    remarks: [
      "Each appointment is met once, up to an hour earlier than that. One that is booked or moved nearer is not met.",
      AT_MOST,
      BOOKED_ELSEWHERE,
    ],
  };
}

/** No filter compares day and month alone, so a text field of its own holds them. */
export function birthday(names: FieldNames, zone: string): PartOfRecipe {
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

/** Day by day, the records whose date it is. */
export function dateReached(trigger: Trigger, names: FieldNames, zone: string): PartOfRecipe {
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
    object,
    timed: true,
    remarks: [
      AT_MOST,
      ...(field ? [] : ["The map has no field of this name: choose or make it in Twenty first."]),
    ],
  };
}
