/** `1 record`, `3,366 records`, `no records`: a number as it is said on the page. */
export function many(n: number, one: string, several = `${one}s`): string {
  return `${n === 0 ? "no" : n.toLocaleString("en")} ${n === 1 ? one : several}`;
}
