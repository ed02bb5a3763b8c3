export const CELLS: readonly string[] = [
  "audit",
  "schema",
  "members",
  "extract",
  "sample",
  "full_run",
  "delta",
  "rollback",
].map((cell) => `steps/${cell}`);

/**
 * The rooms of the program, lowest first. A file imports its own room and rooms on lower floors; rooms on one floor do
 * not know each other, and a cell knows no cell. A new room gets the lowest floor above everything that it imports, and
 * a line in docs/architecture.md. An import that does not fit is answered by moving what both need to a lower room,
 * never by raising a floor until the test is quiet.
 */
export const FLOORS: readonly (readonly string[])[] = [
  ["fixtures"],
  ["db"],
  ["steps/base"],
  ["steps/practicehub", "steps/twenty"],
  ["steps/runbook"],
  ["steps/mapping"],
  ["steps/profile", "steps/csv", "steps/accounting"],
  ["steps/staging", "steps/load"],
  ["steps/matching", "steps/workflows", "steps/records"],
  ["steps/map_editor"],
  [...CELLS, "views"],
  ["steps/cells.ts"],
  ["steps/console"],
  ["routes"],
  ["main.ts"],
];

/** Rooms that know less than the floors below them. */
export const KNOWS_ONLY: Record<string, readonly string[]> = {
  "steps/practicehub": ["steps/base", "db"],
  "steps/twenty": ["steps/base", "db"],
};
