import { LogLine } from "./log_line.tsx";
import type { LogModel } from "./models.ts";

const LEVELS = ["all", "warnings", "errors"] as const;

/** The live log: filtered by the server, appended to by the stream, never redrawn by it. */
export function LogPanel({ log }: { log: LogModel }) {
  const at = logAddress(log.name);
  return (
    <div class="log" id={`log-${log.name}`} data-filter={log.filter.level} data-text={log.filter.text}>
      <form
        class="row log-filter"
        method="get"
        action={at}
        hx-get={at}
        hx-target={`#log-${log.name}`}
        hx-swap="outerHTML"
        hx-trigger='submit, change, input delay:250ms from:"find input[name=text]"'
      >
        <fieldset class="segments">
          <legend class="visually-hidden">Show</legend>
          {LEVELS.map((level) => (
            <label>
              <input type="radio" name="level" value={level} checked={log.filter.level === level} />
              <span>{level}</span>
            </label>
          ))}
        </fieldset>
        <input
          type="search"
          name="text"
          id={`log-text-${log.name}`}
          value={log.filter.text}
          placeholder="find in the log"
          aria-label="Find in the log"
          autocomplete="off"
        />
        <span class="log-downloads quiet">
          download <a href={`${at}.txt`} download>text</a> <a href={`${at}.jsonl`} download>JSON</a>
        </span>
      </form>
      {/* Not read out line by line as they come: the state is, and this can be gone into. */}
      <div class="log-scroll" role="log" aria-live="off" tabindex={0} aria-label={`Log: ${log.name}`}>
        <div id={`log-older-${log.name}`}>{log.older ? <OlderLink log={log} /> : null}</div>
        <ol id={`log-lines-${log.name}`} class="lines">{log.lines.map((line) => <LogLine line={line} />)}</ol>
      </div>
    </div>
  );
}

/** Loads the page of lines before the first one shown. */
export function OlderLink({ log }: { log: LogModel }) {
  return <a class="older" href={log.older} hx-get={log.older} hx-swap="none">older lines</a>;
}

const logAddress = (name: string): string => name === "journal" ? "/journal/log" : `/cells/${name}/log`;
