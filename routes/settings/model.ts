import { type Keys, SETTINGS, type Settings } from "../../steps/base/settings.ts";
import type { SettingFieldModel, SettingsModel } from "../../views/settings/panel.tsx";

/** The settings as the panel shows them. Of the keys only whether they are set. */
export function settingsModel(
  { settings = {}, keys }: { settings: Partial<Settings> | undefined; keys: Keys },
  mayPress: boolean,
): SettingsModel {
  const shown: Record<string, unknown> = settings;
  const keySet: Record<string, boolean> = { sourceKey: keys.source !== "", targetKey: keys.target !== "" };
  const valueOf = (key: string) => String(shown[key] ?? "");
  const isThere = (key: string) => keySet[key] ?? valueOf(key) !== "";
  const needed = SETTINGS.flatMap(({ key, needed }) => needed ? [{ text: needed, done: isThere(key) }] : []);
  return {
    fields: SETTINGS.flatMap(({ key, form }): SettingFieldModel[] =>
      form
        ? [{ ...form, name: key, value: keySet[key] === undefined ? valueOf(key) : "", isSet: keySet[key] }]
        : []
    ),
    between: [valueOf("sourceUrl"), valueOf("targetUrl")],
    missing: needed.filter(({ done }) => !done).map(({ text }) => text),
    needed,
    mayPress,
  };
}
