import type { Child } from "hono/jsx";

/**
 * Where on the page a component stands, so that it is drawn with what surrounds it there: in a cell, between the cells,
 * in the top of the page, beside the cells, or as a whole document with a layout of its own.
 */
export type Place = "cell" | "main" | "top" | "aside" | "document";

/** One component in one state. */
export interface Example {
  component: string;
  /** Also what its address is made of: unlike that of any other example of the family. */
  state: string;
  view: Child;
  /** Default: that of the family. */
  place?: Place;
  /** Drawn with all its folds open. */
  unfolded?: true;
  /** The policy under which it is served, where it is not the product's usual one. */
  csp?: string;
  /** What is asked for by the example itself is there when this is. */
  settled?: string;
}

/** Components that belong together: a page to look at, and a picture. */
export interface Family {
  name: string;
  /** What one looks for on it. */
  about: string;
  place: Place;
  examples: Example[];
}

/** "Cell", "running, by a viewer" → "cell-running-by-a-viewer". */
export const slugOf = ({ component, state }: Example): string =>
  `${component} ${state}`.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-").replace(/-$/, "");
