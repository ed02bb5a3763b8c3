import { z } from "zod";
import { UsageError } from "./errors.ts";

/** Parts of an address as Twenty keeps them (contracts/twenty g); what is absent is empty. */
export const Address = z.object({
  street: z.string(),
  city: z.string(),
  state: z.string(),
  postcode: z.string(),
  country: z.string(),
}).partial();
export type Address = z.infer<typeof Address>;

/** Resources beyond the brief that can be ticked. */
export const EXTRA_OBJECTS = ["patient_logs", "invoices", "payments"] as const;

/**
 * `soft-delete`: into Twenty's trash. `flag`: stays, with the time it was found gone in a field of its own. `keep`:
 * nothing is done.
 */
export const GONE_POLICIES = ["soft-delete", "flag", "keep"] as const;

/** What messages call a setting: in words as on the page, and as a script knows it. */
export const NAMED = {
  sourceUrl: "PracticeHub's address (PRACTICEHUB_URL)",
  sourceKey: "PracticeHub's API key (PRACTICEHUB_KEY)",
  sourceApp: "PracticeHub's app and contact (PRACTICEHUB_APP)",
  timeZone: "the clinic's time zone (PRACTICE_TIMEZONE)",
  targetUrl: "Twenty's address (TWENTY_URL)",
  targetKey: "Twenty's API key (TWENTY_KEY)",
} as const;

/** What is chosen for one migration and kept in the ledger. Keys are not here: see `Keys`. */
export const Settings = z.object({
  sourceUrl: z.url({ protocol: /^https?$/, error: `${NAMED.sourceUrl} is not a web address` }),
  targetUrl: z.url({ protocol: /^https?$/, error: `${NAMED.targetUrl} is not a web address` }),
  /** `name=email`, sent as x-app-details (contracts/practicehub 1.2). */
  sourceApp: z.string().regex(/^[^=\s]+=\S+@\S+$/, `${NAMED.sourceApp} must read name=email`),
  /** IANA zone of the clinic: the source's times carry none. */
  timeZone: z.string().refine(isZone, {
    error: `${NAMED.timeZone} is not an IANA time zone such as Europe/London`,
  }),
  /** ISO 4217; the source never says. Empty: the currency of the zone's country. */
  currency: z.string().regex(/^([A-Z]{3})?$/, "the currency must be three capitals such as GBP").default(""),
  /** ISO 3166 country of telephone numbers that name none. Empty: the zone's country. */
  country: z.string().regex(/^([A-Z]{2})?$/, "the country must be two capitals such as GB").default(""),
  practiceName: z.string().default(""),
  /** Location id → name; the source has no endpoint for them. */
  locations: z.record(z.string(), z.string()).default({}),
  /** Location id, or `practice`, → address. */
  addresses: z.record(z.string(), Address).default({}),
  /** E-mail of the workspace member who owns what has no owner. */
  fallbackOwner: z.string().default(""),
  /** What a delta does with records whose source row is gone. */
  gonePolicy: z.enum(GONE_POLICIES).default("soft-delete"),
  /** Percent of the source rows of any one object that may fail with the run still green. */
  tolerance: z.number().min(0).max(100, "the tolerance is at most 100 percent").default(0),
  /** Resources beyond the brief that are moved too, as objects of their own. */
  extraObjects: z.array(z.enum(EXTRA_OBJECTS)).default([]),
  /** At least this long between two requests to PracticeHub. */
  sourceIntervalMs: z.number().int().min(0).max(60_000).default(1_050),
  /** Empty: found out by asking. */
  targetRequestsPerMinute: z.number().int().min(1).max(100_000).optional(),
});
export type Settings = z.infer<typeof Settings>;

/**
 * Each of these settings by itself, before anything is opened.
 *
 * @throws {UsageError} which are wrong, and how they should read
 */
export function checkSettings(given: Partial<Settings>): void {
  const parsed = Settings.partial().safeParse(given);
  if (!parsed.success) throw new UsageError(parsed.error.issues.map((i) => i.message).join("; ") + ".");
}

/** Held in memory, taken from the environment or typed; never in ledger, log, URL or error. */
export interface Keys {
  source: string;
  target: string;
}

function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: zone });
    return zone !== "";
  } catch {
    return false;
  }
}
