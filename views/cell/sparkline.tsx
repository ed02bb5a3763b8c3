/** Rows a second of a run as a line as high as a line of text; the figure beside it says the average. */
export function Sparkline({ values }: { values: number[] }) {
  const top = Math.max(...values, 0);
  if (values.length < 2 || top === 0) return null;
  const points = values.map((v, i) =>
    `${((i / (values.length - 1)) * 118 + 1).toFixed(1)},${(19 - (v / top) * 18).toFixed(1)}`
  );
  return (
    <svg
      class="sparkline"
      viewBox="0 0 120 20"
      width="120"
      height="20"
      aria-hidden="true"
    >
      <polyline points={points.join(" ")} />
    </svg>
  );
}
