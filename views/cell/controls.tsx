import { Action, Press } from "../ui/action.tsx";
import { ChainButton, ChainNote, Queued } from "./chain.tsx";
import type { CellModel } from "./cell.tsx";
import { PredictionView } from "./prediction.tsx";
import { words } from "../ui/words.ts";

/** What a run would do now, what stands in its way, and the buttons. */
export function Controls({ cell }: { cell: CellModel }) {
  const { prediction, first } = cell;
  return (
    <div class="controls" id={`controls-${cell.id}`}>
      <div class="prediction">
        {cell.active ? null : <PredictionView prediction={prediction} zone={cell.zone} />}
        {first.length > 0 && !cell.active && (
          <p class="first">
            First: {first.map(({ id, title, word }, i) => (
              <>
                {i > 0 ? ", " : ""}
                <a href={`#cell-${id}`}>{title.toLowerCase()}</a> ({word})
              </>
            ))}
          </p>
        )}
        {cell.chain && !cell.active && cell.mayPress ? <ChainNote chain={cell.chain} /> : null}
      </div>
      {cell.queued
        ? <Queued cell={cell} queued={cell.queued} />
        : cell.mayPress
        ? <Buttons cell={cell} />
        : null}
    </div>
  );
}

function Buttons({ cell }: { cell: CellModel }) {
  const at = `/cells/${cell.id}`;
  if (cell.active) {
    return (
      <div class="buttons">
        {cell.active.paused
          ? <Press path={`${at}/resume`} name="resume" button="primary">Resume</Press>
          : <Press path={`${at}/pause`} name="pause">Pause</Press>}
        <Press path={`${at}/cancel`} name="cancel">Cancel</Press>
      </div>
    );
  }
  const stopped = cell.prediction.blocked !== undefined || cell.busyWith !== undefined;
  return (
    <div class="buttons">
      <Action path={`${at}/run`} name="run" class="run-form">
        {cell.inputs.map((input) => <InputField input={input} cell={cell.id} />)}
        {cell.chain && !cell.busyWith
          ? <ChainButton chain={cell.chain} primary={cell.run !== undefined && cell.state !== "green"} />
          : null}
        <button type="submit" class={`button ${isNext(cell) ? "primary" : ""}`} disabled={stopped}>
          {runWord(cell)}
        </button>
      </Action>
      {cell.busyWith ? <p class="quiet">{cell.busyWith} is running</p> : null}
    </div>
  );
}

/** The accent: a cell that may run and has not ended green. What waits for a person has its own button for that. */
function isNext(cell: CellModel): boolean {
  return cell.first.length === 0 && !cell.chain && !["green", "waiting"].includes(cell.state) &&
    cell.id !== "rollback";
}

function runWord(cell: CellModel): string {
  if (cell.id === "rollback") return cell.run ? "Make the plan again" : "Make the plan";
  if (cell.chain) return "Run only this one";
  if (cell.state === "crashed" || cell.state === "cancelled") return "Continue";
  return cell.run ? "Run again" : "Run";
}

/** One form control of a step's input. */
export type InputModel =
  & { name: string; label: string }
  & (
    | { kind: "checkbox"; checked: boolean }
    | { kind: "select"; options: string[]; value: string }
    | { kind: "number"; value: string; min?: number; max?: number }
    | { kind: "text"; value: string }
  );

/** One input of a step, from its schema: every one has a default, so that a cell can be run as it stands. */
export function InputField({ input, cell }: { input: InputModel; cell: string }) {
  const id = `${cell}-${input.name}`;
  if (input.kind === "checkbox") {
    return (
      <label class="check" for={id}>
        <input type="checkbox" id={id} name={input.name} value="true" checked={input.checked} /> {input.label}
      </label>
    );
  }
  return (
    <label for={id}>
      {input.label} <Typed input={input} id={id} />
    </label>
  );
}

function Typed({ input, id }: { input: Exclude<InputModel, { kind: "checkbox" }>; id: string }) {
  const { name, value } = input;
  switch (input.kind) {
    case "select":
      return (
        <select id={id} name={name}>
          {input.options.map((o) => <option value={o} selected={o === value}>{words(o)}</option>)}
        </select>
      );
    case "number":
      return <input type="number" id={id} name={name} value={value} min={input.min} max={input.max} />;
    case "text":
      return <input id={id} name={name} value={value} />;
  }
}
