import { Action } from "../ui/action.tsx";
import { ConflictCard } from "./card.tsx";
import type { ConflictsModel } from "./model.ts";
import { NoticePlace } from "../ui/notice.tsx";
import { grouped, plural } from "../ui/numbers.ts";
import { Pulse } from "../ui/pulse.tsx";

/**
 * Both sides of every conflict, and the choice between them; Twenty's side stays unless somebody says otherwise.
 *
 * @param alone on a page of its own, where no stream redraws anything and the address says which part is shown
 */
export function Conflicts({ model, alone }: { model: ConflictsModel; alone?: boolean }) {
  const { version, undecided, decided, cell, mayPress } = model;
  const list = listOf(cell);
  return (
    <section class="conflicts" id="conflicts" aria-labelledby="conflicts-title">
      <h3 id="conflicts-title">
        Conflicts{" "}
        <span class={undecided > 0 ? "is-waiting" : "quiet"}>
          {undecided > 0 ? `${grouped(undecided)} to decide` : "all decided"}
          {decided > 0 && undecided > 0 ? `, ${grouped(decided)} decided` : ""}
        </span>
      </h3>
      <p class="quiet">
        Twenty holds something else than was last written. It stays so unless you choose otherwise. What you
        choose is done when this cell runs again, if both sides are still as they are shown.
      </p>
      <NoticePlace name="conflicts" />
      {mayPress ? <ForAll model={model} /> : null}
      <div id={list} hx-morph-skip="true">
        <ConflictList model={model} alone={alone ?? false} />
      </div>
      {alone ? null : (
        <Pulse
          id="conflicts-pulse"
          path="/conflicts"
          version={version}
          target={list}
          include={`#${list} [name=offset]`}
        />
      )}
    </section>
  );
}

/**
 * One decision for all that nobody has decided, bound to what they are now. To write over people's edits the count is
 * typed, into another field as soon as they are others: what was typed for these is not about those.
 */
function ForAll({ model: { undecided, takeable, shown } }: { model: ConflictsModel }) {
  if (undecided < 2) return null;
  return (
    <div class="row conflicts-all">
      <Action
        path="/conflicts/all"
        name="keep-all"
        values={{ take: "twenty", count: String(undecided), shown: shown.undecided }}
      >
        <button type="submit" class="button">Keep Twenty's in all {grouped(undecided)}</button>
      </Action>
      {takeable > 0
        ? (
          <Action
            path="/conflicts/all"
            name="take-all"
            class="row confirm"
            values={{ take: "practicehub", shown: shown.takeable }}
          >
            <label>
              or type <b class="num">{grouped(takeable)}</b> to write over as many edits{" "}
              <input
                name="count"
                id={`conflicts-count-${shown.takeable.slice(0, 12)}`}
                inputmode="numeric"
                autocomplete="off"
                required
              />
            </label>
            <button type="submit" class="button danger">Write PracticeHub's</button>
          </Action>
        )
        : null}
    </div>
  );
}

const listOf = (cell: string): string => `conflict-list-${cell}`;

/** One page of them. */
export function ConflictList({ model, alone }: { model: ConflictsModel; alone?: boolean }) {
  const { rows, offset, pageSize, undecided, decided, cell, mayPress } = model;
  const total = undecided + decided;
  const link = (at: number, text: "previous" | "next") => {
    const page = `/conflicts?offset=${at}`;
    // By its id the focus finds the way that was taken again.
    const id = `conflicts-${text}`;
    if (alone) return <a id={id} href={page}>{text}</a>;
    return (
      <a
        id={id}
        href={page}
        hx-get={page}
        hx-target={`#${listOf(cell)}`}
        hx-sync={`#${listOf(cell)}:replace`}
      >
        {text}
      </a>
    );
  };
  return (
    <>
      <input type="hidden" name="offset" value={String(offset)} />
      <ul class="conflict-list">
        {rows.map((row) => <ConflictCard row={row} mayPress={mayPress} />)}
      </ul>
      {total > pageSize
        ? (
          <p class="row quiet">
            <span>{grouped(offset + 1)}–{grouped(offset + rows.length)} of {plural(total, "conflict")}</span>
            {offset > 0 ? link(Math.max(0, offset - pageSize), "previous") : null}
            {offset + rows.length < total ? link(offset + pageSize, "next") : null}
          </p>
        )
        : null}
    </>
  );
}
