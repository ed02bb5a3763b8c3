/** A cell that runs by the clock. Times are local to the clinic, `2026-11-30T18:00`. */
export interface ScheduleModel {
  kind: "schedule";
  zone: string;
  mayPress: boolean;
  /** Nothing runs before somebody types the keys. */
  keysMissing: boolean;
  suggestedUntil: string;
  order?: { minutes: number; until: string; next: string; who: string; ended?: string };
}
