import { Block } from "./block.tsx";
import { CellFoot } from "./foot.tsx";
import { CellHead } from "./head.tsx";
import { Controls } from "./controls.tsx";
import { LogPanel } from "../log/panel.tsx";
import type { BlockModel, CellModel, LogModel } from "../page/models.ts";
import { NoticePlace } from "../ui/notice.tsx";
import { OutcomeView } from "./outcome.tsx";
import { PartNote } from "./part_note.tsx";
import { WhyWould } from "./prediction.tsx";
import { PrintLink } from "../ui/print_link.tsx";
import { ProgressView } from "./progress.tsx";
import { asksForCount } from "../rollback/plan.tsx";

/** One stage of the runbook, top to bottom: what it is, what it would do, how far it is, what it found. */
export function Cell({ cell, log }: { cell: CellModel; log: LogModel | undefined }) {
  return (
    <section class="cell" id={`cell-${cell.id}`} aria-labelledby={`title-${cell.id}`} tabindex={-1}>
      <CellLive cell={cell} />
      <details class="fold" id={`log-fold-${cell.id}`} data-log-of={cell.id}>
        <summary>Log</summary>
        {log ? <LogPanel log={log} /> : null}
      </details>
    </section>
  );
}

/** The part of a cell that the stream redraws. The log stands outside: it is appended to and never morphed. */
export function CellLive({ cell }: { cell: CellModel }) {
  return (
    <div class="cell-live" id={`live-${cell.id}`} data-state={cell.state}>
      <CellHead cell={cell} />
      {cell.blocks.some(asksForCount) ? null : <NoticePlace name={cell.id} />}
      <Controls cell={cell} />
      <WhyWould prediction={cell.prediction} id={cell.id} />
      <div id={`progress-${cell.id}`}>
        {cell.active ? <ProgressView progress={cell.active} id={cell.id} mayPress={cell.mayPress} /> : null}
      </div>
      {cell.part ? <PartNote part={cell.part.run} of={cell.part.of} /> : null}
      {cell.blocks.filter(isUrgent).map((block) => <Block block={block} />)}
      {cell.outcome
        ? <OutcomeView outcome={cell.outcome} id={cell.id} zone={cell.zone} before={cell.state === "stale"} />
        : null}
      {cell.paper ? <PrintLink href={cell.paper} what="the reconciliation with every reason" /> : null}
      {cell.state === "crashed" && !cell.outcome ? <CutOff /> : null}
      {cell.blocks.filter((block) => !isUrgent(block)).map((block) => <Block block={block} />)}
      <CellFoot cell={cell} />
    </div>
  );
}

/** What waits for a person stands before the figures of the run that met it. */
const isUrgent = (block: BlockModel): boolean =>
  block.kind === "failed-rows" || (block.kind === "conflicts" && block.undecided > 0);

/** A run that the end of the program cut short has said nothing itself. */
function CutOff() {
  return (
    <p class="verdict outcome">
      Handover ended while this ran. What was confirmed stays; running again continues from there.
    </p>
  );
}
