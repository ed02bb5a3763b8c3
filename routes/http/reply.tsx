import type { Context } from "hono";
import { STEP_IDS, type StepId } from "../../steps/runbook/step.ts";
import { Partial } from "../../views/ui/partial.tsx";
import type { Env } from "../deps.ts";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { MessagePage } from "../../views/page/layout.tsx";
import { Notice } from "../../views/ui/notice.tsx";
import { ASSETS } from "./assets.ts";

/**
 * Answers a write that was done: takes away the notice that stood there, and no more. What changed comes by the stream
 * and only by it, so that an answer that was overtaken cannot put an old state back on the page. A browser without the
 * script goes back to the page.
 */
export function reply(
  c: Context<Env>,
  place: StepId | "settings" | "conflicts",
): Response | Promise<Response> {
  if (!wantsPieces(c)) return c.redirect(isCell(place) ? `/#cell-${place}` : `/#${place}`, 303);
  return c.html(<Partial target={`notice-${place}`} swap="innerHTML"></Partial>);
}

const isCell = (place: string): boolean => STEP_IDS.some((id) => id === place);

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
