/** How sure a proposal is: a small bar and the number. */
export function Confidence({ percent }: { percent: number }) {
  const low = percent < 60 ? "low" : percent < 90 ? "middle" : "high";
  return (
    <span class={`confidence ${low}`}>
      <svg viewBox="0 0 32 4" width="32" height="4" aria-hidden="true">
        <rect class="bar-ground" width="32" height="4" rx="2" />
        <rect class="bar-fill" width={(32 * percent / 100).toFixed(1)} height="4" rx="2" />
      </svg>
      <span class="num">{percent}</span>
    </span>
  );
}
