import { assertEquals, assertStringIncludes } from "@std/assert";
import { proposeFields } from "../../../db/maps.ts";
import type { FieldMapTable } from "../../../db/tables.ts";
import { fieldId } from "../../../routes/maps/rows.ts";
import { field, run } from "../../steps/map_editor/made_up_maps.ts";

import { auditOf, profile, resource } from "../../steps/matching/made_up_seen.ts";
import { openPage } from "../support/open_page.ts";

const AUDIT = auditOf({
  resources: [
    resource("patients", [
      profile("first_name", { kind: "text", rows: 1_000, filled: 999, samples: ["aaa", "aaaa"] }),
      profile("last_name", { kind: "text", rows: 1_000, filled: 4, samples: ["aaaaa"] }),
    ]),
    resource("custom_form_responses"),
  ],
  questions: [{
    label: "Pain since",
    kind: "text",
    answers: 3,
    values: [],
    forms: [["Intake", 3]],
    profile: profile("Pain since", { kind: "date", rows: 4, filled: 3, samples: ["0000-00-00"] }),
  }],
  forms: [{ name: "Intake", responses: 1_200 }],
});

const form = { resource: "custom_form_responses" };
const NAME = field("*", "name", { transform: "personName" });
const QUESTION = field("Pain since", "formPainSince", form);
const FORM = field("Intake", "bodyV2", { ...form, object: "note", transform: "formNote" });
const PRACTICE = field("name", "name", { object: "company", resource: "account" });
const ADDRESS = field("*", "address", { object: "company", resource: "account", transform: "address" });
const HOMES = field("*", "address", { object: "company", resource: "locations", transform: "address" });

/** What stands on the left of these rows, without its markup. */
async function leftOf(...rows: FieldMapTable[]): Promise<string[]> {
  await using page = await openPage();
  await page.console.configure({
    practiceName: "Riverside",
    locations: { "1": "Mill Lane", "2": "Quay" },
    addresses: { "1": { street: "9 Mill Lane", city: "Bristol" } },
  });
  await run(page.ledger, "audit", "green", { state: "green", verdict: "", internal: AUDIT });
  await page.ledger.commit({ writes: proposeFields(page.ledger, rows) });
  const html = await (await page.get("/maps", { "hx-request": "true" })).text();
  return rows.map((row) => {
    const [, cell = ""] = html.split(`id="${fieldId(row)}"`)[1]?.split("<td") ?? [];
    return cell.replace(/^[^>]*>/, "").replace(/<[^>]+>/g, " ").replace(/\s+/g, " ").trim();
  });
}

Deno.test("a question shows what its answers are, how many there are and what they look like; a form its responses", async () => {
  assertEquals(await leftOf(QUESTION, FORM), [
    "custom_form_responses. Pain since date 75 % filled 0000-00-00",
    "custom_form_responses. Intake form 1,200 responses",
  ]);
});

Deno.test("a row of several attributes shows each that the practice has; 99.9 % is not all and 0.4 % not nothing", async () => {
  assertEquals(await leftOf(NAME), [
    "patients. first_name + last_name first_name text 99 % filled aaa last_name text under 1 % filled aaaaa",
  ]);
});

Deno.test("the practice and its locations show what the settings say of them", async () => {
  const [practice, address, homes = ""] = await leftOf(PRACTICE, ADDRESS, HOMES);
  assertEquals(practice, "account. name text 100 % filled aaaaaaaaa");
  assertEquals(address, "account. address + city + state + postcode + country empty 0 % filled");
  assertStringIncludes(homes, "address text 50 % filled 0 aaaa aaaa city text 50 % filled aaaaaaa");
});
