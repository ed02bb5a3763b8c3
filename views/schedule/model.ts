import type { Moment } from "../ui/moment.ts";

/** A cell that runs by the clock. */
export interface ScheduleModel {
  kind: "schedule";
  zone: string;
  mayPress: boolean;
  /** Nothing runs before somebody types the keys. */
  keysMissing: boolean;
  /** By the clinic's clock, `2026-11-30T18:00`. */
  suggestedUntil: string;
  order?: { minutes: number; until: Moment; next: Moment; who: string; ended?: string };
}
