/**
 * The parts of a value that hold something, as texts; those of a list have no name. Whoever shows them decides how much
 * of each there is room for.
 */
export function partsOf(value: object): [name: string, text: string][] {
  return Object.entries(value)
    .filter(([, part]) => part !== null && part !== "" && !(Array.isArray(part) && part.length === 0))
    .map(([name, part]) => [
      Array.isArray(value) ? "" : name,
      typeof part === "string" ? part : JSON.stringify(part),
    ]);
}

/** Values are kept as JSON; what is none is shown as it is kept. */
export function parsed(json: string | null): unknown {
  if (json === null) return null;
  try {
    return JSON.parse(json);
  } catch {
    return json;
  }
}
