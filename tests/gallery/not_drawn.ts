/** A line of the views that no example needs, or not all of it, and why none can. */
interface NotDrawn {
  file: string;
  /** Part of the line. */
  line: string;
  why: string;
}

const BROKEN_INSTANT = "instants come from the ledger, which keeps them as ISO 8601";
const OUR_GRAPH = "every cell that another needs stands before it, by the order of the runbook";

/** Files in which there is nothing to see. */
export const NOT_SEEN: readonly Pick<NotDrawn, "file" | "why">[] = [
  { file: "ui/partial.tsx", why: "the envelope around a piece, which htmx takes off" },
];

export const NOT_DRAWN: readonly NotDrawn[] = [
  { file: "ui/times.ts", line: "Number.isNaN(at.getTime())", why: BROKEN_INSTANT },
  { file: "page/cell_nav.tsx", line: "if (!from || !to) return null", why: OUR_GRAPH },
  { file: "page/cell_nav.tsx", line: "depths.get(need) ?? 0", why: OUR_GRAPH },
  { file: "page/cell_nav.tsx", line: "depths.get(cell.id) ?? 0", why: OUR_GRAPH },
  { file: "findings/rows.tsx", line: "finding.rows ?? []", why: "called only for a finding with rows" },
  {
    file: "cell/outcome.tsx",
    line: `column?.label ?? ""`,
    why: "a table has a column for each of its values",
  },
];
