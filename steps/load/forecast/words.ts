import type { Settings } from "../../base/settings.ts";
import { listed, many } from "../../base/words.ts";
import type { Verdict } from "../effect.ts";
import { type Forecast, numbers, type OutcomeTable, type Reconciliation, texts } from "../../runbook/step.ts";

/** Records of one verdict, of all objects. */
export const counted = (rows: readonly Reconciliation[], verdict: Verdict): number =>
  rows.reduce((n, row) => n + row[verdict], 0);

/** How many records would be created, changed, or put into the trash. */
export const writesOf = ({ objects, gone }: Forecast): number =>
  counted(objects, "created") + counted(objects, "updated") + counted(gone, "updated");

/** `write 1,207 records`. */
export function gistOf(forecast: Forecast): string {
  const n = writesOf(forecast);
  return n === 0 ? "write nothing" : `write ${many(n, "record")}`;
}

/**
 * `create 1,204 records, update 3, leave 11,000 as they are and skip 12`: what comes after “Would”. What was tried
 * before has a sentence of its own.
 */
export function forecastWords(forecast: Forecast, gonePolicy: Settings["gonePolicy"]): string {
  const { objects, gone } = forecast;
  const all = [...objects, ...gone];
  const n = (verdict: Verdict) => counted(objects, verdict);
  const flag = gonePolicy === "flag";
  const parts: [number, string, string][] = [
    [n("created"), "create", ""],
    [n("updated"), "update", ""],
    [counted(gone, "updated"), flag ? "flag" : "put", flag ? " as gone" : " in the trash"],
    [n("unchanged"), "leave", " as they are"],
    [n("skipped"), "skip", ""],
    [counted(all, "conflict"), "leave", " in conflict"],
  ];
  const words = parts.filter(([count]) => count > 0).map(([count, verb, rest], i) =>
    `${verb} ${i === 0 ? many(count, "record") : count.toLocaleString("en")}${rest}`
  );
  return listed(writesOf(forecast) === 0 ? ["write nothing", ...words] : words);
}

/** `By object, and why 12 are skipped`: what stands behind the sentence. */
export function forecastSummary({ objects, gone }: Forecast): string {
  const why = ([["skipped", "skipped"], ["conflict", "in conflict"]] as const)
    .map(([verdict, word]) => [counted([...objects, ...gone], verdict), word] as const)
    .filter(([n]) => n > 0).map(([n, word]) => `${n.toLocaleString("en")} ${n === 1 ? "is" : "are"} ${word}`);
  return why.length === 0 ? "By object" : `By object, and why ${listed(why)}`;
}

/** What is only known when Twenty is asked; begins with a blank. */
export function triedBefore({ refused, unanswered }: Forecast): string {
  return (refused > 0 ? ` Twenty refused ${refused.toLocaleString("en")} of these before.` : "") +
    (unanswered > 0
      ? ` ${
        unanswered.toLocaleString("en")
      } were sent before and not answered: Twenty is asked about those first.`
      : "");
}

/** Whether anything of this is in Twenty by now, and so may be another there than the ledger knows. */
export const isAnyThere = ({ objects, gone }: Forecast): boolean =>
  [...objects, ...gone].some((row) => row.source > row.created + row.skipped);

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
