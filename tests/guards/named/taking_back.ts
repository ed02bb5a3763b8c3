import type { Theme } from "../guard.ts";

const DESTROY = "tests/steps/rollback/destroy_test.ts";
const PLAN = "tests/steps/rollback/plan_test.ts";
const OPTIONS = "tests/steps/rollback/options_test.ts";
const RUNBOOK = "tests/e2e/runbook_test.ts";
const OTHERS = "tests/e2e/review/rollback_others_test.ts";
const REVIEW = "tests/e2e/review/rollback_test.ts";

export const TAKING_BACK: Theme = {
  title: "Taking back",
  guards: [
    {
      name: "a plan keeps what was edited since",
      file: "steps/rollback/survey.ts",
      find: "if (mine) there.set(found.id, { ours: mine, keep: editedSince(mine, found) });",
      replace: "if (mine) there.set(found.id, { ours: mine, keep: undefined });",
      tests: [RUNBOOK],
    },
    {
      name: "what was edited between the plan and now is kept",
      file: "steps/rollback/destroy.ts",
      find: "const reason = mine && found ? editedSince(mine, found) : undefined;",
      replace: "const reason = mine && found ? undefined : undefined;",
      tests: [DESTROY],
    },
    {
      name: "what somebody else's record refers to is kept",
      file: "steps/rollback/plan.ts",
      find: "const queue: (string | undefined)[] = [undefined, ...keep.keys()];",
      replace: "const queue: (string | undefined)[] = [...keep.keys()];",
      tests: [PLAN],
    },
    {
      name: "tasks and other objects that refer to ours count too",
      file: "steps/rollback/survey.ts",
      find: "  await pointersOfOthers(kit, objects, result);\n",
      replace: "",
      tests: [OTHERS],
    },
    {
      name: "what a kept record refers to is kept, however far",
      file: "steps/rollback/plan.ts",
      find: "      queue.push(to);\n",
      replace: "",
      tests: [PLAN],
    },
    {
      name: "a confirmation is bound to every id and bucket of the plan",
      file: "steps/rollback/plan.ts",
      find: "return { hash: hashOf([[...reverse], [...keep]]), count,",
      replace: "return { hash: hashOf(count), count,",
      tests: [PLAN],
    },
    {
      name: "nothing is removed before the count was typed",
      file: "steps/rollback.ts",
      find: "if (!confirmed) return shown(plan, input, kit.consent.rollbackCount);",
      replace: "if (!confirmed && plan.count < 0) return shown(plan, input, kit.consent.rollbackCount);",
      tests: [RUNBOOK],
    },
    {
      name: "children go before what they belong to",
      file: "steps/rollback.ts",
      find: "const progress = TARGET_OBJECTS.toReversed().map((object) => ({",
      replace: "const progress = TARGET_OBJECTS.map((object) => ({",
      tests: [RUNBOOK],
    },
    {
      name: "everyone else's rows are compared before and after",
      file: "steps/rollback.ts",
      find: "const untouched = before.foreign === after.foreign && before.foreignRows === after.foreignRows;",
      replace: "const untouched = before.foreignRows === after.foreignRows;",
      tests: [REVIEW],
    },
    {
      name: "a field in which rows that stay hold something is kept",
      file: "steps/rollback/schema.ts",
      find:
        'return used.has(`${made.object}.${made.field}`) ? "rows that stay hold values in it" : undefined;',
      replace: "return undefined;",
      tests: [OTHERS],
    },
    {
      name: "an object in which somebody has rows is kept",
      file: "steps/rollback/schema.ts",
      find: "return rows > 0 ? `${rows} rows that stay are in it` : undefined;",
      replace: "return rows < 0 ? `${rows} rows that stay are in it` : undefined;",
      tests: [REVIEW],
    },
    {
      name: "a field that somebody made under a name that was ours is not taken for ours",
      file: "steps/rollback/schema.ts",
      find: 'return made.metadataId === "" || made.metadataId === id ? id : undefined;',
      replace: "return id;",
      tests: [OTHERS],
    },
    {
      name: "an option that a row holds is kept",
      file: "steps/rollback/options.ts",
      find: "if (await countHolding(kit.target, object.namePlural, field, value) > 0) held.add(value);",
      replace: "if (await countHolding(kit.target, object.namePlural, field, value) < 0) held.add(value);",
      tests: [OPTIONS],
    },
    {
      name: "what was taken back, or never sent, is not ours any more",
      file: "steps/rollback/ours.ts",
      find: "and e.state not in ('skipped', 'reverted')",
      replace: "and e.state not in ('nothing')",
      tests: [DESTROY],
    },
    {
      name: "records that were removed are read to be gone",
      file: "steps/rollback/destroy.ts",
      find: "const gone = going.filter((id) => !after.has(id));",
      replace: "const gone = [...going];",
      tests: [DESTROY],
    },
  ],
};
