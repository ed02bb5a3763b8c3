import { delayStep, type Ground, type Limit, LIMITS, stepsFor } from "./action_steps.ts";
import { conditionLine } from "./conditions.ts";
import type { Workflow } from "./definition.ts";
import type { FieldNames } from "./field_names.ts";
import { fenced, inline, inWords } from "./words.ts";
import { type BuildStep, type Recipe, recipeFor } from "./recipe.ts";
import { STEPS, TRIGGERS } from "./twenty_words.ts";
import { isTargetObject, OBJECTS } from "../mapping/objects.ts";

export interface GuideContext {
  practice: string;
  workspace: string;
  /** Of the clinic: schedules in Twenty run in UTC. */
  timeZone: string;
  names: FieldNames;
  /** ISO instant and name for the head. */
  at: string;
  who: string;
}

/** How each workflow is rebuilt by hand in Twenty's builder, as Markdown; ends with a list to tick. */
export function rebuildGuide(workflows: readonly Workflow[], context: GuideContext): string {
  const limits = new Set<Limit>();
  const parts = workflows.map((w, i) => part(w, i + 1, context, limits));
  const lines = [
    "# Workflows to rebuild in Twenty",
    "",
    `${inline(context.practice)} → ${inline(context.workspace)} · ${count(workflows.length)} · ${
      context.at.slice(0, 10)
    }${context.who ? ` · ${inline(context.who)}` : ""}`,
    "",
    "PracticeHub's API gives no workflows; these were entered by hand. **Nothing here has been created in Twenty.**",
    `Triggers, steps and filter operators are named as Twenty 2.19 names them. That they do what is written here has not been tried; try each on a record of your own.`,
    "",
    ...(workflows.length > 0 ? beforeYouBegin(context, limits) : ["No workflow has been entered yet.", ""]),
    ...parts.flat(),
    ...(workflows.length > 0 ? checklist(workflows) : []),
  ];
  return lines.join("\n").trimEnd() + "\n";
}

const count = (n: number): string => `${n} ${n === 1 ? "workflow" : "workflows"}`;

function beforeYouBegin({ timeZone }: GuideContext, limits: ReadonlySet<Limit>): string[] {
  return [
    "## Before you begin",
    "",
    "- [ ] **Switch none of these on before the last delta is green.** What the migration writes starts workflows too: a workflow on new appointments would write to every patient who ever had one.",
    "- [ ] Switch each off in PracticeHub when its successor is switched on, or patients get everything twice.",
    `- [ ] Schedules in Twenty run in UTC; the clinic lives by ${timeZone}. An hour of the day set in summer is another in winter.`,
    ...[...limits].map((limit) => `- [ ] ${LIMITS[limit]}`),
    "",
  ];
}

function part(workflow: Workflow, n: number, context: GuideContext, limits: Set<Limit>): string[] {
  const { names, timeZone } = context;
  const recipe = recipeFor(workflow.trigger, names, timeZone);
  const { steps, remarks } = build(workflow, recipe, names, limits);
  return [
    `## ${n}. ${inline(workflow.name)}`,
    "",
    ...inPracticeHub(workflow),
    "### In Twenty",
    "",
    `1. Open **Workflows**, add one, and call it “${inline(workflow.name)}”.`,
    `2. Trigger: **${recipe.trigger}**`,
    "",
    ...recipe.setting.map((line) => `   ${line}`),
    "",
    ...steps.flatMap((step, i) => stepLines(step, i + 3)),
    `${steps.length + 3}. Try it on a record of your own, read its run, then activate it.`,
    "",
    ...(remarks.length > 0 ? ["### Not as it was", "", ...remarks.map((remark) => `- ${remark}`), ""] : []),
  ];
}

/** The parts of the definition, all of them, as they were entered. */
function inPracticeHub(w: Workflow): string[] {
  const { trigger } = w;
  const when = trigger.delay
    ? `, ${inWords(trigger.delay)} ${trigger.type === "before appointment" ? "before" : "later"}`
    : "";
  return [
    "### In PracticeHub",
    "",
    ...(w.active ? [] : ["It is **switched off** there; ask whether it is still wanted.", ""]),
    ...(w.purpose.trim() ? [...paragraphs(w.purpose), ""] : []),
    `- Starts: ${trigger.type}${when}${trigger.detail.trim() ? `: ${inline(trigger.detail)}` : ""}`,
    ...(w.conditions.length > 0
      ? [
        `- If ${w.match} of:`,
        ...w.conditions.map((c) =>
          `  - ${inline(c.field)} ${c.operator}${c.value.trim() ? ` “${inline(c.value)}”` : ""}`
        ),
      ]
      : []),
    w.actions.length > 0 ? "- Then:" : "- Then: nothing was entered; ask the clinic.",
    ...w.actions.map((a, i) =>
      `  ${i + 1}. ${a.type}${a.wait ? `, ${a.type === "wait" ? "for" : "after"} ${inWords(a.wait)}` : ""}${
        a.detail.trim() ? `: ${inline(a.detail)}` : ""
      }${a.template.trim() ? " (its text stands below)" : ""}`
    ),
    "",
    ...(w.notes.trim() ? ["Notes:", "", ...fenced(w.notes), ""] : []),
  ];
}

