import { PAGE_SIZE } from "../practicehub/client.ts";
import { BATCH } from "../twenty/records.ts";
import type { ResourceReport } from "./read_source.ts";

export interface Estimate {
  cell: string;
  /** Requests to PracticeHub and to Twenty's limited API. */
  source: number;
  target: number;
  seconds: number;
}

/** Twenty's default bucket (twenty/CONTRACT d), until a refusal tells another. */
const BURST = 100;
const SECONDS_A_TOKEN = 0.6;
/** Files uploaded and read back a second, measured against a Twenty on the same machine. */
const FILES_A_SECOND = 20;

/** Requests and time of the cells that move data, from the counts. The limits are the floor; the network comes on top. */
export function estimate(reports: readonly ResourceReport[], intervalMs: number): Estimate[] {
  const total = (name: string) => reports.find((r) => r.name === name)?.total ?? 0;
  const pages = reports.reduce((sum, r) => sum + Math.max(1, Math.ceil(r.total / PAGE_SIZE)), 0);
  const notes = total("clinical_notes");
  const landed = [
    total("practitioners"),
    total("patients"),
    total("patient_packages"),
    total("care_plans"),
    total("appointments"),
    notes,
    notes,
    total("files"),
  ];
  const batches = landed.reduce((sum, n) => sum + Math.ceil(n / BATCH), 0);
  return [
    { cell: "extract", source: pages, target: 0, seconds: pages * intervalMs / 1_000 },
    {
      cell: "full-run",
      source: 0,
      target: batches * 2,
      seconds: limited(batches * 2) + total("files") / FILES_A_SECOND,
    },
    { cell: "delta", source: pages, target: 0, seconds: pages * intervalMs / 1_000 },
    { cell: "rollback", source: 0, target: batches * 3, seconds: limited(batches * 3) },
  ].map((e) => ({ ...e, seconds: Math.ceil(e.seconds) }));
}

const limited = (requests: number): number => Math.max(0, requests - BURST) * SECONDS_A_TOKEN;
