/** A horizontal bar in parts. SVG, because its widths may be set without inline style. */
export interface BarPart {
  /** Names the colour: see `.part-…` in the stylesheet. */
  kind: string;
  value: number;
}

export function Bar({ parts, total, label }: { parts: BarPart[]; total: number; label?: string }) {
  let at = 0;
  return (
    <svg
      class="bar"
      viewBox="0 0 1000 8"
      preserveAspectRatio="none"
      width="100%"
      height="8"
      {...(label ? { role: "img", "aria-label": label } : { "aria-hidden": "true" })}
    >
      <rect class="bar-ground" width="1000" height="8" />
      {parts.map(({ kind, value }) => {
        const width = total > 0 ? (value / total) * 1000 : 0;
        const x = at;
        at += width;
        return width > 0
          ? <rect class={`part-${kind}`} x={x.toFixed(2)} width={width.toFixed(2)} height="8" />
          : null;
      })}
    </svg>
  );
}
