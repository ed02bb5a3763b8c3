/** `1 record`, `3,366 records`, `no records`: a number as it is said on the page. */
export function many(n: number, one: string, several = `${one}s`): string {
  return `${n === 0 ? "no" : n.toLocaleString("en")} ${n === 1 ? one : several}`;
}

/** `audit`, `audit and schema`, `audit, schema and extract`. */
export function listed(names: readonly string[]): string {
  const last = names.at(-1) ?? "";
  return names.length < 2 ? last : `${names.slice(0, -1).join(", ")} and ${last}`;
}
