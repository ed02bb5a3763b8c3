const KEYS: [string, string][] = [
  ["1 – 8", "go to a cell"],
  ["j  k", "next, previous cell"],
  ["n", "next thing to look at"],
  ["l", "into the cell's log, and out again"],
  ["r", "run the cell"],
  ["R", "run it after the stale cells it builds on"],
  ["p", "pause or resume what runs"],
  ["c", "cancel what runs"],
  ["/  f", "find a record"],
  ["s", "settings"],
  ["t", "times in the practice's zone, or in yours"],
  ["?", "this sheet"],
];
/** What a viewer may not press. */
const FOR_OPERATORS = ["r", "R", "p", "c"];

/** What the signs mean and what the keys do. */
export function Help({ mayPress }: { mayPress: boolean }) {
  return (
    <div id="help" class="help" popover="auto" role="dialog" aria-labelledby="help-title">
      <h2 id="help-title">Keys</h2>
      <dl class="keys">
        {KEYS.filter(([key]) => mayPress || !FOR_OPERATORS.includes(key)).map(([key, does]) => (
          <>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{does}</dd>
          </>
        ))}
      </dl>
      <label class="check">
        <input type="checkbox" id="keys-on" checked /> single keys do these things
      </label>
      <p class="quiet">
        A cell is green when what the workspace holds was read back and compared. Running a cell again is
        always safe: it says first what it would change.
      </p>
      <button type="button" class="button" popovertarget="help" popovertargetaction="hide" autofocus>
        Close
      </button>
    </div>
  );
}
