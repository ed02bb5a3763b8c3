import { assert, assertEquals } from "@std/assert";
import fc from "../../../support/fast_check.ts";
import { CATALOGUE } from "../../../../steps/mapping/remarks.ts";
import { attachmentOf } from "../../../../steps/mapping/attachments.ts";
import { type TransformName, TRANSFORMS } from "../../../../steps/mapping/transforms/catalogue.ts";
import type { MapContext } from "../../../../steps/mapping/context.ts";
import type { Json } from "../../../../steps/twenty/json.ts";
import { contextOf, mapped, record } from "../made_up_context.ts";

const NAMES = Object.keys(TRANSFORMS) as TransformName[];

/** Attributes that some transform reads from the row itself, and those of files. */
const ATTRIBUTES = new Set([
  ...Object.values(TRANSFORMS).flatMap(({ reads }) => reads ?? []),
  ...["file_name", "mime_type", "entity_type", "created", "subscribed_patients"],
]);

const value = fc.oneof(
  fc.jsonValue(),
  fc.constant(undefined),
  fc.string({ unit: "binary" }),
  fc.constantFrom<unknown>(
    "0000-00-00 00:00:00",
    "2024-02-30",
    "\u0000",
    "\ud800",
    "<p>a</p><script>x</script><table><tr><td>1",
    "&#0;&#xffffff;&bogus;",
    "9".repeat(400),
    "-9007199254740993",
    "1e309",
    "9999-12-31 23:59:59",
    Number.MAX_VALUE,
    [null, { country_code: 44, number: 1 }],
    [null, { patient_id: null }],
    { soap_data: [null, {}, { label: [], value: {} }] },
    { soap_data: "x" },
  ),
);
const row = fc.dictionary(fc.constantFrom(...ATTRIBUTES), value) as fc.Arbitrary<Record<string, unknown>>;

const KNOWN: Partial<MapContext> = {
  option: (_, __, given) => `OPTION_${given.length}`,
  targetOf: () => "id",
  memberOf: () => "m",
  memberNamed: (name) => name.length % 2 ? "m" : undefined,
  homeOf: (id) => ([1, "several", "none"] as const)[id % 3] ?? "none",
  locations: 2,
  isDuplicate: (id) => id % 2 === 1,
  inactive: () => true,
};

for (const name of NAMES) {
  Deno.test(`${name} gives a value, nothing or a known reason for every JSON value, and never throws`, () => {
    fc.assert(
      fc.property(value, row, (v, r) => {
        const { value: out, remark } = mapped(name, v, {
          row: r,
          context: KNOWN,
        });
        assert(remark === undefined || remark in CATALOGUE, `unknown remark ${remark}`);
        if (out !== undefined) assertSendable(out);
      }),
      { numRuns: 300 },
    );
  });
}

Deno.test("every file gives an attachment or a reason, and never throws", () => {
  fc.assert(
    fc.property(row, fc.boolean(), (r, known) => {
      const target = attachmentOf(
        "id",
        record("files", r),
        contextOf({ targetOf: () => known ? "p" : undefined }),
      );
      if (target.skip !== undefined) return assertEquals(target.fields, {});
      assert(/\.[A-Za-z0-9]{1,10}$/.test(String(target.fields["name"])), "a name without extension");
      assertSendable(target.fields);
    }),
    { numRuns: 300 },
  );
});

/** Nothing that JSON or Twenty's storage would change on the way (contracts/twenty j). */
function assertSendable(out: Json): void {
  assertEquals(JSON.parse(JSON.stringify(out)), out);
  const text = JSON.stringify(out);
  assert(!text.includes("\\u0000"), "NUL");
  assert(!/\\ud[89ab]|\\ud[c-f]/i.test(text), "a lone surrogate");
}
