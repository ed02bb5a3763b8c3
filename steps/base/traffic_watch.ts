/** What a client tells of its requests, as far as they count against a limit. */
export interface TrafficWatch {
  /** A request leaves. */
  sent(): void;
  /** The system said no and wants nothing for so long. */
  held(ms: number): void;
}
