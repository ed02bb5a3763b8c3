import type { StatusModel } from "./status_bar.tsx";
import { RecordSearch } from "../records/search.tsx";
import { plural } from "../ui/numbers.ts";

export interface ViewerModel {
  name: string;
  /** A viewer may look and not press. */
  mayPress: boolean;
}

/** Which practice goes to which workspace, who looks on, and the way to help. */
export function Masthead({ status, viewer }: { status: StatusModel; viewer: ViewerModel }) {
  return (
    <div class="masthead">
      <h1>
        <a class="brand" href="/">Handover</a>
        <span class="route">
          <span>{status.practice || "a practice"}</span>
          <span class="arrow" aria-label="to">→</span>
          <span>{status.workspace || "a workspace"}</span>
        </span>
      </h1>
      <RecordSearch />
      <div class="people">
        <Here here={status.here} />
        <details class="you">
          <summary>{viewer.name}</summary>
          <form method="post" action="/name" class="row">
            <label>
              Your name, as the log will say it{" "}
              <input name="name" value={viewer.name} maxlength={40} required />
            </label>
            <button type="submit" class="button">Keep</button>
          </form>
          {viewer.mayPress ? null : <p class="quiet">You may look; buttons are for the operator.</p>}
        </details>
        <button type="button" class="button small" popovertarget="help" aria-label="Help and keys">?</button>
      </div>
    </div>
  );
}

/** Everyone who has the page open: cut off to one line, and unfolded one beneath the other. */
export function Here({ here }: { here: string[] }) {
  return (
    <div id="here" class="quiet here">
      {here.length > 1
        ? (
          <details id="here-who">
            <summary>{plural(here.length, "person", "people")} here: {here.join(", ")}</summary>
            <ul>{here.map((name) => <li>{name}</li>)}</ul>
          </details>
        )
        : ""}
    </div>
  );
}
