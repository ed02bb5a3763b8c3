import { many } from "../base/words.ts";
import { entryOf } from "../mapping/remarks.ts";
import { type Finding, numbers, type OutcomeTable, texts, type ValueTotals } from "../runbook/step.ts";
import type { Entry } from "./account.ts";
import { type AccountLine, type Accounts, totalsOf } from "./accounts.ts";
import { RESOURCES } from "../practicehub/resources.ts";

/** Code for a value that its field has not and another has. */
export const CARRIED_ELSEWHERE = "carried-elsewhere";

/** Why a value is in no record where no remark on a record says so. */
const WHY: Record<string, string> = {
  [CARRIED_ELSEWHERE]: "another field holds the value",
  "object-not-ticked": "an optional object that nobody ticked",
  "left-on-purpose": "left behind on purpose; the field map says why",
  "says-how-to-read": "says how the row is to be read; nothing of the practice's",
  "explains-values": "the name of an option or an id; it is in the value map",
  "false-none": "false, which PHP writes where nothing stands",
  "names-nothing": "a heading or a question under which nothing stands",
  "export-compared": "the API gives it too; where the two differ, the table of the exports says so",
  "map-ignored": "the field map leaves it out",
  "map-proposed": "its row of the field map is not confirmed",
  "form-as-fields": "the form is kept as fields of the patient",
  "form-printed": "printed text of the form, or an answer under no question",
  "signature": "a signature or drawing: the API gives its number only",
  failed: "the record could not be written",
  conflict: "a person changed the record in Twenty",
  edited: "a person changed the record in Twenty",
  refused: "Twenty refused the record",
};

/** A code in words. */
export function whyWords(code: string): string {
  const entry = entryOf(code);
  const row = typeof entry?.row === "string" ? entry.row : entry?.row?.run;
  return WHY[code] ?? entry?.field ?? row ?? entry?.counted?.replace(/\[(.*?)\|.*?\]/g, "$1") ?? code;
}

/** `41,207 values: 39,880 carried, 1,104 changed, 223 left, 0 unexplained`. */
export const valuesSentence = ({ values, carried, changed, left, unexplained }: ValueTotals): string =>
  `${many(values, "value")}: ${carried.toLocaleString("en")} carried, ${
    changed.toLocaleString("en")
  } changed, ` +
  `${left.toLocaleString("en")} left, ${unexplained.toLocaleString("en")} unexplained`;

/** What stops the cell: values that no record holds and that nothing explains. */
export function unexplainedFindings(accounts: Accounts): Finding[] {
  return accounts.lines.filter((line) => line.fate === "unexplained").map((line) => ({
    id: `unexplained-${line.resource}-${line.attribute}`,
    severity: "stop",
    title: `${
      many(line.count, "value")
    } of ${line.resource}.${line.attribute}: in no record, and nothing says why`,
    detail:
      `PracticeHub holds them and Twenty does not. No row of the field map, no remark and no decision explains it.`,
    action:
      "Look at one of the rows on its page; map or ignore the attribute in the schema cell, or correct the row " +
      "in PracticeHub. If neither helps, report it: the value is not lost, it is in the ledger.",
    count: line.count,
    rows: [{ field: line.attribute, keys: line.rows }],
    unlisted: Math.max(0, line.count - line.rows.length),
  }));
}

/** What became of the values: how many of each resource, and which attributes are not in Twenty as they are, and why. */
export const valuesTables = (
  accounts: Accounts,
): OutcomeTable[] => [sumsTable(accounts), valuesTable(accounts)];

/** The values of each resource by what became of them, and of all. */
function sumsTable({ lines, totals }: Accounts): OutcomeTable {
  const sums = Map.groupBy(lines, (line) => line.resource);
  const row = (name: string, sum: ValueTotals) => [name, sum.values, ...FATES.map((fate) => sum[fate])];
  return {
    id: "values-by-resource",
    title: "Values of the source, by what they are of",
    columns: [...texts("Of"), ...numbers("Values", "Carried", "Changed", "Left", "Unexplained")],
    rows: [
      ...[...sums].sort(([a], [b]) => a < b ? -1 : 1).map(([resource, of]) =>
        row(RESOURCES.find(({ name }) => name === resource)?.label ?? capital(resource), totalsOf(of))
      ),
      row("All", totals),
    ],
    figure: valuesSentence(totals),
    open: false,
  };
}

/** Rows without an endpoint, such as the account, have no label. */
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const FATES = ["carried", "changed", "left", "unexplained"] as const;

/** Everything that is not in Twenty as it is in PracticeHub, and why. */
function valuesTable(accounts: Accounts): OutcomeTable {
  const lines = accounts.lines.filter((line) => line.fate !== "carried");
  return {
    id: "values",
    title: "Every value of the source that is not in Twenty as it is, and why",
    columns: [
      { label: "Attribute" },
      { label: "What became of it" },
      { label: "Why" },
      { label: "Values", numeric: true },
      { label: "For example" },
    ],
    rows: lines.map((line) => [
      `${line.resource}.${line.attribute}`,
      line.fate,
      reasonOf(line),
      line.count,
      line.rows[0] ?? "",
    ]),
    open: false,
  };
}

/** What became of the values of one attribute, in one line each: `carried to phones`, `left: not a date in the calendar`. */
export function fateWords(entries: readonly Entry[]): string[] {
  return [
    ...new Set(entries.map(({ fate, why, field }) => {
      const where = fate === "left" || field === undefined
        ? ""
        : ` ${fate === "changed" ? "in" : "to"} ${field}`;
      if (fate === "unexplained") return "in no record, and nothing says why";
      return `${fate}${where}${why === undefined ? "" : `: ${whyWords(why)}`}`;
    })),
  ];
}

const reasonOf = ({ why }: AccountLine): string => why === undefined ? "nothing says" : whyWords(why);
