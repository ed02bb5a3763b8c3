/** Where two values differ, each place with both values, as text; a whole dump as a diff would fill the screen. */
export function differing(actual: unknown, expected: unknown, path = ""): string[] {
  if (isRecord(actual) && isRecord(expected)) {
    const keys = new Set([...Object.keys(actual), ...Object.keys(expected)]);
    return [...keys].flatMap((key) => differing(actual[key], expected[key], `${path}/${key}`));
  }
  const [is, should] = [JSON.stringify(actual), JSON.stringify(expected)];
  return is === should ? [] : [`${path} is ${is}, should be ${should}`];
}

/** Arrays too: their places are their names. */
function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
