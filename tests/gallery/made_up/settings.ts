import { settingsModel } from "../../../routes/settings/model.ts";
import type { Settings } from "../../../steps/base/settings.ts";
import type { SettingsModel } from "../../../views/settings/panel.tsx";

export const NOTHING: Partial<Settings> = {};
export const FULL: Partial<Settings> = {
  practiceName: "Riverside Chiropractic",
  sourceUrl: "https://riverside.neptune.practicehub.io",
  sourceApp: "handover=ana@example.com",
  timeZone: "Europe/London",
  targetUrl: "https://riverside.twenty.example",
  currency: "GBP",
  country: "GB",
  fallbackOwner: "ana@riverside.example",
  gonePolicy: "flag",
  tolerance: 0.5,
  sourceIntervalMs: 1_050,
  targetRequestsPerMinute: 100,
};

/** The first `done` of what is needed are there, whatever the values say. */
export function settings(values: Partial<Settings>, done: number, mayPress = true): SettingsModel {
  const keys = { source: done > 1 ? "key" : "", target: done > 5 ? "key" : "" };
  const model = settingsModel({ settings: values, keys }, mayPress);
  const needed = model.needed.map(({ text }, i) => ({ text, done: i < done }));
  return { ...model, needed, missing: needed.slice(done).map(({ text }) => text) };
}
