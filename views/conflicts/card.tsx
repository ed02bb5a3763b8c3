import type { Take } from "../../db/tables.ts";
import { Anchor, RecordLink } from "../ui/link.tsx";
import { Action } from "../ui/action.tsx";
import type { ConflictRow } from "./model.ts";
import { Time } from "../ui/time.tsx";
import { Value } from "../ui/value.tsx";
import { label } from "../ui/words.ts";

/** One record: what PracticeHub has, what Twenty has, field by field, and whose it is to be. */
export function ConflictCard({ row, mayPress }: { row: ConflictRow; mayPress: boolean }) {
  const { id, object, sourceKey, reason, fields, decision } = row;
  return (
    <li class={`conflict ${decision ? "decided" : ""}`} id={`conflict-${id}`}>
      <p class="conflict-head">
        <b>{label(object)}</b> <RecordLink sourceKey={sourceKey} /> <span class="quiet">{reason}</span>{" "}
        <Anchor href={`/conflicts/${id}`} what={`conflict on ${sourceKey}`} />
      </p>
      {fields.length > 0
        ? (
          <div class="scroll" tabindex={0} role="region" aria-label={`Both sides of ${sourceKey}`}>
            <table class="figures conflict-fields">
              <thead>
                <tr>
                  <th scope="col">Field</th>
                  <th scope="col" class={chosen(decision?.take, "practicehub")}>PracticeHub</th>
                  <th scope="col" class={chosen(decision?.take, "twenty")}>Twenty now</th>
                </tr>
              </thead>
              <tbody>
                {fields.map(({ field, wanted, found }) => (
                  <tr>
                    <th scope="row" class="id">{field}</th>
                    <td class={chosen(decision?.take, "practicehub")}>
                      <Value json={wanted} exact={false} />
                    </td>
                    <td class={chosen(decision?.take, "twenty")}>
                      <Value json={found} exact={false} />
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )
        : null}
      <Choice row={row} mayPress={mayPress} />
    </li>
  );
}

const chosen = (take: Take | undefined, side: Take): string =>
  take === undefined ? "" : take === side ? "chosen" : "not-chosen";

const WORDS: Record<Take, string> = {
  twenty: "Twenty's values stay",
  practicehub: "PracticeHub's values are to be written",
};

function Choice({ row: { id, takeable, decision }, mayPress }: { row: ConflictRow; mayPress: boolean }) {
  if (decision) {
    return (
      <div class="row">
        <span>
          {WORDS[decision.take]}{" "}
          <span class="quiet">
            {decision.who}, <Time of={decision.at} as="day" />
          </span>
        </span>
        {mayPress ? <Choose id={id} take="" text="Take back" small /> : null}
      </div>
    );
  }
  if (!mayPress) return <p class="quiet">Not decided.</p>;
  return (
    <div class="row">
      <Choose id={id} take="twenty" text="Keep Twenty's" />
      {takeable ? <Choose id={id} take="practicehub" text="Write PracticeHub's" /> : null}
    </div>
  );
}

function Choose({ id, take, text, small }: { id: string; take: Take | ""; text: string; small?: boolean }) {
  return (
    <Action path="/conflicts/one" name={`choose-${take || "none"}`} values={{ id, take }}>
      <button type="submit" class={small ? "button small" : "button"}>{text}</button>
    </Action>
  );
}
