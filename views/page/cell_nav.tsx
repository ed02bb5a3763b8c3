import { STATE_PATHS, StateIcon } from "../ui/icon.tsx";
import type { StatusModel } from "./status_bar.tsx";
import { SHORT_STATE_WORDS, STATE_WORDS } from "../ui/words.ts";

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

type Cell = StatusModel["cells"][number];
interface Place {
  cell: Cell;
  x: number;
  y: number;
}

const WIDTH = 204;
const ROW = 56;
const RADIUS = 11;

/** Which cell builds on which, from top to bottom; a broken line leads from what is not green. */
function CellGraph({ cells }: { cells: Cell[] }) {
  const places = placed(cells);
  const height = Math.max(0, ...places.values().map(({ y }) => y)) + 34;
  return (
    <svg
      class="cell-graph"
      viewBox={`0 0 ${WIDTH} ${height}`}
      width={WIDTH}
      height={height}
      role="group"
      aria-label="Which cell builds on which"
    >
      {cells.flatMap((cell) =>
        cell.needs.map((need) => <Edge from={places.get(need)} to={places.get(cell.id)} />)
      )}
      {[...places.values()].map((place) => <Node place={place} />)}
    </svg>
  );
}

function Edge({ from, to }: { from: Place | undefined; to: Place | undefined }) {
  if (!from || !to) return null;
  const [top, end] = [from.y + 25, to.y - RADIUS - 2];
  const middle = (top + end) / 2;
  return (
    <path
      class={`edge is-${from.cell.state}`}
      d={`M${from.x} ${top} C${from.x} ${middle} ${to.x} ${middle} ${to.x} ${end}`}
      {...(from.cell.state === "green" ? {} : { "stroke-dasharray": "3 3" })}
    />
  );
}

function Node({ place: { cell, x, y } }: { place: Place }) {
  return (
    <a href={`#cell-${cell.id}`} aria-label={`${cell.title}, ${STATE_WORDS[cell.state]}`}>
      <g class={`node is-${cell.state}`}>
        <circle cx={x} cy={y} r={RADIUS} />
        <path d={STATE_PATHS[cell.state]} transform={`translate(${x - 6} ${y - 6}) scale(0.75)`} />
        <text x={x} y={y + 22} text-anchor="middle">{cell.title}</text>
      </g>
    </a>
  );
}

/** A cell's row is the length of the longest way to it; a cell without any edge is in the last row. */
function placed(cells: readonly Cell[]): Map<string, Place> {
  const depths = new Map<string, number>();
  for (const { id, needs } of cells) {
    depths.set(id, Math.max(-1, ...needs.map((need) => depths.get(need) ?? 0)) + 1);
  }
  const isAlone = ({ id, needs }: Cell) =>
    needs.length === 0 && !cells.some((other) => other.needs.some((need) => need === id));
  const last = Math.max(0, ...depths.values()) + 1;
  const rows = Map.groupBy(cells, (cell) => isAlone(cell) ? last : depths.get(cell.id) ?? 0);
  return new Map(
    [...rows].flatMap(([row, its]) =>
      its.map((cell, i): [string, Place] => [cell.id, {
        cell,
        x: WIDTH * (i + 0.5) / its.length,
        y: row * ROW + 14,
      }])
    ),
  );
}
