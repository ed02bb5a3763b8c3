import { Action } from "../ui/action.tsx";
import { NoticePlace } from "../ui/notice.tsx";
import { plural } from "../ui/numbers.ts";
import { Time } from "../ui/time.tsx";
import type { WorkflowModel } from "./model.ts";

/** One workflow: a line that opens to all that was entered, and there the ways to change it. */
export function WorkflowRow({ workflow, mayPress }: { workflow: WorkflowModel; mayPress: boolean }) {
  const { id, definition, savedAt, who } = workflow;
  const { trigger, conditions, actions } = definition;
  return (
    <li id={`workflow-row-${id}`}>
      <details class="workflow" id={`workflow-${id}`}>
        <summary>
          <span class="workflow-name">{definition.name}</span>
          <span class="quiet">
            {[
              trigger.type,
              ...(conditions.length > 0 ? [plural(conditions.length, "condition")] : []),
              plural(actions.length, "action"),
            ].join(" · ")}
          </span>
          {definition.active ? null : <span class="tag">switched off</span>}
        </summary>
        <div class="workflow-said">
          <Said workflow={workflow} />
          <p class="quiet">
            entered by {who}, <Time of={savedAt} as="day" />
          </p>
          {mayPress ? <Change workflow={workflow} /> : null}
        </div>
        <NoticePlace name={`workflow-${id}`} />
        <div id={`workflow-edit-${id}`} class="workflow-edit" hx-morph-skip="true"></div>
      </details>
    </li>
  );
}

function Said({ workflow: { definition } }: { workflow: WorkflowModel }) {
  const { purpose, trigger, match, conditions, actions, notes } = definition;
  const delay = trigger.delay
    ? `, ${length(trigger.delay)} ${trigger.type === "before appointment" ? "before" : "later"}`
    : "";
  return (
    <dl class="workflow-parts">
      {purpose ? <Part name="For" text={purpose} /> : null}
      <Part name="Starts" text={`${trigger.type}${delay}${trigger.detail ? `: ${trigger.detail}` : ""}`} />
      {conditions.length > 0
        ? (
          <>
            <dt>{conditions.length === 1 ? "If" : `If ${match} of`}</dt>
            <dd>
              <ul>
                {conditions.map((c) => (
                  <li>
                    <span class="id">{c.field}</span> {c.operator} {c.value ? <b>{c.value}</b> : null}
                  </li>
                ))}
              </ul>
            </dd>
          </>
        )
        : null}
      <dt>Then</dt>
      <dd>
        {actions.length === 0 ? <span class="is-waiting">no action entered</span> : (
          <ol>
            {actions.map((a) => (
              <li>
                {a.type}
                {a.wait ? `, ${a.type === "wait" ? "for" : "after"} ${length(a.wait)}` : ""}
                {a.detail ? `: ${a.detail}` : ""}
                {a.template ? <pre class="template">{a.template}</pre> : null}
              </li>
            ))}
          </ol>
        )}
      </dd>
      {notes ? <Part name="Notes" text={notes} /> : null}
    </dl>
  );
}

function Part({ name, text }: { name: string; text: string }) {
  return (
    <>
      <dt>{name}</dt>
      <dd class="as-typed">{text}</dd>
    </>
  );
}

/** `1 day`, `3 weeks`. */
const length = ({ amount, unit }: { amount: number; unit: string }): string =>
  plural(amount, unit.replace(/s$/, ""), unit);

function Change({ workflow: { id, definition, hash } }: { workflow: WorkflowModel }) {
  return (
    <div class="row">
      <a
        class="button small"
        href={`/workflows/${id}/form`}
        hx-get={`/workflows/${id}/form`}
        hx-target={`#workflow-edit-${id}`}
        hx-swap="innerHTML"
        aria-label={`Edit ${definition.name}`}
      >
        Edit
      </a>
      <details class="fold" id={`workflow-delete-${id}`}>
        <summary aria-label={`Delete ${definition.name}`}>Delete…</summary>
        <Action path={`/workflows/${id}/delete`} name="delete-workflow" values={{ opened: hash }}>
          <span>It is then gone from the guide as well.</span>
          <button type="submit" class="button small danger">Delete this workflow</button>
        </Action>
      </details>
    </div>
  );
}
