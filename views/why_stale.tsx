import type { CellModel, ChangedModel } from "./models.ts";
import { day } from "./times.ts";

/** Which inputs are others than the last run read, who made them so and when, and what a run would do about it. */
export function WhyStale({ cell: { changed, prediction } }: { cell: CellModel }) {
  if (changed.length === 0) return null;
  return (
    <div class="why">
      <p>Changed since this ran:</p>
      <ul class="causes">{changed.map((input) => <Input input={input} />)}</ul>
      <p class="why-next">
        Running again {prediction.blocked ? "is not possible yet, see below" : "brings it up to date"}.
      </p>
    </div>
  );
}

function Input({ input: { text, href, causes, more } }: { input: ChangedModel }) {
  return (
    <li>
      {href ? <a href={href}>{text}</a> : text}
      {causes.length > 0
        ? (
          <ul>
            {causes.map((cause) => (
              <li>
                {cause.line
                  ? <a class="num" href={cause.line} title={cause.at}>{day(cause.at)}</a>
                  : <time class="num" datetime={cause.at} title={cause.at}>{day(cause.at)}</time>}{" "}
                {cause.href ? <a href={cause.href}>{cause.text}</a> : cause.text}
              </li>
            ))}
            {more > 0 ? <li class="quiet">and {more} more, in the journal</li> : null}
          </ul>
        )
        : null}
    </li>
  );
}
