/** How fast a run went: pictures one above the other, over one axis of time. */
export interface ThroughputModel {
  /** What the axis of time ends with. */
  spanMs: number;
  pausedMs: number;
  paused: TimeMark[];
  lanes: LaneModel[];
  /** The same in one line. */
  summary: string;
}

/** One picture: a value over time. Places on the axis of time are shares of its length. */
export interface LaneModel {
  /** What is drawn, with its unit. */
  title: string;
  /** `at` is where the stretch with this value begins; it ends where the next begins. */
  steps: { at: number; value: number; limit?: number }[];
  /** Where the axis of values ends; what is more is cut. */
  top: number;
  average: number;
  most: number;
  /** What is allowed, as known last. */
  limit?: number;
  heldMs: number;
  held: TimeMark[];
}

export interface TimeMark {
  from: number;
  to: number;
}

/** How fast the runs of a list went, one beside the other. */
export interface PaceModel {
  /** Rows a second, oldest first. */
  values: number[];
  average: number;
}
