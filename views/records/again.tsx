import type { RecordModel } from "./model.ts";

/** The way to move this row once more, by the cell that moved it last; the page goes there to watch. */
export function RecordAgain({ record: { again, key, mayPress } }: { record: RecordModel }) {
  if (!again || !mayPress) return null;
  return (
    <form method="post" action={`/cells/${again.step}/rows`} class="row" data-action="again">
      <input type="hidden" name="row" value={key} />
      <button type="submit" class="button">Run this row again</button>
      <span class="quiet">by the {again.title.toLowerCase()}: this row alone, read back field by field</span>
    </form>
  );
}
