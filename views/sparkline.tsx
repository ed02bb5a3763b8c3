/** The throughput so far as a line; the figure beside it says the present value. */
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
      role="img"
      aria-label="rows a second over time"
    >
      <polyline points={points.join(" ")} />
    </svg>
  );
}
