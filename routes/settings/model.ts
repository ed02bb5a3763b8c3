import type { Console } from "../../steps/console/console.ts";
import type { SettingName } from "../../views/settings/field.tsx";
import type { SettingsModel } from "../../views/settings/panel.tsx";

/** The settings as the panel shows them. Of the keys only whether they are set. */
export function settingsModel({ settings, keys }: Console, mayPress: boolean): SettingsModel {
  const values: Record<SettingName, string> = {
    practiceName: settings?.practiceName ?? "",
    sourceUrl: settings?.sourceUrl ?? "",
    sourceApp: settings?.sourceApp ?? "",
    timeZone: settings?.timeZone ?? "",
    targetUrl: settings?.targetUrl ?? "",
    currency: settings?.currency ?? "",
    country: settings?.country ?? "",
    fallbackOwner: settings?.fallbackOwner ?? "",
    gonePolicy: settings?.gonePolicy ?? "soft-delete",
    tolerance: String(settings?.tolerance ?? 0),
    sourceIntervalMs: String(settings?.sourceIntervalMs ?? ""),
    targetRequestsPerMinute: String(settings?.targetRequestsPerMinute ?? ""),
  };
  const needed = [
    { text: "address of PracticeHub", done: values.sourceUrl !== "" },
    { text: "PracticeHub key", done: keys.source !== "" },
    { text: "app and contact", done: values.sourceApp !== "" },
    { text: "time zone", done: values.timeZone !== "" },
    { text: "address of Twenty", done: values.targetUrl !== "" },
    { text: "Twenty key", done: keys.target !== "" },
  ];
  const missing = needed.filter(({ done }) => !done).map(({ text }) => text);
  return {
    values,
    sourceKeySet: keys.source !== "",
    targetKeySet: keys.target !== "",
    missing,
    needed,
    mayPress,
  };
}
