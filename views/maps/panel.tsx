import type { PropsWithChildren } from "hono/jsx";
import { Action } from "../ui/action.tsx";
import type { PanelModel } from "./model.ts";

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
            Why it stays behind{" "}
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
          {panel.canMove
            ? (
              <Places
                path={`/maps/fields/${id}/move`}
                id={id}
                panel={{ ...panel, fields: panel.fields.filter((f) => f.name !== panel.target) }}
                word="Send it there"
              />
            )
            : null}
          {panel.canMove || panel.transforms.length > 1
            ? null
            : <p>Its field and how it is filled are given: it can be confirmed or ignored.</p>}
          {panel.transforms.length > 1
            ? (
              <Action path={`/maps/fields/${id}/transform`} name="transform">
                <label>
                  Fill it as{" "}
                  <select name="transform" id={`how-${id}`}>
                    {panel.transforms.map((t) => (
                      <option value={t.name} selected={t.name === panel.transform}>{t.words}</option>
                    ))}
                  </select>
                </label>
                <button type="submit" class="button small">Change</button>
              </Action>
            )
            : null}
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
          New label for <span class="id">{panel.value}</span>, whose value stays
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
          <label>
            becomes{" "}
            <select name="option" id={`option-${id}`}>
              {panel.options.map((o) => <option value={o.value}>{o.label}</option>)}
            </select>
          </label>
          <label>
            or a new option <LabelInput id={id} />
          </label>
          <button type="submit" class="button small">Add</button>
          <span class="quiet" id={`words-${id}`} aria-live="polite"></span>
        </Action>
      );
  }
}

type PlacesPanel = Pick<Extract<PanelModel, { kind: "map" }>, "fields" | "types" | "suggested">;

/** An existing field of a fitting type, or a new one. */
function Places({ path, id, panel: { fields, types, suggested }, word }: {
  path: string;
  id: string;
  panel: PlacesPanel;
  word: string;
}) {
  return (
    <>
      {fields.length > 0
        ? (
          <Action path={path} name="existing">
            <label>
              Into the field{" "}
              <select name="field" id={`field-${id}`} autofocus>
                {fields.map((f) => (
                  <option value={f.name}>
                    {f.label} · {f.name}, {f.type.toLowerCase().replaceAll("_", " ")}
                  </option>
                ))}
              </select>
            </label>
            <button type="submit" class="button small">{word}</button>
          </Action>
        )
        : null}
      <Action path={path} name="new-field">
        <label>
          {fields.length > 0 ? "or a new field" : "A new field"}{" "}
          <input name="label" id={`label-${id}`} value={suggested.label} maxlength={120} required />
        </label>
        <label>
          of type{" "}
          <select name="type" id={`type-${id}`}>
            {types.map((t) => <option value={t.name} selected={t.name === suggested.type}>{t.words}</option>)}
          </select>
        </label>
        <button type="submit" class="button small">Make it</button>
      </Action>
    </>
  );
}

interface ChooserProps {
  path: string;
  id: string;
  word: string;
  options: { value: string; label: string }[];
  option: string;
}

function Chooser({ path, id, word, options, option, children }: PropsWithChildren<ChooserProps>) {
  return (
    <Action path={path} name="choose">
      <label>
        {children}{" "}
        <select name="option" id={`option-${id}`} autofocus>
          {options.map((o) => <option value={o.value} selected={o.value === option}>{o.label}</option>)}
        </select>
      </label>
      <button type="submit" class="button small">{word}</button>
    </Action>
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
