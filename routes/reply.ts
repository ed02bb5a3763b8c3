import type { Context } from "hono";
import type { StepId } from "../steps/engine/step.ts";
import type { Deps, Env } from "./deps.ts";
import { readBook } from "./gather/book.ts";
import { cellPiece, statusPieces } from "./pieces.tsx";
import { wantsPieces } from "./refuse.tsx";

/**
 * Answers a write with the pieces it may have changed, so that whoever pressed need not wait for the stream; a browser
 * without the script goes back to the page.
 */
export async function reply(c: Context<Env>, deps: Deps, place: StepId | "settings"): Promise<Response> {
  if (!wantsPieces(c)) return c.redirect(place === "settings" ? "/#settings" : `/#cell-${place}`, 303);
  const book = await readBook(deps, c.get("session"));
  const pieces = [...statusPieces(book.status), ...book.cells.map(cellPiece)];
  return c.html(pieces.map((p) => p.html).join(""));
}
