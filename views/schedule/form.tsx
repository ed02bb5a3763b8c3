import { Action, Press } from "../ui/action.tsx";
import { plural } from "../ui/numbers.ts";
import { Time } from "../ui/time.tsx";
import type { Moment } from "../ui/times.ts";

/** A cell that runs by the clock. */
export interface ScheduleModel {
  zone: string;
  mayPress: boolean;
  /** Nothing runs before somebody types the keys. */
  keysMissing: boolean;
  /** By the clinic's clock, `2026-11-30T18:00`. */
  suggestedUntil: string;
  order?: { minutes: number; until: Moment; next: Moment; who: string; ended?: string };
}

/** The delta again and again in the days of the cut-over: what is ordered, or the order to give. */
export function Schedule({ model }: { model: ScheduleModel }) {
  const { order, mayPress } = model;
  const goesOn = order && !order.ended;
  return (
    <section class="schedule" id="schedule" aria-labelledby="schedule-title">
      <h3 id="schedule-title">By the clock</h3>
      {goesOn && (
        <p>
          Every {plural(order.minutes, "minute")} until{" "}
          <Time of={order.until} as="day" class="num" />, next at{" "}
          <Time of={order.next} as="day" class="num" /> <span class="quiet">ordered by {order.who}</span>
        </p>
      )}
      {goesOn && model.keysMissing
        ? <p class="is-waiting">Nothing runs before the keys are typed in the settings.</p>
        : null}
      {order?.ended ? <p class="quiet">The last schedule ended: {order.ended}</p> : null}
      {!mayPress
        ? null
        : goesOn
        ? <Press path="/schedule/stop" name="stop-schedule">Stop the schedule</Press>
        : <Order model={model} />}
    </section>
  );
}

function Order({ model: { suggestedUntil, zone } }: { model: ScheduleModel }) {
  return (
    <Action path="/schedule" name="schedule" class="row">
      <label>
        Every{" "}
        <input type="number" name="minutes" id="schedule-minutes" value="30" min="1" max="1440" required />
        {" "}
        minutes
      </label>
      <label>
        until <input type="datetime-local" name="until" id="schedule-until" value={suggestedUntil} required />
        {" "}
        <span class="quiet">{zone}</span>
      </label>
      <label class="check" for="schedule-sweep">
        <input type="checkbox" id="schedule-sweep" name="sweep" value="true" checked /> with the sweep
      </label>
      <button type="submit" class="button">Begin</button>
    </Action>
  );
}
