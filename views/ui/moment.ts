/** An instant that the page shows, and by whose clocks: the practice's, for everybody on the call. */
export interface Moment {
  /** ISO instant. */
  at: string;
  /** IANA zone; UTC before the practice's is known. */
  zone: string;
}
