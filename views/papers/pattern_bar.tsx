import { type Kind, KINDS } from "../reconciliation/table.tsx";

const WIDTH = 150;
const HEIGHT = 11;
/** One row among ten thousand is still visible. */
const LEAST = 3;

/** What became of an object's rows, in patterns that need no colour. What nobody accounts for stays white. */
export function PatternBar({ parts, total, label }: {
  parts: { kind: Kind; value: number }[];
  total: number;
  label: string;
}) {
  const there = parts.filter(({ value }) => value > 0);
  const spare = WIDTH - there.length * LEAST;
  let at = 0;
  return (
    <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} width={WIDTH} height={HEIGHT} role="img" aria-label={label}>
      {there.map(({ kind, value }) => {
        const x = at;
        const width = LEAST + (total > 0 ? value / total * spare : 0);
        at += width;
        return (
          <rect class="part" x={x.toFixed(2)} width={width.toFixed(2)} height={HEIGHT} fill={fill(kind)} />
        );
      })}
      <rect class="frame" width={WIDTH} height={HEIGHT} />
    </svg>
  );
}

const fill = (kind: Kind): string => `url(#pattern-${kind})`;

/** Strokes on a 6 × 6 tile, distinct also where they are narrow; what was created is dark all over. */
const STROKES: Record<Kind, string> = {
  created: "",
  updated: "M-1 1 1-1M0 6 6 0M5 7 7 5",
  unchanged: "M1.5 1.5v.01M4.5 4.5v.01",
  skipped: "M0 1.5H6M0 4.5H6",
  failed: "M0 0 6 6M6 0 0 6",
  conflict: "M1.5 0V6M4.5 0V6",
};

/** The patterns, once a page, for all bars on it. */
export function Patterns() {
  return (
    <svg class="patterns" width="0" height="0" aria-hidden="true">
      <defs>
        {KINDS.map((kind) => (
          <pattern id={`pattern-${kind}`} width="6" height="6" patternUnits="userSpaceOnUse">
            <rect width="6" height="6" fill={kind === "created" ? "#333" : "#fff"} />
            <path
              d={STROKES[kind]}
              stroke="#000"
              stroke-width={kind === "unchanged" ? 1.6 : 1}
              stroke-linecap="round"
              fill="none"
            />
          </pattern>
        ))}
      </defs>
    </svg>
  );
}

/** A piece of the pattern beside its word. */
export function PatternKey({ kind }: { kind: Kind }) {
  return (
    <svg class="key" viewBox="0 0 14 9" width="14" height="9" aria-hidden="true">
      <rect class="part" width="14" height="9" fill={fill(kind)} />
    </svg>
  );
}
