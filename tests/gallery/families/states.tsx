import { StateIcon } from "../../../views/ui/icon.tsx";
import { SHORT_STATE_WORDS, STATE_WORDS } from "../../../views/ui/words.ts";
import type { CellState } from "../../../steps/runbook/runbook.ts";
import type { Example, Family } from "../example.ts";

const STATES: CellState[] = [
  "never",
  "running",
  "paused",
  "waiting",
  "green",
  "red",
  "stale",
  "crashed",
  "cancelled",
];

/** A state as the cell's head, the history and the run's page tell it. */
const chip = (state: CellState): Example => ({
  component: "State",
  state: STATE_WORDS[state],
  view: (
    <p class={`state is-${state}`}>
      <StateIcon state={state} /> {STATE_WORDS[state]}
    </p>
  ),
});

export const states: Family = {
  name: "states",
  about: "One sign, one word and one colour a state; told apart without the colour.",
  place: "main",
  examples: [
    ...STATES.map(chip),
    {
      component: "State",
      state: "all in a line, as the sidebar has them",
      view: (
        <p class="row">
          {STATES.map((state) => (
            <span>
              <StateIcon state={state} /> <span class="quiet">{SHORT_STATE_WORDS[state]}</span>
            </span>
          ))}
        </p>
      ),
    },
    {
      component: "StateIcon",
      state: "alone, its word said to a screen reader",
      view: (
        <p class="row">
          {STATES.map((state) => <StateIcon state={state} spoken />)}
        </p>
      ),
    },
  ],
};
