import { assertEquals } from "@std/assert";
import { splitTags } from "../../../../steps/mapping/transforms/options.ts";
import { mapped } from "../made_up_context.ts";

const TAGS: Record<string, string> = { "Sports injury": "SPORTS", "sports-injury": "SPORTS", VIP: "VIP" };
const context = {
  option: (object: string, field: string, value: string) =>
    object === "person" && field === "field" ? TAGS[value] : undefined,
};

Deno.test("one value is one option; what the map does not have is left out, with that reason", () => {
  assertEquals<unknown>(mapped("option", " VIP ", { context }), { value: "VIP" });
  assertEquals<unknown>(mapped("option", "vip", { context }), { remark: "option-unmapped" });
  assertEquals<unknown>(mapped("option", "", { context }), {});
});

Deno.test("options belong to their own object and field", () => {
  assertEquals(mapped("option", "VIP", { context, map: { target: "other" } }), { remark: "option-unmapped" });
});

Deno.test("a list may come with commas, semicolons, or as a list", () => {
  for (
    const given of [
      "VIP, Sports injury",
      "VIP;Sports injury;",
      ["VIP", "Sports injury"],
      " VIP ,, Sports injury ",
    ]
  ) {
    assertEquals<unknown>(mapped("options", given, { context }), { value: ["VIP", "SPORTS"] });
  }
  assertEquals(splitTags(null), []);
});

Deno.test("two spellings of one option are one", () => {
  assertEquals<unknown>(mapped("options", "Sports injury,sports-injury", { context }), { value: ["SPORTS"] });
});

Deno.test("of a list with an unknown tag the known ones are kept, and it is said", () => {
  assertEquals<unknown>(mapped("options", "VIP,other", { context }), {
    value: ["VIP"],
    remark: "option-unmapped",
  });
  assertEquals<unknown>(mapped("options", "other", { context }), { remark: "option-unmapped" });
});

Deno.test("a visit is cancelled by its status or by its date alone", () => {
  const same = { option: (_: string, __: string, value: string) => value };
  const of = (row: Record<string, unknown>) => mapped("status", undefined, { row, context: same }).value;
  assertEquals(of({ status: "processed", cancelDate: null }), "processed");
  assertEquals(of({ status: "processed", cancelDate: "" }), "processed");
  assertEquals(of({ status: "pending", cancelDate: "2024-05-01 10:00:00" }), "cancelled");
  assertEquals(of({ status: "cancelled" }), "cancelled");
});

Deno.test("a package is active by 1 in whatever type", () => {
  const same = { option: (_: string, __: string, value: string) => value };
  const of = (value: unknown) => mapped("activity", value, { context: same }).value;
  assertEquals([1, "1", 0, "0", null, ""].map(of), [
    "active",
    "active",
    "inactive",
    "inactive",
    "inactive",
    "inactive",
  ]);
});

Deno.test("NUL is removed before an option is looked for, and it is said", () => {
  const cleaned = { remark: "text-cleaned" };
  assertEquals<unknown>(mapped("option", "V\u0000IP", { context }), { value: "VIP", ...cleaned });
  assertEquals<unknown>(mapped("options", ["VIP\u0000", "sports-injury"], { context }), {
    value: ["VIP", "SPORTS"],
    ...cleaned,
  });
});
