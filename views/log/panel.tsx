import { LogLine, type LogLineModel } from "./line.tsx";
import { words } from "../ui/words.ts";

export interface LogModel {
  /** Where the lines belong: a step, or the journal of what people decided. */
  name: string;
  lines: LogLineModel[];
  filter: LogFilter;
  /** What its lines speak of, to choose from. */
  objects: string[];
  /** Ledger sequence number that the panel was read at. */
  seq: number;
  /** Address of the page of lines before these, if there are any. */
  older?: string;
}

export interface LogFilter {
  level: "all" | "warnings" | "errors";
  /** One target object or source resource; empty: all. */
  object: string;
  text: string;
}

const LEVELS = ["all", "warnings", "errors"] as const;

/** The live log: filtered by the server, appended to by the stream, never redrawn by it. */
export function LogPanel({ log }: { log: LogModel }) {
  const at = logAddress(log.name);
  return (
    <div class="log" id={`log-${log.name}`}>
      <form
        class="row log-filter"
        method="get"
        action={at}
        hx-get={at}
        hx-target={`#log-body-${log.name}`}
        hx-swap="outerHTML"
        hx-sync="replace"
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
        <ObjectChoice log={log} />
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
      <LogBody log={log} />
    </div>
  );
}

/** The lines alone: the answer to a filter replaces them and leaves the field that is being typed into. */
export function LogBody({ log }: { log: LogModel }) {
  const { name, filter } = log;
  const newest = `${logAddress(name)}?${new URLSearchParams({ ...filter })}`;
  return (
    <div
      class="log-body"
      id={`log-body-${name}`}
      data-at={logAddress(name)}
      data-level={filter.level}
      data-object={filter.object}
      data-text={filter.text}
    >
      {/* Not announced line by line: the state is, and a reader can go into the log. */}
      <div
        class="log-scroll"
        id={`log-box-${name}`}
        role="log"
        aria-live="off"
        tabindex={0}
        aria-label={`Log: ${name}`}
      >
        <div class="log-older" id={`log-older-${name}`}>{log.older ? <OlderLink log={log} /> : null}</div>
        <ol id={`log-lines-${name}`} class="lines" data-seq={log.seq}>
          {log.lines.map((line) => <LogLine line={line} />)}
        </ol>
      </div>
      <p class="log-behind">
        There are newer lines:{" "}
        <a class="newest" href={newest} hx-get={newest} hx-target={`#log-body-${name}`} hx-swap="outerHTML">
          to the newest
        </a>
      </p>
    </div>
  );
}

function ObjectChoice({ log }: { log: LogModel }) {
  return (
    <select name="object" id={`log-object-${log.name}`} aria-label="Object">
      <option value="">all objects</option>
      {log.objects.map((object) => (
        <option value={object} selected={object === log.filter.object}>{words(object)}</option>
      ))}
    </select>
  );
}

/** Loads the page of lines before the first one shown. */
export function OlderLink({ log }: { log: LogModel }) {
  return <a class="older" href={log.older} hx-get={log.older} hx-swap="none">older lines</a>;
}

const logAddress = (name: string): string => name === "journal" ? "/journal/log" : `/cells/${name}/log`;
