/** Twenty's options are named in capitals with underscores: "No show" → "NO_SHOW". */
export function optionValue(label: string): string {
  const name = label.normalize("NFKD").replace(/\p{M}/gu, "").toUpperCase().replace(/[^A-Z0-9]+/g, "_")
    .replace(/^_+|_+$/g, "");
  // A name may not begin with a digit, and a label of another alphabet leaves nothing.
  return /^[A-Z]/.test(name) ? name : `OPTION_${name}`.replace(/_$/, "");
}
