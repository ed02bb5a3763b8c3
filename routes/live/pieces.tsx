import type { Child } from "hono/jsx";
import { CellLive, type CellModel } from "../../views/cell/cell.tsx";
import { CellNav } from "../../views/page/cell_nav.tsx";
import { Here } from "../../views/page/masthead.tsx";
import { Partial } from "../../views/ui/partial.tsx";
import { type ProgressModel, ProgressView } from "../../views/cell/progress.tsx";
import { StatusBar, type StatusModel, titleOf } from "../../views/page/status_bar.tsx";
import { ZoneNote } from "../../views/page/layout.tsx";

/** A piece of the page by the id of what it replaces. */
export interface Piece {
  target: string;
  html: string;
}

/** What the top of the page and the sidebar show. */
export function statusPieces(status: StatusModel): Piece[] {
  return [
    { target: "title", html: html(<title>{titleOf(status)}</title>) },
    piece("status", <StatusBar status={status} />),
    piece("cell-nav", <CellNav status={status} />),
    piece("here", <Here here={status.here} />),
    piece("zone", <ZoneNote zone={status.zone} />),
  ];
}

export const cellPiece = (cell: CellModel): Piece => piece(`live-${cell.id}`, <CellLive cell={cell} />);

export function progressPiece(id: string, progress: ProgressModel, mayPress: boolean): Piece {
  return piece(
    `progress-${id}`,
    <div id={`progress-${id}`}>
      <ProgressView progress={progress} id={id} mayPress={mayPress} />
    </div>,
  );
}

function piece(target: string, content: Child): Piece {
  return { target, html: html(<Partial target={target} swap="outerMorph">{content}</Partial>) };
}

/** Our components are synchronous, so that their text is there at once. */
export const html = (node: Child): string => String(node);
