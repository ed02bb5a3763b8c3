import { Action } from "../ui/action.tsx";
import { KeyField, SettingField, type SettingName } from "./field.tsx";
import { Checklist, TestConnection } from "./connection.tsx";
import { NoticePlace } from "../ui/notice.tsx";

export interface SettingsModel {
  values: Record<SettingName, string>;
  sourceKeySet: boolean;
  targetKeySet: boolean;
  /** What must be filled in before anything can run. */
  missing: string[];
  /** The same as a list to tick off, with what is there already. */
  needed: { text: string; done: boolean }[];
  mayPress: boolean;
}

/** The two systems and what only a person knows about the practice. Open until everything needed is there. */
export function SettingsPanel({ settings }: { settings: SettingsModel }) {
  const { values, missing, mayPress } = settings;
  const ready = missing.length === 0;
  return (
    <details class="settings fold" id="settings" open={!ready}>
      <summary>
        <h2>Settings</h2>
        <span class={ready ? "quiet" : "is-waiting"}>
          {ready ? `${values.sourceUrl} → ${values.targetUrl}` : `still needed: ${missing.join(", ")}`}
        </span>
      </summary>
      <NoticePlace name="settings" />
      {ready ? null : <Checklist items={settings.needed} />}
      <Action path="/settings" class="settings-form" name="settings">
        <fieldset disabled={!mayPress}>
          <legend>PracticeHub, the source</legend>
          <SettingField
            name="sourceUrl"
            label="Address"
            value={values.sourceUrl}
            hint="https://yourpractice.practicehub.io"
          />
          <KeyField name="sourceKey" label="API key" set={settings.sourceKeySet} />
          <SettingField
            name="sourceApp"
            label="App and contact"
            value={values.sourceApp}
            hint="handover=you@example.com"
          />
          <SettingField
            name="timeZone"
            label="Time zone of the clinic"
            value={values.timeZone}
            hint="Europe/London"
          />
          <SettingField
            name="practiceName"
            label="Name of the practice"
            value={values.practiceName}
            hint="as the owner says it"
          />
          <TestConnection system="source" mayPress={mayPress} />
        </fieldset>
        <fieldset disabled={!mayPress}>
          <legend>Twenty, the target</legend>
          <SettingField
            name="targetUrl"
            label="Address"
            value={values.targetUrl}
            hint="https://yourworkspace.twenty.com"
          />
          <KeyField name="targetKey" label="API key" set={settings.targetKeySet} />
          <SettingField
            name="fallbackOwner"
            label="Fallback owner"
            value={values.fallbackOwner}
            hint="e-mail of a member"
          />
          <SettingField name="currency" label="Currency" value={values.currency} hint="GBP" />
          <SettingField
            name="country"
            label="Country of telephone numbers"
            value={values.country}
            hint="GB"
          />
          <TestConnection system="target" mayPress={mayPress} />
        </fieldset>
        <details class="fold" id="settings-more">
          <summary>More</summary>
          <fieldset disabled={!mayPress}>
            <label>
              When a source record is gone
              <select name="gonePolicy">
                <option value="soft-delete" selected={values.gonePolicy === "soft-delete"}>
                  soft-delete it in Twenty
                </option>
                <option value="flag" selected={values.gonePolicy === "flag"}>
                  keep it, with the time it was found gone
                </option>
                <option value="keep" selected={values.gonePolicy === "keep"}>do nothing</option>
              </select>
            </label>
            <SettingField
              name="tolerance"
              label="Percent of an object's rows that may fail"
              value={values.tolerance}
              hint="0"
            />
            <SettingField
              name="sourceIntervalMs"
              label="Least time between two requests to PracticeHub, ms"
              value={values.sourceIntervalMs}
              hint="1050"
            />
            <SettingField
              name="targetRequestsPerMinute"
              label="Requests a minute to Twenty"
              value={values.targetRequestsPerMinute}
              hint="found out by asking"
            />
          </fieldset>
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
