/**
 * Twenty quotes what it refuses (`Invalid string value 'x y@z' for email field …`). Its message is worth showing, the
 * value in it is not: whatever we sent that stands in the message is left out, then whatever its own templates quote.
 */
export function redact(reason: string, sent: unknown): string {
  let text = reason;
  for (const value of [...new Set(leaves(sent))].sort((a, b) => b.length - a.length)) {
    if (value.length > 1) text = text.replaceAll(value, "…");
  }
  return text
    .replace(/'[^']*'/g, "'…'")
    .replace(/(phone number is invalid|Invalid (?:country|calling) code)\b.*$/i, "$1 …")
    .replace(/((?:UUID |Invalid )value) "[^"]*"/g, '$1 "…"')
    .replace(/(for id: |with value ).*$/i, "$1…")
    .slice(0, MAX_LENGTH);
}

const MAX_LENGTH = 300;

function leaves(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (typeof value === "number") return [String(value)];
  if (value === null || typeof value !== "object") return [];
  return Object.values(value).flatMap(leaves);
}
