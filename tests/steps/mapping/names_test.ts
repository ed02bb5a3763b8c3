import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import fc from "../../support/fast_check.ts";
import { fieldLabel, fieldName } from "../../../steps/mapping/names.ts";

const NONE: ReadonlySet<string> = new Set();
const named = (label: string, ...taken: string[]) => fieldName(label, new Set(taken));

/** Words that Twenty refuses as a name, as they are spelt in contracts/twenty e05 and e41. */
const RESERVED = [
  ...[
    "approvedAccessDomain",
    "approvedAccessDomains",
    "appToken",
    "appTokens",
    "billingCustomer",
    "billingPlans",
  ],
  ...[
    "featureFlag",
    "featureFlags",
    "job",
    "jobs",
    "keyValuePair",
    "keyValuePairs",
    "pageLayout",
    "pageLayouts",
  ],
  ...["pageLayoutTab", "pageLayoutTabs", "pageLayoutWidget", "pageLayoutWidgets", "twoFactorMethod"],
  ...[
    "twoFactorMethods",
    "user",
    "users",
    "userWorkspace",
    "userWorkspaces",
    "workspace",
    "workspaces",
    "role",
  ],
  ...[
    "roles",
    "userWorkspaceRole",
    "userWorkspaceRoles",
    "plan",
    "plans",
    "event",
    "events",
    "field",
    "fields",
  ],
  ...[
    "link",
    "links",
    "currency",
    "currencies",
    "fullNames",
    "address",
    "addresses",
    "type",
    "types",
    "object",
  ],
  ...["objects", "index", "relation", "relations", "aggregate", "search", "searches"],
];

Deno.test("a label becomes its words in camel case, without accents and signs", () => {
  const names = [
    ["Date of birth", "dateOfBirth"],
    ["loyalty_scheme", "loyaltyScheme"],
    ["cancelDate", "cancelDate"],
    ["dateNDay", "dateNDay"],
    ["SMS Marketing", "smsMarketing"],
    ["Número de año", "numeroDeAno"],
    ["a/b (c)", "aBC"],
  ] as const;
  for (const [label, name] of names) assertEquals<unknown>(named(label), { name }, label);
});

Deno.test("a word that Twenty keeps for itself gets another ending, and it is said", () => {
  for (const word of RESERVED) {
    const { name, changed = "" } = named(word);
    assert(name !== word && name.endsWith("Field"), `${word} became ${name}`);
    assertStringIncludes(changed, "Twenty keeps the name");
  }
  assertEquals<unknown>(named("Typed"), { name: "typed" });
});

Deno.test("a name that is taken, as a field or as the column of a relation, gets a number, and it is said", () => {
  assertEquals(named("Sex", "sex"), { name: "sex2", changed: "named sex2: sex is taken" });
  assertEquals(named("Sex", "sex", "sex2").name, "sex3");
  assertEquals(named("Patient", "patientId").name, "patient2");
});

Deno.test("a name begins with a letter, has one at all, and ends at 57 characters; each change is said", () => {
  assertEquals(named("1st visit"), {
    name: "n1stVisit",
    changed: "named n1stVisit: a name begins with a letter",
  });
  assertEquals(named("日本語").name, "customField");
  assertStringIncludes(named("!!!").changed ?? "", "no letter that Twenty takes");
  const long = named("x".repeat(80));
  assertEquals(long.name.length, 57);
  assertStringIncludes(long.changed ?? "", "at most 57");
  assertEquals(fieldName("x".repeat(80), new Set([long.name])).name, `${"x".repeat(56)}2`);
});

const label = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 90 }),
  fc.constantFrom(...RESERVED, "1", "", "日", "billing address", "A".repeat(60), "type Field"),
  fc.array(fc.constantFrom("date", "of", "Birth", "2", "ñ", "-", "type"), { maxLength: 14 }).map((w) =>
    w.join(" ")
  ),
);

Deno.test("whatever the label: the name is one that Twenty takes, not reserved and not taken", () => {
  const reserved = new Set(RESERVED);
  fc.assert(
    fc.property(fc.array(label, { maxLength: 20 }), (labels) => {
      const taken = new Set<string>(["sex", "patientId", "x".repeat(57)]);
      for (const one of labels) {
        const { name } = fieldName(one, taken);
        assertMatch(name, /^[a-z][a-zA-Z0-9]{0,56}$/);
        assert(!reserved.has(name), `${name} is reserved`);
        assert(!taken.has(name) && !taken.has(`${name}Id`), `${name} is taken`);
        taken.add(name);
      }
    }),
    { numRuns: 500 },
  );
});

Deno.test("a name that is free and was made before stays as it is", () => {
  fc.assert(fc.property(label, (one) => {
    const { name } = fieldName(one, NONE);
    assertEquals<unknown>(fieldName(name, NONE), { name });
  }));
});

Deno.test("a label is one line of at most 63 characters, never empty, and a label already", () => {
  assertEquals<unknown>(fieldLabel(" Date\n of  birth "), { label: "Date of birth" });
  assertEquals(fieldLabel("\u0000"), { label: "Without a label", changed: "it has no label" });
  const cut = fieldLabel("x".repeat(64));
  assertEquals([cut.label, cut.changed], [`${"x".repeat(62)}…`, "the label is cut at 63 characters"]);
  fc.assert(fc.property(fc.string({ unit: "binary", maxLength: 100 }), (text) => {
    const { label } = fieldLabel(text);
    assert(label.length > 0 && label.length <= 63 && label === label.trim() && label.isWellFormed());
    assertEquals<unknown>(fieldLabel(label), { label });
  }));
});
