import { StateIcon } from "../ui/icon.tsx";
import type { CellModel } from "./cell.tsx";
import { WhyStale } from "./why_stale.tsx";
import { STATE_WORDS } from "../ui/words.ts";

/** Number, title and state; why it is stale; what it is for, said to the clinic's owner. */
export function CellHead({ cell }: { cell: CellModel }) {
  return (
    <header class="cell-head">
      <span class={`knot is-${cell.state}`} aria-hidden="true"></span>
      <span class="cell-number" aria-hidden="true">{cell.number}</span>
      <h2 id={`title-${cell.id}`}>{cell.title}</h2>
      <p class={`state is-${cell.state}`}>
        <StateIcon state={cell.state} /> {STATE_WORDS[cell.state]}
      </p>
      <p class="purpose">{cell.purpose}</p>
      <WhyStale cell={cell} />
    </header>
  );
}
