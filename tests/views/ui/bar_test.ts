import { assert, assertEquals } from "@std/assert";
import { Bar } from "../../../views/ui/bar.tsx";

const drawn = (values: Record<string, number>, total: number): Record<string, number> => {
  const parts = Object.entries(values).map(([kind, value]) => ({ kind, value }));
  const rects = String(Bar({ parts, total })).matchAll(/class="part-(\w+)" x="([\d.]+)" width="([\d.]+)"/g);
  return Object.fromEntries([...rects].map(([, kind = "", , width]) => [kind, Number(width)]));
};

const sum = (widths: Record<string, number>) => Object.values(widths).reduce((all, width) => all + width, 0);

Deno.test("a bar that adds up is full, and its parts have their shares", () => {
  assertEquals(drawn({ created: 50, failed: 50 }, 100), { created: 500, failed: 500 });
  assertEquals(drawn({ created: 0, failed: 0 }, 0), {});
});

Deno.test("one row in ten million that failed is seen, and the bar is full and no fuller", () => {
  const widths = drawn({ created: 9_999_998, conflict: 1, failed: 1 }, 10_000_000);
  assertEquals([widths.failed, widths.conflict], [15, 15]);
  assertEquals(sum(widths), 1000);
});

Deno.test("one row in ten million that is missing leaves a gap, and one that is done is begun", () => {
  assertEquals(sum(drawn({ created: 9_999_999 }, 10_000_000)), 985);
  assertEquals(drawn({ done: 1 }, 10_000_000), { done: 15 });
});

Deno.test("many small parts stay within the bar", () => {
  const widths = drawn({ a: 1, b: 1, c: 1, d: 1, created: 999_996 }, 1_000_000);
  assert(sum(widths) <= 1000.01, `${sum(widths)}`);
});
