import { getCookie, setCookie } from "hono/cookie";
import { createMiddleware } from "hono/factory";
import type { Context } from "hono";
import type { Deps, Env } from "../deps.ts";
import { refuse } from "./reply.tsx";
import { cookieName } from "./session.ts";
import { bodyLimit } from "hono/body-limit";

const OPEN_THE_LINK = "Open the link that Handover printed when it started; it lets this browser in.";

/** Only names of this machine: a foreign name that resolves here (DNS rebinding) is turned away. */
export const hostGuard = createMiddleware<Env>(async (c, next) => {
  const host = c.req.header("host") ?? new URL(c.req.url).host;
  if (!/^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/.test(host)) {
    return refuse(
      c,
      403,
      "Not here",
      "Handover answers at http://127.0.0.1 only, on the machine it runs on.",
    );
  }
  await next();
});

/** Turns the link's token into a cookie and takes it out of the address. */
export function enter({ sessions }: Deps) {
  return createMiddleware<Env>(async (c, next) => {
    const token = c.req.query("token");
    if (c.req.method !== "GET" || c.req.path !== "/" || token === undefined) return await next();
    const session = sessions.open(token);
    if (!session) return refuse(c, 403, "This link does not open Handover", OPEN_THE_LINK);
    setCookie(c, cookieName(hostOf(c)), session.id, { httpOnly: true, sameSite: "Strict", path: "/" });
    return c.redirect("/", 303);
  });
}

/** Posts that change nothing of the migration: a name to go by, and a search, whose text is kept out of addresses. */
const FOR_VIEWERS = ["/name", "/records/search"];

/** Lets in who has a session; lets press who is the operator and comes from this page. */
export function sessionGuard({ sessions }: Deps) {
  return createMiddleware<Env>(async (c, next) => {
    const session = sessions.find(getCookie(c, cookieName(hostOf(c))));
    if (!session) return refuse(c, 403, "This browser is not let in", OPEN_THE_LINK);
    c.set("session", session);
    if (c.req.method !== "GET" && c.req.method !== "HEAD") {
      if (!fromThisPage(c)) {
        return refuse(
          c,
          403,
          "Not from this page",
          "This came from another site; press the button on Handover's own page.",
        );
      }
      if (session.role === "viewer" && !FOR_VIEWERS.includes(c.req.path)) {
        return refuse(
          c,
          403,
          "Looking only",
          "This link lets you look; ask the operator to press the button.",
        );
      }
    }
    await next();
  });
}

/**
 * Our pages send no referrer, and then a browser writes `Origin: null` on a write; `Sec-Fetch-Site`, which no page can
 * set, tells ours from a stranger's.
 */
function fromThisPage(c: Context): boolean {
  const origin = c.req.header("origin");
  const site = c.req.header("sec-fetch-site");
  if (site !== undefined && site !== "same-origin") return false;
  if (origin === undefined || origin === "null") return site === "same-origin";
  return origin === `http://${hostOf(c)}`;
}

const hostOf = (c: Context): string => c.req.header("host") ?? new URL(c.req.url).host;

const CSP = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join("; ");

/** What every answer says to the browser about itself. */
export const safetyHeaders = createMiddleware(async (c, next) => {
  await next();
  // A page that brings its own stylesheet says so itself, and allows nothing more.
  if (!c.res.headers.has("Content-Security-Policy")) c.header("Content-Security-Policy", CSP);
  c.header("X-Content-Type-Options", "nosniff");
  c.header("Referrer-Policy", "no-referrer");
  c.header("Cross-Origin-Opener-Policy", "same-origin");
  c.header("Cross-Origin-Resource-Policy", "same-origin");
  if (!c.res.headers.has("Cache-Control")) c.header("Cache-Control", "no-store");
});

/** No form here is larger. */
const FORM_BYTES = 256 * 1024;
const MEGABYTE = 1024 * 1024;

/** Files that are uploaded, by where they go; each is in memory while it is read. */
const FILES: [path: RegExp, bytes: number][] = [
  [/^\/workflows\/import$/, 8 * MEGABYTE],
  [/^\/maps\/import$/, 8 * MEGABYTE],
  [/^\/places\/import$/, 2 * MEGABYTE],
  // A little more than the largest file that is read, so that who reads it says that it is too large.
  [/^\/cells\/extract\/csv$/, 110 * MEGABYTE],
];

const form = bodyLimit({ maxSize: FORM_BYTES });
const files = FILES.map(([path, maxSize]) => ({ path, limit: bodyLimit({ maxSize }) }));

/** Turns away a body that is larger than anything its address expects, before it is read. */
export const sizeLimit = createMiddleware<Env>((c, next) => {
  const { limit } = files.find(({ path }) => path.test(c.req.path)) ?? { limit: form };
  return limit(c, next);
});