const paragraphs = (text: string): string[] =>
  text.split(/\n\s*\n/).map(inline).filter((p) => p !== "").flatMap((p, i) => (i > 0 ? ["", p] : [p]));

interface Built {
  steps: (BuildStep & { inside?: boolean })[];
  remarks: string[];
}

/** Everything between the trigger and the trial. */
function build(w: Workflow, recipe: Recipe, names: FieldNames, limits: Set<Limit>): Built {
  const looped = recipe.search !== undefined;
  const asked = w.match === "all" ? recipe.asked ?? [] : [];
  const lines = w.conditions.map((c) => conditionLine(c, names, recipe.object))
    .filter((line) => !asked.includes(line.text));
  // A search can ask for its own object's fields, and only for all of its filters together.
  const searched = looped && w.match === "all"
    ? lines.filter((l) => l.object === recipe.object && l.object)
    : [];
  const filtered = lines.filter((line) => !searched.includes(line));
  const joint = w.match === "all" ? "And" : "Or";
  const filter = filtered.length === 0 ? [] : [{
    name: STEPS.filter,
    lines: filtered.length === 1
      ? filtered.map((l) => l.text)
      : [`Joined by _${joint}_:`, ...filtered.map((l) => `- ${l.text}`)],
  }];
  const record = looped ? `${STEPS.iterator} → Current item` : "the trigger's record";
  const ground: Ground = { names, record, patient: patientOf(record, recipe), object: recipe.object };
  const actions = w.actions.map((action) => stepsFor(action, ground));
  for (const limit of actions.flatMap((a) => a.limits)) limits.add(limit);
  const delay = w.trigger.delay && !recipe.timed && w.trigger.delay.amount > 0
    ? [delayStep(w.trigger.delay)]
    : [];
  const own = [...filter, ...delay, ...actions.flatMap((a) => a.steps)];
  return {
    steps: [
      ...recipe.before,
      ...(recipe.search
        ? [
          {
            name: STEPS.search,
            lines: [[...recipe.search, ...searched.map((l) => l.text)].join("; and ") + "."],
          },
          { name: STEPS.iterator, lines: ["Over the records found. The steps that follow stand inside it."] },
        ]
        : []),
      ...own.map((step) => ({ ...step, inside: looped })),
    ],
    remarks: [
      ...recipe.remarks,
      ...(looped && filter.length > 0
        ? [
          `Whether the ${STEPS.iterator} goes on to the next record where the ${STEPS.filter} inside it lets one not pass is not written anywhere: try it with two records.`,
        ]
        : []),
      ...(delay.length > 0 && recipe.trigger !== TRIGGERS.manual
        ? [
          `What changes while the ${STEPS.delay} waits is not seen by the steps after it; where that matters, put a ${STEPS.search} for the record after it.`,
        ]
        : []),
    ],
  };
}

function patientOf(record: string, { object, trigger }: Recipe): string {
  if (object === "person") {
    return trigger === TRIGGERS.webhook ? `the person that ${STEPS.search} found` : record;
  }
  const patient = object && isTargetObject(object) ? OBJECTS[object].patient : undefined;
  return patient ? `${record} → ${patient}` : `the person that ${record} is about`;
}

function stepLines(step: Built["steps"][number], n: number): string[] {
  const indent = " ".repeat(String(n).length + 2);
  return [
    `${n}. **${step.name}**${step.inside ? ` (inside the ${STEPS.iterator})` : ""}`,
    ...(step.lines.length > 0 ? [""] : []),
    ...step.lines.map((line) => line === "" ? "" : indent + line),
    ...(step.lines.length > 0 ? [""] : []),
  ];
}

function checklist(workflows: readonly Workflow[]): string[] {
  const line = "who: ______________ when: __________";
  return [
    "## Checklist",
    "",
    ...workflows.flatMap((w, i) => [
      `- [ ] ${i + 1}. ${inline(w.name)}${w.active ? "" : " (was switched off)"}`,
      `  - [ ] built · ${line}`,
      `  - [ ] tried on a record of our own · ${line}`,
      `  - [ ] last delta green, then activated in Twenty · ${line}`,
      `  - [ ] switched off in PracticeHub · ${line}`,
    ]),
    "",
  ];
}
