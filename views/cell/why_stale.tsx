import type { CellModel } from "./cell.tsx";
import type { PredictionModel } from "./prediction.tsx";
import { Time } from "../ui/time.tsx";
import type { Moment } from "../ui/times.ts";

/** An input that has changed since the cell's run read it. */
export interface ChangedModel {
  text: string;
  /** Where it is kept. */
  href?: string;
  /** What changed it, newest first. */
  causes: CauseModel[];
  /** Causes that are not listed. */
  more: number;
}

export interface CauseModel {
  /** Names who. */
  text: string;
  at: Moment;
  /** The change itself. */
  href?: string;
  /** Its line in the journal. */
  line?: string;
}

/** Which inputs have changed since the last run, who changed them and when, and what a run would do about it. */
export function WhyStale({ cell: { changed, prediction } }: { cell: CellModel }) {
  if (changed.length === 0) return null;
  return (
    <div class="why">
      <p>Changed since this ran:</p>
      <ul class="causes">{changed.map((input) => <Input input={input} />)}</ul>
      <p class="why-next">{nextOf(prediction)}</p>
    </div>
  );
}

/** What a re-run would write, as a number as soon as there is one. */
function nextOf({ gist, counting, blocked }: PredictionModel): string {
  const later = blocked ? " What comes first is told below." : "";
  if (counting) return `What running again would write is being counted.${later}`;
  if (gist) return `Running again would ${gist}.${later}`;
  return blocked ? "Running again is not possible yet, see below." : "Running again brings it up to date.";
}

function Input({ input: { text, href, causes, more } }: { input: ChangedModel }) {
  return (
    <li>
      {href ? <a href={href}>{text}</a> : text}
      {causes.length > 0 && (
        <ul>
          {causes.map((cause) => (
            <li>
              {cause.line
                ? (
                  <a class="num" href={cause.line}>
                    <Time of={cause.at} as="day" />
                  </a>
                )
                : <Time of={cause.at} as="day" class="num" />}{" "}
              {cause.href ? <a href={cause.href}>{cause.text}</a> : cause.text}
            </li>
          ))}
          {more > 0 ? <li class="quiet">and {more} more, in the journal</li> : null}
        </ul>
      )}
    </li>
  );
}
