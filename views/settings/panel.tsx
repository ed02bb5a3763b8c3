import type { Setting } from "../../steps/base/settings.ts";
import { Action } from "../ui/action.tsx";
import { Checklist, TestConnection } from "./connection.tsx";
import { NoticePlace } from "../ui/notice.tsx";

export interface SettingFieldModel extends NonNullable<Setting["form"]> {
  name: string;
  value: string;
  /** Of a key, which is typed and never shown again: whether there is one. */
  isSet?: boolean | undefined;
}

export interface SettingsModel {
  fields: SettingFieldModel[];
  /** The addresses of the two systems. */
  between: [source: string, target: string];
  /** What must be filled in before anything can run. */
  missing: string[];
  /** The same as a list to tick off, with what is there already. */
  needed: { text: string; done: boolean }[];
  mayPress: boolean;
}

/** The two systems and what only a person knows about the practice. Open until everything needed is there. */
export function SettingsPanel({ settings }: { settings: SettingsModel }) {
  const { fields, between, missing, mayPress } = settings;
  const ready = missing.length === 0;
  const of = (group: SettingFieldModel["group"]) =>
    fields.filter((field) => field.group === group).map((field) => <SettingField {...field} />);
  return (
    <details class="settings fold" id="settings" open={!ready}>
      <summary>
        <h2>Settings</h2>
        <span class={ready ? "quiet" : "is-waiting"}>
          {ready ? between.join(" → ") : `still needed: ${missing.join(", ")}`}
        </span>
      </summary>
      <NoticePlace name="settings" />
      {ready ? null : <Checklist items={settings.needed} />}
      <Action path="/settings" class="settings-form" name="settings">
        <fieldset disabled={!mayPress}>
          <legend>PracticeHub, the source</legend>
          {of("source")}
          <TestConnection system="source" mayPress={mayPress} />
        </fieldset>
        <fieldset disabled={!mayPress}>
          <legend>Twenty, the target</legend>
          {of("target")}
          <TestConnection system="target" mayPress={mayPress} />
        </fieldset>
        <details class="fold" id="settings-more">
          <summary>More</summary>
          <fieldset disabled={!mayPress}>{of("more")}</fieldset>
        </details>
        {mayPress
          ? (
            <p class="row">
              <button type="submit" class="button primary">Save settings</button>
              <span class="quiet">
                Keys stay in this program's memory and are asked for again after a restart.
              </span>
            </p>
          )
          : null}
      </Action>
    </details>
  );
}

/** One setting, as it is asked for. */
export function SettingField(field: SettingFieldModel) {
  if (field.isSet !== undefined) return <KeyField {...field} />;
  return field.options ? <Choice {...field} options={field.options} /> : <TextField {...field} />;
}

function TextField({ name, label, value, hint }: SettingFieldModel) {
  return (
    <label>
      {label}
      <input
        name={name}
        id={`setting-${name}`}
        value={value}
        placeholder={hint}
        autocomplete="off"
        spellcheck={false}
      />
    </label>
  );
}

function Choice({ name, label, value, options }: SettingFieldModel & { options: Record<string, string> }) {
  return (
    <label>
      {label}
      <select name={name}>
        {Object.entries(options).map(([option, words]) => (
          <option value={option} selected={value === option}>{words}</option>
        ))}
      </select>
    </label>
  );
}

function KeyField({ name, label, hint, isSet = false }: SettingFieldModel) {
  return (
    <label>
      <span>
        {label} <b class={isSet ? "is-green" : "is-waiting"}>{isSet ? "set" : "not set"}</b>
      </span>
      <input
        type="password"
        name={name}
        id={`setting-${name}`}
        placeholder={isSet ? hint : ""}
        autocomplete="off"
      />
    </label>
  );
}
