import type { Console } from "../../steps/console.ts";
import type { SettingName, SettingsModel } from "../../views/models.ts";

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
  const missing = [
    values.sourceUrl ? "" : "address of PracticeHub",
    keys.source ? "" : "PracticeHub key",
    values.sourceApp ? "" : "app and contact",
    values.timeZone ? "" : "time zone",
    values.targetUrl ? "" : "address of Twenty",
    keys.target ? "" : "Twenty key",
  ].filter((name) => name !== "");
  return { values, sourceKeySet: keys.source !== "", targetKeySet: keys.target !== "", missing, mayPress };
}
