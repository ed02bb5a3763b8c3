import { bodyLimit } from "hono/body-limit";
import { createMiddleware } from "hono/factory";
import type { Env } from "../deps.ts";

/** No form here is larger. */
const FORM_BYTES = 256 * 1024;
const MEGABYTE = 1024 * 1024;

/** Files that are uploaded, by where they go; each is held in memory while it is read. */
const FILES: [path: RegExp, bytes: number][] = [
  [/^\/workflows\/import$/, 8 * MEGABYTE],
  [/^\/maps\/import$/, 8 * MEGABYTE],
  [/^\/places\/import$/, 2 * MEGABYTE],
  // A little more than the largest file that is read, so that what is too large is told by who reads it.
  [/^\/cells\/extract\/csv$/, 110 * MEGABYTE],
];

const form = bodyLimit({ maxSize: FORM_BYTES });
const files = FILES.map(([path, maxSize]) => ({ path, limit: bodyLimit({ maxSize }) }));

/** Turns away a body that is larger than anything its address expects, before it is read. */
export const sizeLimit = createMiddleware<Env>((c, next) => {
  const { limit } = files.find(({ path }) => path.test(c.req.path)) ?? { limit: form };
  return limit(c, next);
});
