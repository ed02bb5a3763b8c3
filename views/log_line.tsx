import type { LogLineModel } from "./models.ts";
import { clock } from "./times.ts";
import { words } from "./words.ts";

/** One event. Its sequence number is its address. */
export function LogLine({ line }: { line: LogLineModel }) {
  return (
    <li class={`line level-${line.level} kind-${line.kind}`} id={`e${line.seq}`} data-level={line.level}>
      <time datetime={line.at} title={`${line.at} · event ${line.seq}`}>{clock(line.at)}</time>
      <span class="line-object">{line.object ? words(line.object) : ""}</span>
      <span class="line-message">
        {line.level === "warning" || line.level === "error" ? <b class="line-level">{line.level}</b> : null}
        {line.message}
        {line.fields.length > 0
          ? <span class="line-fields">{line.fields.map(([k, v]) => <span>{k}={v}</span>)}</span>
          : null}
      </span>
    </li>
  );
}
