import { RecordLink } from "../ui/link.tsx";
import { Action } from "../ui/action.tsx";
import { NoticePlace } from "../ui/notice.tsx";
import { grouped, plural } from "../ui/numbers.ts";
import { label, words } from "../ui/words.ts";

export interface RollbackPlan {
  hash: string;
  count: number;
  objects: { object: string; reverse: number; keep: number; absent: number }[];
  kept: { object: string; sourceKey: string; reason: string }[];
}

export interface RollbackModel {
  plan: RollbackPlan;
  mayPress: boolean;
  /** The newest run waits for the count. */
  asked: boolean;
}

/** What a rollback would take back and what it would leave, and the count that has to be typed to do it. */
export function RollbackView({ model }: { model: RollbackModel }) {
  const { plan } = model;
  if (plan.objects.length === 0 && plan.count === 0) {
    return <p class="quiet" id="plan">The plan is empty: nothing that this migration wrote is left.</p>;
  }
  const total = (bucket: "keep" | "absent") => plan.objects.reduce((sum, o) => sum + o[bucket], 0);
  return (
    <div class="plan" id="plan">
      <div class="scroll" tabindex={0} role="region" aria-label="The plan">
        <table class="figures">
          <caption>The plan</caption>
          <thead>
            <tr>
              <th scope="col">Object</th>
              <th scope="col" class="num">Take back</th>
              <th scope="col" class="num">Keep</th>
              <th scope="col" class="num">Gone already</th>
            </tr>
          </thead>
          <tbody>
            {plan.objects.map(({ object, reverse, keep, absent }) => (
              <tr>
                <th scope="row">{label(object)}</th>
                <td class="num">{grouped(reverse)}</td>
                <td class={`num ${keep === 0 ? "zero" : "is-waiting"}`}>{grouped(keep)}</td>
                <td class={`num ${absent === 0 ? "zero" : ""}`}>{grouped(absent)}</td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">In all</th>
              <td class="num">{grouped(plan.count)}</td>
              <td class="num">{grouped(total("keep"))}</td>
              <td class="num">{grouped(total("absent"))}</td>
            </tr>
          </tfoot>
        </table>
      </div>
      <p>
        <a href="/rollback.csv" download>Every record of the plan as CSV</a>
      </p>
      {plan.kept.length > 0 ? <Kept kept={plan.kept} total={total("keep")} /> : null}
      {asksForCount(model) ? <Confirm plan={plan} /> : null}
    </div>
  );
}

/** Whether the count can be typed now; what is wrong with it is then told beside the field. */
export const asksForCount = ({ asked, mayPress, plan }: RollbackModel): boolean =>
  asked && mayPress && plan.count > 0;

function Kept({ kept, total }: { kept: RollbackPlan["kept"]; total: number }) {
  return (
    <details class="fold" id="plan-kept">
      <summary>
        Kept, and why <span class="quiet">{plural(total, "row")}</span>
      </summary>
      <ul class="kept">
        {kept.map(({ object, sourceKey, reason }) => (
          <li>
            {words(object)} <RecordLink sourceKey={sourceKey} />: {reason}
          </li>
        ))}
        {total > kept.length ? <li class="quiet">and {grouped(total - kept.length)} more</li> : null}
      </ul>
    </details>
  );
}

/** Hexadecimal digits that tell one plan's field from another's. */
const TELLING = 8;

/**
 * Bound to the plan's hash: if anything changed since it was shown, the confirmation is refused. The field is another for
 * another plan, so that what was typed for this one goes with it.
 */
function Confirm({ plan }: { plan: RollbackPlan }) {
  return (
    <div>
      <NoticePlace name="rollback" />
      <Action
        path="/rollback/confirm"
        name="confirm-rollback"
        class="row confirm"
        values={{ plan: plan.hash }}
      >
        <label>
          Type <b class="num">{grouped(plan.count)}</b> to take these rows back{" "}
          <input
            name="count"
            id={`rollback-count-${plan.hash.slice(0, TELLING)}`}
            inputmode="numeric"
            autocomplete="off"
            required
          />
        </label>
        <button type="submit" class="button danger">Roll back</button>
      </Action>
    </div>
  );
}
