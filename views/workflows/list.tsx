import { grouped, plural } from "../ui/numbers.ts";
import type { WorkflowsModel } from "./model.ts";
import { WorkflowRow } from "./row.tsx";
import { Action } from "../ui/action.tsx";
import { NoticePlace } from "../ui/notice.tsx";

/** Longer lists are folded: the cell stays readable at a glance. */
const OPEN_ROWS = 12;

/** What PracticeHub automates and Twenty does not yet: entered by hand, taken away as a guide to rebuild by. */
export function Workflows({ block }: { block: WorkflowsModel }) {
  const { workflows, mayPress } = block;
  const none = workflows.length === 0;
  return (
    <section class="workflows" id="workflows" aria-labelledby="workflows-title">
      <div class="row spread">
        <h3 id="workflows-title">Workflows to rebuild</h3>
        {none ? null : <Downloads />}
      </div>
      <p class="quiet prose">
        {none ? "None entered yet. " : ""}PracticeHub's API has no address that is known to give workflows.
        {" "}
        {none
          ? "Open them there, enter each here, and Handover makes a guide of them, step by step, for whoever rebuilds them in Twenty."
          : "These were entered from its screen."} Nothing is created in Twenty.
      </p>
      {none ? null : (
        <details class="fold" id="workflow-list" open={workflows.length <= OPEN_ROWS}>
          <summary>
            {plural(workflows.length, "workflow")}
            <span class="quiet">{switchedOff(block)}</span>
          </summary>
          <ul class="workflow-list">
            {workflows.map((workflow) => <WorkflowRow workflow={workflow} mayPress={mayPress} />)}
          </ul>
        </details>
      )}
      {mayPress
        ? (
          <>
            <p class="row add-workflow">
              <a
                class="button"
                href="/workflows/new/form"
                hx-get="/workflows/new/form"
                hx-target="#workflow-edit-new"
                hx-swap="innerHTML"
              >
                Add a workflow
              </a>
            </p>
            {/* Skipped by the stream: a form that somebody fills in stays as it is. */}
            <div id="workflow-edit-new" hx-morph-skip="true"></div>
            <details class="fold" id="workflow-import">
              <summary>Import from a file</summary>
              <div id="workflow-import-box" hx-morph-skip="true">
                <WorkflowImport />
              </div>
            </details>
          </>
        )
        : null}
    </section>
  );
}

function switchedOff({ workflows }: WorkflowsModel): string {
  const off = workflows.filter((w) => !w.definition.active).length;
  return off === 0 ? "" : `, ${grouped(off)} of them switched off in PracticeHub`;
}

function Downloads() {
  return (
    <span class="row">
      <a href="/workflows/guide.md" download>Rebuild guide</a>
      <a href="/workflows/export.json" download>JSON</a>
    </span>
  );
}

/** A file from another console, or one written by hand. `said`: what the import before this one did. */
export function WorkflowImport({ said }: { said?: string }) {
  return (
    <Action path="/workflows/import" name="import-workflows" class="import" files>
      <NoticePlace name="workflow-import" />
      {said ? <p class="said" role="status">{said}</p> : null}
      <p class="quiet prose">
        A workflow of the same name is replaced, every other stays. What such a file holds is in
        docs/workflows.md.
      </p>
      <label>
        JSON file <input type="file" name="file" accept=".json,application/json" />
      </label>
      <label>
        or its text
        <textarea
          name="text"
          rows={3}
          spellcheck={false}
          placeholder='{"handover":"workflows","version":1,"workflows":[…]}'
        >
        </textarea>
      </label>
      <p>
        <button type="submit" class="button">Import</button>
      </p>
    </Action>
  );
}
