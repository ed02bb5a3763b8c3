const GROUPED = new Intl.NumberFormat("en", { maximumFractionDigits: 1 });

/** 12345.67 → "12,345.7". */
export const grouped = (n: number): string => GROUPED.format(n);

/** 0.4 → "0.40", 12.3 → "12.3", 1234 → "1,234": three figures are enough for a rate. */
export function rate(perSecond: number): string {
  if (perSecond >= 100) return grouped(Math.round(perSecond));
  return perSecond.toFixed(perSecond >= 10 ? 1 : 2);
}

export const plural = (n: number, one: string, many = `${one}s`): string =>
  `${grouped(n)} ${n === 1 ? one : many}`;

/** Whole per cent, and 100 only when everything is done. */
export function percent(done: number, total: number): number {
  if (total <= 0) return 0;
  return Math.min(done >= total ? 100 : 99, Math.floor((done / total) * 100));
}
