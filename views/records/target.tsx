import { ConflictCard } from "../conflicts/card.tsx";
import { LongValue } from "../ui/long_value.tsx";
import { RecordHistory } from "./history.tsx";
import type { RecordFieldModel, RecordTargetModel } from "./model.ts";
import { label } from "../ui/words.ts";

/** One record that the row has in Twenty, or should have: how it stands, field by field, and how it came to that. */
export function RecordTarget({ target }: { target: RecordTargetModel }) {
  const { id, object, href, standing, state, skip, fields, remarks, conflict, history } = target;
  return (
    <section class="record-target" id={`target-${id}`} aria-labelledby={`title-${id}`}>
      <h2 id={`title-${id}`}>
        {label(object)} {href ? <a href={href} rel="noreferrer" target="_blank">open in Twenty</a> : null}
      </h2>
      <p class="id quiet">{id}</p>
      <p class={`record-standing is-${TONES[state] ?? "never"}`}>{standing}</p>
      {skip ? <p>By the map as it is now: no record, because {skip}.</p> : null}
      {conflict
        ? (
          <>
            <ul class="conflict-list">
              <ConflictCard row={conflict} mayPress={false} />
            </ul>
            <p>
              <a href={`/conflicts/${id}`}>Among the other conflicts</a>, where it is decided.
            </p>
          </>
        )
        : null}
      {remarks.length > 0
        ? (
          <ul class="record-remarks">
            {remarks.map(({ field, text }) => (
              <li>
                <span class="id">{field}</span>: {text}
              </li>
            ))}
          </ul>
        )
        : null}
      {fields.length > 0 ? <Fields fields={fields} object={object} /> : null}
      {history.length > 0 ? <RecordHistory rows={history} id={id} /> : null}
    </section>
  );
}

/** The colour of a cell that stands like that. */
const TONES: Record<string, string> = {
  confirmed: "green",
  failed: "red",
  conflict: "waiting",
  planned: "running",
  sent: "running",
};

function Fields({ fields, object }: { fields: RecordFieldModel[]; object: string }) {
  return (
    <div class="scroll" tabindex={0} role="region" aria-label={`Fields of ${label(object)}`}>
      <table class="figures record-fields stacked">
        <thead>
          <tr>
            <th scope="col">Field</th>
            <th scope="col">PracticeHub</th>
            <th scope="col">Should be in Twenty</th>
            <th scope="col">Last read in Twenty</th>
          </tr>
        </thead>
        <tbody>
          {fields.map(({ field, source, expected, held, differs }) => (
            <tr class={differs ? "differs" : ""}>
              <th scope="row" class="id">{field}</th>
              <td data-label="PracticeHub">
                <LongValue json={source} />
              </td>
              <td data-label="Should be">
                <LongValue json={expected} />
              </td>
              <td data-label="Last read">
                {held !== undefined && held === expected
                  ? <span class="quiet">the same</span>
                  : <LongValue json={held} />}
                {differs ? <b class="is-waiting">differs</b> : null}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
