import { grouped } from "../ui/numbers.ts";
import { Sentence, Time } from "../ui/time.tsx";
import { words } from "../ui/words.ts";
import type { Level } from "../../db/tables.ts";
import type { Moment } from "../ui/times.ts";
import { type AssetPaths, Sheet } from "../page/layout.tsx";

export interface LogLineModel {
  seq: number;
  at: Moment;
  level: Level;
  kind: string;
  object?: string;
  message: string;
  fields: [string, string][];
}

/** One event. Its sequence number is its address. */
export function LogLine({ line }: { line: LogLineModel }) {
  const fields = shownFields(line);
  return (
    <li
      class={`line level-${line.level} kind-${line.kind}`}
      id={`e${line.seq}`}
      data-level={line.level}
      data-object={line.object}
    >
      <Time of={line.at} as="clock" note={`event ${line.seq}`} />
      <span class="line-object">{line.object ? words(line.object) : ""}</span>
      <span class="line-message">
        {line.level === "warning" || line.level === "error" ? <b class="line-level">{line.level}</b> : null}
        <span class="line-text">
          <Sentence text={line.message} zone={line.at.zone} />
        </span>
        {fields.length > 0
          ? <span class="line-fields">{fields.map(([k, v]) => <span>{k}={v}</span>)}</span>
          : null}
        {/* No stop for the Tab key: a log has too many. The arrows go from line to line. */}
        <a class="anchor" href={`/events/${line.seq}`} tabindex={-1} aria-label={`Link to line ${line.seq}`}>
          #
        </a>
      </span>
    </li>
  );
}

const COUNTS = ["source", "created", "updated", "unchanged", "skipped", "failed", "conflict", "rows"];

/** The sentence names the counts of an object or a run; the fields repeat them for programs, which read the JSON. */
function shownFields({ kind, object, message, fields }: LogLineModel): LogLineModel["fields"] {
  return fields.filter(([k, v]) =>
    !(k === "object" && v === object) && !(k === "state" && kind === "ended") && v !== "0" &&
    !(COUNTS.includes(k) && message.includes(`${grouped(Number(v))} `))
  );
}

/** A page of a log that has an address. */
export interface LinePageModel {
  lines: LogLineModel[];
  /** Address of the page of lines before these, and of those after; absent: there are none. */
  older?: string;
  newer?: string;
}

/** One page of the lines of a log that has an address, and the ways on. `none`: the sentence where there is no line. */
export function LineList({ page: { lines, older, newer }, none }: { page: LinePageModel; none: string }) {
  return (
    <>
      {older && (
        <p>
          <a class="older" href={older}>older lines</a>
        </p>
      )}
      {lines.length === 0 ? <p class="quiet">{none}</p> : null}
      <ol class="lines">{lines.map((line) => <LogLine line={line} />)}</ol>
      {newer && (
        <p>
          <a class="newer" href={newer}>newer lines</a>
        </p>
      )}
    </>
  );
}

interface JournalPageProps {
  page: LinePageModel;
  zone: string;
  assets: AssetPaths;
}

/** What people decided outside a run, a page at a time. */
export function JournalPage({ page, zone, assets }: JournalPageProps) {
  return (
    <Sheet title="Journal" back="/" zone={zone} assets={assets}>
      <LineList page={page} none="Nobody has decided anything yet." />
    </Sheet>
  );
}
