import { Action } from "./action.tsx";
import type { BlockModel } from "./models.ts";
import { grouped, plural } from "./numbers.ts";
import { label, words } from "./words.ts";

type Rollback = Extract<BlockModel, { kind: "rollback" }>;

/** What a rollback would take back and what it would leave, and the count that has to be typed to do it. */
export function RollbackView({ block }: { block: Rollback }) {
  const { plan, mayPress, asked } = block;
  return (
    <div class="plan" id="plan">
      <table class="figures">
        <caption>The plan</caption>
        <thead>
          <tr>
            <th scope="col">Object</th>
            <th scope="col" class="num">Take back</th>
            <th scope="col" class="num">Keep</th>
          </tr>
        </thead>
        <tbody>
          {plan.objects.map(({ object, reverse, keep }) => (
            <tr>
              <th scope="row">{label(object)}</th>
              <td class="num">{grouped(reverse)}</td>
              <td class={`num ${keep === 0 ? "zero" : "is-waiting"}`}>{grouped(keep)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">In all</th>
            <td class="num">{grouped(plan.count)}</td>
            <td class="num">{grouped(plan.objects.reduce((sum, o) => sum + o.keep, 0))}</td>
          </tr>
        </tfoot>
      </table>
      {plan.kept.length > 0 ? <Kept kept={plan.kept} /> : null}
      {asked && mayPress && plan.count > 0 ? <Confirm plan={plan} /> : null}
    </div>
  );
}

function Kept({ kept }: { kept: Rollback["plan"]["kept"] }) {
  return (
    <details class="fold" id="plan-kept">
      <summary>
        Kept, and why <span class="quiet">{plural(kept.length, "row")}</span>
      </summary>
      <ul class="kept">
        {kept.map(({ object, sourceKey, reason }) => (
          <li>
            {words(object)} <span class="id">{sourceKey}</span>: {reason}
          </li>
        ))}
      </ul>
    </details>
  );
}

/** Bound to the plan's hash: if anything changed since it was shown, the confirmation is refused. */
function Confirm({ plan }: { plan: Rollback["plan"] }) {
  return (
    <Action path="/rollback/confirm" name="confirm-rollback" class="row confirm" values={{ plan: plan.hash }}>
      <label>
        Type <b class="num">{grouped(plan.count)}</b> to take these rows back{" "}
        <input name="count" id="rollback-count" inputmode="numeric" autocomplete="off" required />
      </label>
      <button type="submit" class="button danger">Roll back</button>
    </Action>
  );
}
