import { slugOf } from "./example.ts";
import { FAMILIES } from "./list.ts";

/** Where each example is drawn by itself. */
export const ADDRESSES: readonly string[] = FAMILIES.flatMap((family) =>
  family.examples.map((example) => `/gallery/${family.name}/${slugOf(example)}`)
);
