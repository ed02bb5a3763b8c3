import { assertEquals } from "@std/assert";
import fc from "../../support/fast_check.ts";
import { accountFor, type Claims } from "../../../steps/accounting/account.ts";
import type { Ask } from "../../../steps/accounting/evidence.ts";
import { fill } from "../../../steps/mapping/assemble.ts";
import type { MapContext } from "../../../steps/mapping/context.ts";
import { PROPOSALS } from "../../../steps/mapping/proposals.ts";
import { emptyTarget } from "../../../steps/mapping/target.ts";
import { attributesOf } from "../../../steps/mapping/transforms/catalogue.ts";
import { contextOf } from "./made_up_context.ts";

/** Ids from 1 to 9 are there; the record of each is named after it. */
const recordOf = (id: number): string => `00000000-0000-4000-8000-00000000000${id}`;
const isThere = (id: number | undefined): id is number => id !== undefined && id > 0 && id < 10;

const CONTEXT: Partial<MapContext> = {
  targetOf: (_object, _resource, id) => (isThere(id) ? recordOf(id) : undefined),
  memberOf: (id) => (isThere(id) ? `member-${id}` : "fallback"),
  // The value map has words for what is active, none for its spellings.
  option: (_object, _field, value) =>
    value.length < 9 && !/^(true|false|yes|no|1|0)$/i.test(value) ? `O_${value.toUpperCase()}` : undefined,
};
const ASK: Ask = {
  timeZone: "Europe/London",
  option: (object, field, value) => CONTEXT.option?.(object as never, field, value),
  sourceOf: (id) => (id.startsWith("00000000-") ? `any/${id.at(-1)}` : undefined),
  memberOf: (practitioner) => (/^[1-9]$/.test(practitioner) ? `member-${practitioner}` : undefined),
};

const plain = fc.oneof(
  fc.string({ maxLength: 12 }),
  fc.integer({ min: -2, max: 12 }),
  fc.boolean(),
  fc.constantFrom<unknown>(
    "0000-00-00 00:00:00",
    "2024-02-30",
    "2024-07-01",
    "2024-07-01 10:00:00",
    "2024-07-01 10:00:00.000000",
    "1,250.00",
    "1 250,00",
    "1.250,00",
    "1,250",
    "12.50",
    "yes",
    "No",
    "true",
    "5.0",
    "a@b.test",
    "020 7946 0958",
    "VIP; Sports",
    "O'Neill-Müller",
    "<p>Knee <b>pain</b></p>",
    "A+",
    null,
    "",
  ),
);
const shape = fc.oneof(
  plain,
  fc.record({ id: fc.integer({ min: 0, max: 12 }), name: plain }),
  fc.record({ label: plain, value: plain }),
  fc.record({
    date: fc.constantFrom("2024-07-01 10:00:00.000000", "-0001-11-30 00:00:00.000000", "x"),
    timezone_type: fc.constant(3),
    timezone: fc.constantFrom("Europe/London", "UTC", "x"),
  }),
  fc.array(plain, { maxLength: 3 }),
  fc.array(fc.record({ id: fc.integer({ min: 0, max: 12 }), name: plain }), { maxLength: 3 }),
  fc.array(plain, { maxLength: 3 }).map((items) => ({ ...items })),
  fc.record({ amount: plain, currency: fc.constantFrom("GBP", "EUR") }),
  fc.record({ street: plain, city: plain, postcode: plain }),
  fc.record({ left: fc.record({ rom: plain }), right: fc.record({ rom: plain }) }),
  fc.array(fc.record({ country_code: plain, number: plain }), { maxLength: 3 }),
  fc.jsonValue({ maxDepth: 3 }),
).chain((value) => fc.constantFrom<unknown>(value, value, JSON.stringify(value)));

const groups = Map.groupBy(PROPOSALS, ({ object, resource }) => `${object} ${resource}`);

for (const [name, maps] of groups) {
  const [object, resource] = [maps[0]?.object ?? "person", maps[0]?.resource ?? ""];
  const attributes = [...new Set(maps.flatMap((map) => attributesOf(map) ?? []))]
    .filter((attribute) => !/^[=*]/.test(attribute) && attribute !== "id");
  if (attributes.length === 0) continue;
  const claims: Claims = {
    claimsOn: ([attribute = ""]) =>
      maps.filter((map) => (attributesOf(map) ?? []).includes(attribute))
        .map(({ target }) => ({ attribute, object, field: target })),
    // A note names its patient by a record of its own.
    leftOut: ([attribute]) => object === "note" && attribute === "patient_id" ? "patient-missing" : undefined,
  };
  Deno.test(`${name}: of a row of any shape every value is carried or explained, and nothing throws`, () => {
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...attributes), shape, { maxKeys: 4 }), (given) => {
        const row = { ...given, id: 1 };
        const target = emptyTarget(object, "id", { resource, id: 1 });
        fill(target, maps, row, contextOf(CONTEXT));
        const { id: _, ...values } = row;
        const lost = accountFor(values, claims, [target], ASK).filter(({ fate }) => fate === "unexplained");
        assertEquals(lost, [], JSON.stringify({ row, fields: target.fields, remarks: target.remarks }));
      }),
      { numRuns: 500 },
    );
  });
}
