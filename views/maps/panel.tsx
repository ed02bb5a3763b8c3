import type { PropsWithChildren } from "hono/jsx";
import { Action } from "../ui/action.tsx";
import type { OptionName, PanelModel, PlacesModel } from "./model.ts";

/** What is asked where a row was opened: a reason, a field, a transform, an option. */
export function MapPanel({ panel }: { panel: PanelModel }) {
  return (
    <div class="map-ask" role="group" aria-label={titleOf(panel)}>
      <Ask panel={panel} />
      <button type="button" class="button small plain" data-closes-panel>close</button>
    </div>
  );
}

function titleOf(panel: PanelModel): string {
  if ("what" in panel) return panel.what;
  if ("field" in panel) return panel.field;
  return panel.kind === "move" ? `The value ${panel.value}` : `The option ${panel.label}`;
}

function Ask({ panel }: { panel: PanelModel }) {
  const { id } = panel;
  switch (panel.kind) {
    case "ignore":
      return (
        <Action path={`/maps/fields/${id}/ignore`} name="ignore">
          <label>
            Why it is left behind{" "}
            <input
              name="reason"
              id={`why-${id}`}
              value={panel.note}
              maxlength={panel.max}
              size={40}
              autofocus
            />
          </label>
          <button type="submit" class="button small">Ignore this row</button>
          <span class="quiet">A reason helps whoever reads this later; it may be empty.</span>
        </Action>
      );
    case "change":
      return (
        <>
          {panel.canMove && (
            <Places
              path={`/maps/fields/${id}/move`}
              id={id}
              panel={{ ...panel, fields: panel.fields.filter((f) => f.name !== panel.target) }}
              word="Send it there"
            />
          )}
          {panel.canMove || panel.transforms.length > 1
            ? null
            : <p>Its field and how it is filled are given: it can be confirmed or ignored.</p>}
          {panel.transforms.length > 1 && (
            <Action path={`/maps/fields/${id}/transform`} name="transform">
              <Choice
                name="transform"
                id={`how-${id}`}
                options={panel.transforms.map((t) => [t.name, t.words])}
                chosen={panel.transform}
              >
                Fill it as
              </Choice>
              <button type="submit" class="button small">Change</button>
            </Action>
          )}
        </>
      );
    case "map":
      return <Places path={`/maps/sources/${id}/map`} id={id} panel={panel} word="Map it" />;
    case "move":
      return (
        <>
          <Chooser
            path={`/maps/values/${id}/move`}
            id={id}
            word="Move"
            options={panel.options}
            option={panel.option}
          >
            The value becomes
          </Chooser>
          <Typed path={`/maps/values/${id}/move`} id={id} word="Make the option">or a new option</Typed>
        </>
      );
    case "rename":
      return (
        <Typed
          path={`/maps/options/${id}/rename`}
          id={id}
          word="Rename"
          label={panel.label}
          words="?value=stays"
        >
          New label for <span class="id">{panel.value}</span>, whose value is kept
        </Typed>
      );
    case "default":
      return (
        <>
          <Chooser
            path={`/maps/tables/${id}/default`}
            id={id}
            word="Set"
            options={[{ value: "", label: "nothing: left empty" }, ...panel.options]}
            option={panel.option}
          >
            What is not listed becomes
          </Chooser>
          <Typed path={`/maps/tables/${id}/default`} id={id} word="Make the option">or a new option</Typed>
        </>
      );
    case "add":
      return (
        <Action path={`/maps/tables/${id}/add`} name="add">
          <label>
            Value in PracticeHub <input name="value" id={`value-${id}`} maxlength={200} autofocus required />
          </label>
          <Choice name="option" id={`option-${id}`} options={pairs(panel.options)}>becomes</Choice>
          <label>
            or a new option <LabelInput id={id} />
          </label>
          <button type="submit" class="button small">Add</button>
          <span class="quiet" id={`words-${id}`} aria-live="polite"></span>
        </Action>
      );
  }
}

/** An existing field of a fitting type, or a new one. */
function Places({ path, id, panel: { fields, types, suggested }, word }: {
  path: string;
  id: string;
  panel: PlacesModel;
  word: string;
}) {
  return (
    <>
      {fields.length > 0 && (
        <Action path={path} name="existing">
          <Choice
            name="field"
            id={`field-${id}`}
            options={fields.map((f) => [
              f.name,
              `${f.label} · ${f.name}, ${f.type.toLowerCase().replaceAll("_", " ")}`,
            ])}
            first
          >
            Into the field
          </Choice>
          <button type="submit" class="button small">{word}</button>
        </Action>
      )}
      <Action path={path} name="new-field">
        <label>
          {fields.length > 0 ? "or a new field" : "A new field"}{" "}
          <input name="label" id={`label-${id}`} value={suggested.label} maxlength={120} required />
        </label>
        <Choice
          name="type"
          id={`type-${id}`}
          options={types.map((t) => [t.name, t.words])}
          chosen={suggested.type}
        >
          of type
        </Choice>
        <button type="submit" class="button small">Make it</button>
      </Action>
    </>
  );
}

/** One of the options that a field has. */
function Chooser({ path, id, word, options, option, children }: PropsWithChildren<{
  path: string;
  id: string;
  word: string;
  options: OptionName[];
  option: string;
}>) {
  return (
    <Action path={path} name="choose">
      <Choice name="option" id={`option-${id}`} options={pairs(options)} chosen={option} first>
        {children}
      </Choice>
      <button type="submit" class="button small">{word}</button>
    </Action>
  );
}

const pairs = (options: OptionName[]): Pair[] => options.map(({ value, label }) => [value, label]);

type Pair = [value: string, words: string];

/** A list to choose from under its label. `first`: where the panel begins. */
function Choice({ name, id, options, chosen, first, children }: PropsWithChildren<{
  name: string;
  id: string;
  options: Pair[];
  chosen?: string;
  first?: boolean;
}>) {
  return (
    <label>
      {children}{" "}
      <select name={name} id={id} autofocus={first ?? false}>
        {options.map(([value, words]) => <option value={value} selected={value === chosen}>{words}</option>)}
      </select>
    </label>
  );
}

/** A label that is typed, and at once what Twenty makes of it. */
function Typed({ path, id, word, label, words, children }: PropsWithChildren<{
  path: string;
  id: string;
  word: string;
  label?: string;
  /** How what becomes of the label is asked for. */
  words?: string;
}>) {
  return (
    <Action path={path} name="label">
      <label>
        {children} <LabelInput id={id} label={label ?? ""} words={words ?? ""} required />
      </label>
      <button type="submit" class="button small">{word}</button>
      <span class="quiet" id={`words-${id}`} aria-live="polite"></span>
    </Action>
  );
}

function LabelInput({ id, label, words, required }: {
  id: string;
  label?: string;
  words?: string;
  required?: boolean;
}) {
  return (
    <input
      name="label"
      id={`label-${id}`}
      value={label ?? ""}
      maxlength={120}
      required={required ?? false}
      hx-post={`/maps/option-words${words ?? ""}`}
      hx-trigger="input changed delay:250ms"
      hx-target={`#words-${id}`}
      hx-swap="textContent"
    />
  );
}
