import { Hono } from "hono";
import { STATIC } from "./assets.ts";

/** The stylesheet, the scripts and the icon. Nothing else of the disk can be asked for. */
export function staticRoutes(): Hono {
  const app = new Hono();
  for (const { path, type, text } of STATIC) {
    app.get(
      path,
      (c) => c.body(text, 200, { "Content-Type": type, "Cache-Control": "max-age=31536000, immutable" }),
    );
  }
  return app;
}
