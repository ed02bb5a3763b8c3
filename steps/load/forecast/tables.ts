import { type Forecast, numbers, type OutcomeTable, type Reconciliation, texts } from "../../runbook/step.ts";
import { counted } from "./words.ts";

/** What a run counts, and what it is called before it was done. */
const COLUMNS = [
  ["created", "Create"],
  ["updated", "Update"],
  ["unchanged", "Leave as is"],
  ["skipped", "Skip"],
  ["conflict", "In conflict"],
] as const;

/** The figures behind a prediction: by object, and why rows are skipped or stay in conflict. */
export function forecastTables({ objects, gone, reasons }: Forecast): OutcomeTable[] {
  const all = [...objects, ...gone];
  const used = COLUMNS.filter(([verdict]) => counted(all, verdict) > 0);
  const figures = (row: Reconciliation) => [row.source, ...used.map(([verdict]) => row[verdict])];
  const columns = [...texts("Object"), ...numbers("Records", ...used.map(([, label]) => label))];
  return [
    {
      id: "would-by-object",
      title: "What it would do, by object",
      columns,
      rows: objects.map((row) => [row.object, ...figures(row)]),
    },
    {
      id: "would-gone",
      title: "Of rows that are gone in PracticeHub",
      columns,
      rows: gone.map((row) => [row.object, ...figures(row)]),
    },
    {
      id: "would-reasons",
      title: "Why rows are skipped or stay in conflict",
      columns: [...texts("Object", "State", "Reason"), ...numbers("Rows"), ...texts("For example")],
      rows: reasons.map((r) => [r.object, r.verdict, r.reason, r.count, r.examples.join(", ")]),
    },
  ].filter(({ rows }) => rows.length > 0);
}
