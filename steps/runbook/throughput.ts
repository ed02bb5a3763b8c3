import { z } from "zod";

/** Which of the two a request went to. */
export type System = "source" | "target";

const Series = z.array(z.number());

/** Requests to one system that count against its limit. */
const Traffic = z.object({
  sent: z.number(),
  /** Per bin; a request lies on the time from it to the next. */
  requests: Series,
  /** Milliseconds of each bin in which nothing left because the system had asked to wait. */
  held: Series,
  /** Requests a minute that were allowed at the end of each bin; 0 where that was not known or there was no limit. */
  limits: Series,
});
export type Traffic = z.infer<typeof Traffic>;

/** How fast a run went, in bins of one width from its start. */
export const Throughput = z.object({
  binMs: z.number().positive(),
  /** From the start to the end; the last bin may be cut by it. */
  spanMs: z.number(),
  /** Rows done, per bin. */
  rows: Series,
  /** Milliseconds of each bin in which the run was paused. */
  paused: Series,
  source: Traffic,
  target: Traffic,
});
export type Throughput = z.infer<typeof Throughput>;
