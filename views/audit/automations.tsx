import { Action } from "../ui/action.tsx";
import type { AuditModel, AutomationsModel } from "./model.ts";
import { grouped } from "../ui/numbers.ts";
import { Time } from "../ui/time.tsx";

/** The audit to take away, and the automations that have to be read before the first record is written. */
export function AuditFiles({ block }: { block: AuditModel }) {
  return (
    <div class="audit-files" id="audit-files">
      <p class="row take-away">
        <a class="button" href="/cells/audit/report.html">Report to read and print</a>
        {block.rows > 0
          ? (
            <a href="/cells/audit/rows.csv" download>
              <span class="num">{grouped(block.rows)}</span> rows that need a look, as CSV
            </a>
          )
          : null}
      </p>
      {block.automations ? <Automations list={block.automations} mayPress={block.mayPress} /> : null}
    </div>
  );
}

function Automations({ list, mayPress }: { list: AutomationsModel; mayPress: boolean }) {
  const { items, subject, acknowledged } = list;
  return (
    <section class="automations" id="automations" aria-labelledby="automations-title">
      <h3 id="automations-title">Automations in Twenty that would start</h3>
      <p class="quiet prose">
        Handover's key cannot switch them off. Deactivate in Twenty what should not run and run the audit
        again; what is left active starts on what is written, and what it makes is not rolled back.
      </p>
      <AutomationTable items={items} />
      {acknowledged
        ? (
          <p class="is-green">
            Read by {acknowledged.who}, <Time of={acknowledged.at} as="day" />: the migration goes on.
          </p>
        )
        : mayPress
        ? (
          <Action path="/audit/acknowledge" name="acknowledge" values={{ subject }}>
            <button type="submit" class="button primary">I have read this; go on</button>
          </Action>
        )
        : <p class="quiet">Nobody has read this yet; nothing is written until then.</p>}
    </section>
  );
}

export function AutomationTable({ items }: { items: AutomationsModel["items"] }) {
  return (
    <div class="scroll" tabindex={0} role="region" aria-label="Automations">
      <table class="figures">
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col">Starts on</th>
            <th scope="col">How often</th>
          </tr>
        </thead>
        <tbody>
          {items.map(({ kind, name, event, often, href }) => (
            <tr>
              <th scope="row">
                {href ? <a href={href} target="_blank" rel="noreferrer">{name}</a> : name}{" "}
                <span class="quiet">{kind}</span>
              </th>
              <td class="id">{event}</td>
              <td>{often}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
