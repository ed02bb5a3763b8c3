import { LogLine, type LogLineModel } from "./line.tsx";

/** A page of a log that has an address. */
export interface LinePageModel {
  lines: LogLineModel[];
  /** Address of the page of lines before these, and of those after; absent: there are none. */
  older?: string;
  newer?: string;
}

/** One page of the lines of a log that has an address, and the ways on. `none`: what is said where there is no line. */
export function LineList({ page: { lines, older, newer }, none }: { page: LinePageModel; none: string }) {
  return (
    <>
      {older
        ? (
          <p>
            <a class="older" href={older}>older lines</a>
          </p>
        )
        : null}
      {lines.length === 0 ? <p class="quiet">{none}</p> : null}
      <ol class="lines">{lines.map((line) => <LogLine line={line} />)}</ol>
      {newer
        ? (
          <p>
            <a class="newer" href={newer}>newer lines</a>
          </p>
        )
        : null}
    </>
  );
}
