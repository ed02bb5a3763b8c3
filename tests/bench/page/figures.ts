// deno-lint-ignore no-console
export const print = (line: string): void => console.log(line);

export const kilobytes = (bytes: number): string => `${(bytes / 1000).toFixed(0)} kB`;
export const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;

/** What a figure may be at most, and where that is said. */
export interface Limit {
  ms: number;
  by: string;
}

/** Milliseconds as median, 98 % and most, the 98th percentile as a ratio to what it may be. */
export function spread(values: readonly number[], limit: Limit): string {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
  const [median, high, most] = [at(0.5), at(0.98), at(1)].map((ms) => `${ms.toFixed(0)} ms`);
  const ratio = (at(0.98) / limit.ms).toFixed(2);
  return `median ${median}, 98 % ${high}, most ${most} of ${sorted.length}; ratio to ${limit.by} (${limit.ms} ms): ${ratio}`;
}
