import type { Theme } from "../guard.ts";

const MAKE = "tests/steps/schema/make_test.ts";

export const SCHEMA: Theme = {
  title: "Objects, fields and options",
  guards: [
    {
      name: "a field that is there is left alone",
      file: "steps/schema/make.ts",
      find: "const existing = ways.find(ways.now);",
      replace: "const existing = ways.find([]);",
      tests: [MAKE],
    },
    {
      name: "a lost answer is settled by reading the metadata, not by making it again",
      file: "steps/schema/make.ts",
      find: "    return found === undefined ? undefined : { done: found };\n",
      replace: "    if (found === undefined) return undefined;\n",
      tests: [MAKE],
    },
    {
      name: "somebody else's options are sent along with their ids",
      file: "steps/schema/make.ts",
      find: "const options = [...field.options, ...missing.map(",
      replace: "const options = [...field.options.map(({ id: _, ...o }) => o), ...missing.map(",
      tests: [MAKE],
    },
    {
      name: "a field of another type is given no options",
      file: "steps/schema/make.ts",
      find: "if (missing.length === 0 || field.type !== spec.type) return;",
      replace: "if (missing.length === 0) return;",
      tests: [MAKE],
    },
    {
      name: "options whose answer was lost are settled, and ours",
      file: "steps/schema/make.ts",
      find: "  await settleOptions(kit, `options ${object}.${spec.name} `, field.id, have);\n",
      replace: "",
      tests: [MAKE],
    },
  ],
};
