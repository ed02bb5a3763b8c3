import type { Theme } from "../guard.ts";

const TIMES = "tests/steps/mapping/transforms/times_test.ts";
const EMAILS = "tests/steps/mapping/transforms/emails_test.ts";

export const MAPPING: Theme = {
  title: "What a value becomes",
  guards: [
    {
      name: "of patients who share an address only the oldest has it as primary one",
      file: "steps/mapping/transforms/contacts.ts",
      find: "holder !== undefined && holder !== idOf(row.id)",
      replace: "holder !== undefined && holder !== holder",
      tests: [EMAILS],
    },
    {
      name: "the oldest who shares an address keeps it",
      file: "db/patients.ts",
      find: "as email, min(id) as id from source_record",
      replace: "as email, max(id) as id from source_record",
      tests: ["tests/steps/mapping/load_context_test.ts"],
    },
    {
      name: "an address that somebody in Twenty has stays theirs",
      file: "steps/mapping/transforms/contacts.ts",
      find: "context.takenInTarget(email, row.id)",
      replace: 'context.takenInTarget(email, row.id) && email === ""',
      tests: [EMAILS],
    },
    {
      name: "a duplicate is an address that is taken only if somebody else has it",
      file: "steps/load/taken_email.ts",
      find: "  if (!found.some(({ id }) => id !== refused.id)) return undefined;",
      replace: "  if (found.length < 0) return undefined;",
      tests: ["tests/steps/load/taken_email_test.ts"],
    },
    {
      name: "a time that the clocks skipped is remarked",
      file: "steps/mapping/transforms/times.ts",
      find: 'if (!zoned.toPlainDateTime().equals(read.local)) return carried(iso, "time-gap");',
      replace: "if (!zoned.toPlainDateTime().equals(read.local)) return carried(iso);",
      tests: [TIMES],
    },
    {
      name: "a time that happened twice is the first, and remarked",
      file: "steps/mapping/transforms/times.ts",
      find: 'const zoned = read.local.toZonedDateTime(timeZone, { disambiguation: "compatible" });',
      replace: 'const zoned = read.local.toZonedDateTime(timeZone, { disambiguation: "later" });',
      tests: [TIMES],
    },
    {
      name: "NUL is removed, and that is said",
      file: "steps/mapping/transforms/text.ts",
      find: 'let value = raw.replaceAll("\\u0000", "").toWellFormed();',
      replace: "let value = raw.toWellFormed();",
      tests: ["tests/steps/mapping/transforms/text_test.ts"],
    },
    {
      name: "a text is no longer than Twenty can index",
      file: "steps/mapping/transforms/text.ts",
      find: "  if (value.length > MAX_TEXT) {",
      replace: "  if (value.length < 0) {",
      tests: ["tests/steps/mapping/transforms/text_test.ts"],
    },
    {
      name: "nothing is linked to a record that is not in Twenty",
      file: "db/effects.ts",
      find: 'if (state === "skipped" || state === "reverted") return false;',
      replace: 'if (state === "skipped") return false;',
      tests: ["tests/db/effects_test.ts"],
    },
    {
      name: "a record that we removed is linked to no more",
      file: "db/effects.ts",
      find: 'if (state === "confirmed") return kind !== "remove";',
      replace: 'if (state === "confirmed") return true;',
      tests: ["tests/db/effects_test.ts"],
    },
    {
      name: "a person's decision about the map survives new proposals",
      file: "db/maps.ts",
      find: '        .where("field_map.state", "=", "proposed")\n',
      replace: "",
      tests: ["tests/db/maps_test.ts"],
    },
  ],
};
