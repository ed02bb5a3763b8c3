import { assertEquals } from "@std/assert";
import { percentFilled, Profile } from "../../../steps/profile/profile.ts";

/** The profile of one field whose values, row by row, are these. */
function profileOf(values: readonly unknown[], name = "field") {
  const profile = new Profile();
  profile.add(values.map((value, id) => ({ id, [name]: value })));
  const found = profile.fields.find((f) => f.name === name);
  if (!found) throw new Error("the field was not seen");
  return found;
}

const kindOf = (values: readonly unknown[], name?: string) => {
  const { kind, sure } = profileOf(values, name);
  return `${kind} ${sure}`;
};

Deno.test("a field's kind is the narrowest that nine tenths of its values fit", () => {
  assertEquals(kindOf(["2024-05-01", "1999-12-31"]), "date 100");
  assertEquals(kindOf(["2024-05-01 10:00:00", "2024-05-01"]), "instant 100");
  assertEquals(kindOf(["1", "0", "1"]), "flag 100");
  assertEquals(kindOf([true, false]), "flag 100");
  assertEquals(kindOf(["12.50", 3]), "number 100");
  assertEquals(kindOf([["a"], ["b"]]), "list 100");
  assertEquals(kindOf([["a"], [{ b: 1 }]]), "objects 100");
  assertEquals(kindOf([{ a: 1 }]), "object 100");
  assertEquals(kindOf(["<p>one</p>", "two"]), "html 100");
  assertEquals(kindOf(["Mornings only", "Has a dog"]), "text 100");
  assertEquals(kindOf([null, "", " ", []]), "empty 100");
});

Deno.test("one stray value in ten does not hide the kind, two do", () => {
  const dates = (n: number) => Array.from({ length: n }, (_, i) => `2024-05-${String(i + 10)}`);
  assertEquals(kindOf([...dates(9), "soon"]), "date 90");
  assertEquals(kindOf([...dates(8), "soon", "later"]), "text 100");
});

Deno.test("a two among ones and zeros makes a number of the field: a flag would lose it", () => {
  assertEquals(kindOf([...Array(20).fill("1"), "2"]), "number 100");
});

Deno.test("ids are numbers even where there is only number 1, and a number with a leading zero is text", () => {
  assertEquals(kindOf(["1", "1", "1"], "location_id"), "number 100");
  assertEquals(kindOf(["007", "0123"]), "text 100");
});

Deno.test("a choice has few values, short ones, each of them several times", () => {
  const times = (n: number, ...values: string[]) => values.flatMap((v) => Array(n).fill(v));
  assertEquals(kindOf(times(3, "friend", "Google")), "choice 100");
  assertEquals(kindOf([...times(3, "friend"), "Google", "web"]), "text 100");
  assertEquals(kindOf(times(3, "x".repeat(64))), "text 100");
  assertEquals(kindOf(times(3, ...Array.from({ length: 40 }, (_, i) => `v${i}`))), "choice 100");
  assertEquals(kindOf(times(3, ...Array.from({ length: 41 }, (_, i) => `v${i}`))), "text 100");
});

Deno.test("distinct values are counted to 301 and the longest is measured", () => {
  assertEquals(profileOf(Array.from({ length: 300 }, (_, i) => `v${i}`)).distinct, 300);
  assertEquals(profileOf(Array.from({ length: 2_000 }, (_, i) => `v${i}`)).distinct, 301);
  assertEquals(profileOf(["abc", "x".repeat(5_000)]).longest, 5_000);
});

Deno.test("long values that begin alike are told apart", () => {
  assertEquals(profileOf(["a", "b"].map((end) => "x".repeat(500) + end)).distinct, 2);
});

Deno.test("samples show a value's shape and nothing of the value", () => {
  assertEquals(profileOf(["alex@example.test", "07700 900123"]).samples, [
    "aaaa@aaaaaaa.aaaa",
    "00000 000000",
  ]);
});

Deno.test("a list or an object shows what it holds in one line, as masked as any value and without its names", () => {
  assertEquals(profileOf([["VIP", "New"], []]).samples, ["aaa, aaa"]);
  assertEquals(profileOf([[{ number: "07700 900123", note: null, by: { name: "Ana" } }]]).samples, [
    "00000 000000, aaa",
  ]);
  assertEquals(profileOf([{ a: null }]).samples, []);
  assertEquals(profileOf([Array(1_000).fill("Riverside")]).samples, ["aaaaaaaaa, aaaaaaaaa, aa…"]);
});

Deno.test("a fill rate is rounded down, 100 is all and what is there is no zero", () => {
  assertEquals(percentFilled({ filled: 999, rows: 1_000 }), 99);
  assertEquals(percentFilled({ filled: 1_000, rows: 1_000 }), 100);
  assertEquals(percentFilled({ filled: 9, rows: 1_000 }), "under 1");
  assertEquals(percentFilled({ filled: 0, rows: 1_000 }), 0);
  assertEquals(percentFilled({ filled: 0, rows: 0 }), 0);
});
