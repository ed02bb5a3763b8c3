import type { Context } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { MessagePage } from "../../views/page/layout.tsx";
import { Notice } from "../../views/ui/notice.tsx";
import { Partial } from "../../views/ui/partial.tsx";
import { ASSETS } from "./assets.ts";

/** Whether htmx asks for pieces rather than a browser for a page. */
export const wantsPieces = (c: Context): boolean => c.req.header("hx-request") === "true";

/**
 * Says no in one sentence: as a page, or as a notice beside what was pressed.
 *
 * @param place the cell (or `settings`, `page`) whose notice place shows it.
 */
export function refuse(
  c: Context,
  status: ContentfulStatusCode,
  title: string,
  text: string,
  place = "page",
): Response | Promise<Response> {
  if (wantsPieces(c)) {
    return c.html(
      <Partial target={`notice-${place}`} swap="innerHTML">
        <Notice text={text} />
      </Partial>,
      status,
    );
  }
  return c.html(<MessagePage title={title} text={text} assets={ASSETS} />, status);
}
