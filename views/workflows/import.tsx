import { Action } from "../ui/action.tsx";
import { NoticePlace } from "../ui/notice.tsx";

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
