import { Action } from "../ui/action.tsx";
import { plural } from "../ui/numbers.ts";

/** What was changed on the way, said where it was asked for. */
export function MapSaid({ text }: { text: string }) {
  return <p class="map-said" role="status">Kept: {text}.</p>;
}

/** What a change would drop that is in use: it is done when it is pressed again, and only then. The
 * focus is on the way back, so that one key pressed twice does nothing. */
export function MapWarning({ text, path, values }: {
  text: string;
  /** Where the same is posted again, with what was posted. */
  path: string;
  values: Record<string, string>;
}) {
  return (
    <div class="map-warning" role="alert">
      <p>{text} Nothing was changed yet.</p>
      <Action path={path} values={{ ...values, anyway: "yes" }} name="anyway">
        <button type="submit" class="button small danger">Do it anyway</button>
        <button type="button" class="button small" data-closes-panel autofocus>Leave it</button>
      </Action>
    </div>
  );
}

/** What an import did, and what of the file does not apply here. */
export function MapImported({ decided, added, left }: { decided: number; added: number; left: string[] }) {
  return (
    <div class="map-said" role="status">
      <p>
        {plural(decided, "row")} {decided === 1 ? "is" : "are"} decided as in the file, {plural(added, "row")}
        {" "}
        added. It is one decision: undo takes all of it back.
      </p>
      {left.length > 0 && (
        <>
          <p>
            {plural(left.length, "thing")} in the file {left.length === 1 ? "does" : "do"} not apply here:
          </p>
          <ul tabindex={0} aria-label="What does not apply">
            {left.map((sentence) => <li>{sentence}</li>)}
          </ul>
        </>
      )}
    </div>
  );
}
