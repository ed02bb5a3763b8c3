import type { MapState } from "../../db/tables.ts";
import { grouped } from "../ui/numbers.ts";

/** The field map of one target object as a picture. */
export interface MapPictureModel {
  object: string;
  label: string;
  sources: [where: string, name: string][];
  targets: string[];
  lines: PictureLine[];
  counts: Record<MapState, number>;
}

/** Places in the two columns, from 0. */
export interface PictureLine {
  from: number;
  to: number;
  state: MapState;
}

/** Columns of more fields than this are folded until somebody opens them. */
const OPEN_ROWS = 40;

/** What goes where, object by object: source fields left, target fields right, and a line in the colour of its state. */
export function MapPicture({ objects }: { objects: MapPictureModel[] }) {
  return (
    <div class="map-picture">
      {objects.map((object) => <ObjectPicture object={object} />)}
    </div>
  );
}

function ObjectPicture(
  { object: { object, label, sources, targets, lines, counts } }: { object: MapPictureModel },
) {
  const rows = Math.max(sources.length, targets.length);
  return (
    <details class="fold" id={`picture-${object}`} open={rows <= OPEN_ROWS}>
      <summary>
        <span class="map-title">{label}</span>{" "}
        {counts.confirmed > 0
          ? <span class="map-confirmed">{grouped(counts.confirmed)} confirmed</span>
          : null}{" "}
        {counts.proposed > 0 ? <span class="map-proposed">{grouped(counts.proposed)} proposed</span> : null}
        {" "}
        {counts.ignored > 0 ? <span class="map-ignored">{grouped(counts.ignored)} ignored</span> : null}
      </summary>
      <div class="picture-columns">
        <Column names={sources} title={`Fields of PracticeHub for ${label}`} />
        <svg
          viewBox={`0 0 100 ${rows}`}
          preserveAspectRatio="none"
          role="img"
          aria-label={`${lines.length} lines from source to target`}
          height={`${rows * ROW_REM}rem`}
        >
          {lines.map((line) => <Line line={line} />)}
        </svg>
        <Column names={targets.map((name) => ["", name])} title={`Fields of Twenty for ${label}`} />
      </div>
    </details>
  );
}

/** As in `picture.css`, so that a line meets its name. */
const ROW_REM = 1.5;

function Column({ names, title }: { names: [where: string, name: string][]; title: string }) {
  return (
    <ol aria-label={title}>
      {names.map(([where, name]) => (
        <li class="id" title={where + name}>
          <span class="picture-where">{where}</span>
          {name}
        </li>
      ))}
    </ol>
  );
}

function Line({ line: { from, to, state } }: { line: PictureLine }) {
  const [a, b] = [from + 0.5, to + 0.5];
  return (
    <path
      class={`map-${state}`}
      d={`M0 ${a} C50 ${a} 50 ${b} 100 ${b}`}
      vector-effect="non-scaling-stroke"
      {...(state === "confirmed" ? {} : { "stroke-dasharray": state === "proposed" ? "6 4" : "1 5" })}
    />
  );
}
