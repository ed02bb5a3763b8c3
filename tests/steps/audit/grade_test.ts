import { assertEquals } from "@std/assert";
import { type GradeInput, gradeOf, GRADES } from "../../../steps/audit/grade.ts";

const NONE: GradeInput = {
  rows: 0,
  objectsToMake: 0,
  fieldsToMake: 0,
  values: 0,
  formQuestions: 0,
  losses: 0,
  files: 0,
  practitioners: 0,
  locations: 0,
  notMoving: 0,
  inTarget: 0,
  automations: 0,
};
const ALL = Object.fromEntries(Object.keys(NONE).map((key) => [key, 1_000_000])) as unknown as GradeInput;

Deno.test("nothing is grade A with no points, and everything is grade E with all of them", () => {
  assertEquals([gradeOf(NONE).letter, gradeOf(NONE).points], ["A", 0]);
  const all = gradeOf(ALL);
  assertEquals([all.letter, all.points], ["E", all.most]);
});

Deno.test("the points of the factors add up to the sum", () => {
  const { factors, points } = gradeOf({ ...NONE, rows: 60_000, locations: 3, automations: 1 });
  assertEquals(factors.filter((f) => f.points > 0).map((f) => [f.name, f.measured, f.points]), [
    ["Rows to move", "60,000", 2],
    ["Locations", "3", 1],
    ["Active automations", "1", 1],
  ]);
  assertEquals(points, 4);
});

Deno.test("a point is given from its threshold on, not before", () => {
  const rows = (n: number) => gradeOf({ ...NONE, rows: n }).points;
  assertEquals([rows(4_999), rows(5_000), rows(49_999), rows(50_000)], [0, 1, 1, 2]);
});

Deno.test("losses count by the thousand rows, so that a large practice is not harder for being large", () => {
  const points = (rows: number, losses: number) =>
    gradeOf({ ...NONE, rows, losses }).factors.find((f) => f.name.startsWith("Left out"))?.points;
  assertEquals([points(1_000, 20), points(4_000, 80), points(1_000, 0), points(0, 0)], [2, 2, 0, 0]);
});

Deno.test("grades begin at their thresholds, in order", () => {
  assertEquals(GRADES.map((g) => g.from), GRADES.map((g) => g.from).toSorted((a, b) => a - b));
  assertEquals(GRADES.map((g) => g.letter).join(""), "ABCDE");
  // Rows alone give three points at most; five factors of one point each reach B.
  const five = { ...NONE, practitioners: 8, locations: 2, notMoving: 1, inTarget: 1, automations: 1 };
  assertEquals([gradeOf(five).points, gradeOf(five).letter], [5, "B"]);
  assertEquals(gradeOf({ ...five, automations: 0 }).letter, "A");
});
