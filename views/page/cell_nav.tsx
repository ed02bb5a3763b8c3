import { CellGraph } from "./cell_graph.tsx";
import { StateIcon } from "../ui/icon.tsx";
import type { StatusModel } from "./status_bar.tsx";
import { SHORT_STATE_WORDS } from "../ui/words.ts";

/** The eight cells by number, each with its state: by number key or by click. */
export function CellNav({ status }: { status: StatusModel }) {
  return (
    <nav id="cell-nav" class="cell-nav" aria-label="Cells">
      <ol>
        {status.cells.map((cell) => (
          <li>
            <a href={`#cell-${cell.id}`} data-cell={cell.id}>
              <StateIcon state={cell.state} />
              <span class="nav-number">{cell.number}</span>
              <span class="nav-title">{cell.title}</span>
              <span class="nav-remark">{cell.remark || SHORT_STATE_WORDS[cell.state]}</span>
            </a>
          </li>
        ))}
      </ol>
      <details class="fold nav-graph" id="nav-graph">
        <summary>What builds on what</summary>
        <CellGraph cells={status.cells} />
      </details>
      <p class="nav-settings">
        <a href="#settings">Settings</a> <a href="#journal-title">Journal</a>
      </p>
    </nav>
  );
}
