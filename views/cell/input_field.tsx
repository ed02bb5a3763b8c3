import { words } from "../ui/words.ts";

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
  switch (input.kind) {
    case "checkbox":
      return (
        <label class="check" for={id}>
          <input type="checkbox" id={id} name={input.name} value="true" checked={input.checked} />{" "}
          {input.label}
        </label>
      );
    case "select":
      return (
        <label for={id}>
          {input.label}{" "}
          <select id={id} name={input.name}>
            {input.options.map((o) => <option value={o} selected={o === input.value}>{words(o)}</option>)}
          </select>
        </label>
      );
    case "number":
      return (
        <label for={id}>
          {input.label}{" "}
          <input
            type="number"
            id={id}
            name={input.name}
            value={input.value}
            min={input.min}
            max={input.max}
          />
        </label>
      );
    case "text":
      return (
        <label for={id}>
          {input.label} <input id={id} name={input.name} value={input.value} />
        </label>
      );
  }
}
