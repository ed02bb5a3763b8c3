import type { Throughput } from "../../../steps/runbook/throughput.ts";

const BINS = 60;
const PAUSED = [22, 23, 24, 25];
const HELD = [41, 42];

const each = (of: (bin: number) => number): number[] => Array.from({ length: BINS }, (_, i) => of(i));
const idle = (bin: number): boolean => PAUSED.includes(bin) || HELD.includes(bin);

/** A run of a minute near its limit: it is paused once, is told to wait once, and its pace is changed in the end. */
export function madeUpThroughput(): Throughput {
  const traffic = {
    sent: 48,
    requests: each((i) => idle(i) ? 0 : i > 50 ? 0.5 : 0.94),
    held: each((i) => HELD.includes(i) ? 1_000 : 0),
    limits: each((i) => i > 50 ? 30 : 57.1),
  };
  return {
    binMs: 1_000,
    spanMs: 60_000,
    rows: each((i) => idle(i) ? 0 : 60 + 30 * Math.sin(i / 3)),
    paused: each((i) => PAUSED.includes(i) ? 1_000 : 0),
    source: traffic,
    target: traffic,
  };
}
