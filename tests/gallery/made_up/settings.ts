import type { SettingsModel } from "../../../views/settings/panel.tsx";

export const NOTHING: SettingsModel["values"] = {
  practiceName: "",
  sourceUrl: "",
  sourceApp: "",
  timeZone: "",
  targetUrl: "",
  currency: "",
  country: "",
  fallbackOwner: "",
  gonePolicy: "soft-delete",
  tolerance: "0",
  sourceIntervalMs: "",
  targetRequestsPerMinute: "",
};
export const FULL: SettingsModel["values"] = {
  practiceName: "Riverside Chiropractic",
  sourceUrl: "https://riverside.neptune.practicehub.io",
  sourceApp: "handover=ana@example.com",
  timeZone: "Europe/London",
  targetUrl: "https://riverside.twenty.example",
  currency: "GBP",
  country: "GB",
  fallbackOwner: "ana@riverside.example",
  gonePolicy: "flag",
  tolerance: "0.5",
  sourceIntervalMs: "1050",
  targetRequestsPerMinute: "100",
};

const NEEDED = [
  "address of PracticeHub",
  "PracticeHub key",
  "app and contact",
  "time zone",
  "address of Twenty",
  "Twenty key",
];

/** The first `done` of what is needed are there. */
export function settings(values: SettingsModel["values"], done: number, mayPress = true): SettingsModel {
  return {
    values,
    sourceKeySet: done > 1,
    targetKeySet: done > 5,
    missing: NEEDED.slice(done),
    needed: NEEDED.map((text, i) => ({ text, done: i < done })),
    mayPress,
  };
}
