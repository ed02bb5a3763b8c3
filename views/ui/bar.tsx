/** A horizontal bar in parts. SVG, because its widths may be set without inline style. */
export interface BarPart {
  /** Names the colour: see `.part-…` in the stylesheet. */
  kind: string;
  value: number;
}

/** The least width of a part, of 1,000: one failed row in a million is visible, and so is one that is missing. */
const LEAST = 15;

export function Bar({ parts, total, label }: { parts: BarPart[]; total: number; label?: string }) {
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
      {placed(parts, total).map(({ kind, x, width }) => (
        <rect class={`part-${kind}`} x={x.toFixed(2)} width={width.toFixed(2)} height="8" />
      ))}
    </svg>
  );
}

/** The share of each part, and of what is left, made wide enough to be visible; the widest gives up what that takes. */
function placed(parts: BarPart[], total: number): { kind: string; x: number; width: number }[] {
  const sum = parts.reduce((all, { value }) => all + value, 0);
  const whole = Math.max(sum, total);
  const share = ({ kind, value }: BarPart) => ({ kind, width: Math.max(LEAST, value / whole * 1000) });
  const shown = parts.filter(({ value }) => value > 0).map(share);
  const all = whole > sum ? [...shown, share({ kind: "left", value: whole - sum })] : shown;
  const widest = all.reduce((a, b) => b.width > a.width ? b : a, { kind: "none", width: 0 });
  widest.width -= Math.max(0, all.reduce((width, part) => width + part.width, 0) - 1000);
  let at = 0;
  return shown.map((part) => ({ ...part, x: (at += part.width) - part.width }));
}
