import { z } from "zod";
import { isSupportedCountry } from "libphonenumber-js";
import { oneOf, percent, whole } from "./typed.ts";
import { zoneNamed } from "./zones.ts";

/** Parts of an address as Twenty keeps them (contracts/twenty g); what is absent is empty. */
export const Address = z.object({
  street: z.string(),
  city: z.string(),
  state: z.string(),
  postcode: z.string(),
  country: z.string(),
}).partial();
export type Address = z.infer<typeof Address>;

/**
 * `soft-delete`: into Twenty's trash. `flag`: it gets the time it was found gone, in a field of its own. `keep`:
 * nothing is done.
 */
export const GONE_POLICIES = ["soft-delete", "flag", "keep"] as const;

/** One setting, for all who ask for it, keep it, check it or show it. */
export interface Setting {
  /** How messages call it; they fall after its name, as in `the currency must be three capitals`. */
  name: string;
  /** What a value must be, and its default. Absent: it is not kept in the ledger. */
  schema?: z.ZodType;
  env?: string;
  flag?: {
    name: string;
    /** What stands for its value in the help. */
    value: string;
    /** What it does, where it is no more than another way to fill in the form. */
    help?: string;
  };
  /** What is typed as a value. Default: as it stands. */
  read?: (typed: string, by: string) => unknown;
  /** Where it stands in the panel, and how it is asked for there. */
  form?: {
    group: "source" | "target" | "more";
    label: string;
    /** An example of how it is written. */
    hint: string;
    /** Values to choose from, with the words for each; none is chosen before the first is saved. */
    options?: Record<string, string>;
  };
  /** Nothing can run before it is there; the checklist calls it so. */
  needed?: string;
  /** Typed or taken from the environment, kept in memory, never shown, printed or kept. */
  secret?: true;
  /** Its default, in words. */
  unset?: string;
  /** Which input of the cells it is part of (`runbook/versions.ts`). Default: `settings`. */
  input?: "companies" | "optional objects" | "none";
}

/** Every setting, once: in the order of the panel and of the documents. */
const TABLE = {
  sourceUrl: {
    name: "PracticeHub's address",
    schema: z.url({ protocol: /^https?$/, error: "is not a web address" }),
    env: "PRACTICEHUB_URL",
    flag: { name: "practicehub-url", value: "URL" },
    form: { group: "source", label: "Address", hint: "https://yourpractice.practicehub.io" },
    needed: "address of PracticeHub",
  },
  sourceKey: {
    name: "PracticeHub's API key",
    env: "PRACTICEHUB_KEY",
    form: { group: "source", label: "API key", hint: "type to replace it" },
    needed: "PracticeHub key",
    secret: true,
  },
  /** Sent as x-app-details (contracts/practicehub 1.2). */
  sourceApp: {
    name: "PracticeHub's app and contact",
    schema: z.string().regex(/^[^=\s]+=\S+@\S+$/, "must read name=email"),
    env: "PRACTICEHUB_APP",
    flag: { name: "practicehub-app", value: "NAME=EMAIL" },
    form: { group: "source", label: "App and contact", hint: "handover=you@example.com" },
    needed: "app and contact",
    unset: "`name=email`, asked for by PracticeHub",
  },
  /** IANA zone of the clinic: the source's times carry none. */
  timeZone: {
    name: "the clinic's time zone",
    schema: z.string().transform((zone, { addIssue }) => {
      const known = zoneNamed(zone);
      if (known === undefined) addIssue("is not an IANA zone such as Europe/London");
      return known ?? zone;
    }),
    env: "PRACTICE_TIMEZONE",
    flag: { name: "practice-timezone", value: "ZONE" },
    form: { group: "source", label: "Time zone of the clinic", hint: "Europe/London" },
    needed: "time zone",
    unset: "asked, never guessed",
  },
  practiceName: {
    name: "the practice's name",
    schema: z.string().default(""),
    env: "PRACTICE_NAME",
    flag: { name: "practice-name", value: "NAME" },
    form: { group: "source", label: "Name of the practice", hint: "as the owner says it" },
    unset: "from the address",
    input: "companies",
  },
  targetUrl: {
    name: "Twenty's address",
    schema: z.url({ protocol: /^https?$/, error: "is not a web address" }),
    env: "TWENTY_URL",
    flag: { name: "twenty-url", value: "URL" },
    form: { group: "target", label: "Address", hint: "https://yourworkspace.twenty.com" },
    needed: "address of Twenty",
  },
  targetKey: {
    name: "Twenty's API key",
    env: "TWENTY_KEY",
    form: { group: "target", label: "API key", hint: "type to replace it" },
    needed: "Twenty key",
    secret: true,
  },
  /** E-mail of the workspace member who owns what has no owner. */
  fallbackOwner: {
    name: "the fallback owner",
    schema: z.string().default(""),
    flag: { name: "fallback-owner", value: "EMAIL", help: "owns what no practitioner's member owns" },
    form: { group: "target", label: "Fallback owner", hint: "e-mail of a member" },
  },
  /** ISO 4217; the source never says. Empty: the currency of the zone's country. */
  currency: {
    name: "the currency",
    schema: z.string().regex(/^([A-Z]{3})?$/, "must be three capitals such as GBP").default(""),
    env: "PRACTICE_CURRENCY",
    flag: { name: "practice-currency", value: "GBP" },
    form: { group: "target", label: "Currency", hint: "GBP" },
    unset: "that of the zone's country, and the audit says so",
  },
  /** ISO 3166 country of telephone numbers that name none. Empty: the zone's country. */
  country: {
    name: "the country",
    schema: z.string().regex(/^([A-Z]{2})?$/, "must be two capitals such as GB")
      .transform((code) => code === "UK" ? "GB" : code)
      .refine((code): boolean => code === "" || isSupportedCountry(code), "is not a country such as GB")
      .default(""),
    env: "PRACTICE_COUNTRY",
    flag: { name: "practice-country", value: "GB" },
    form: { group: "target", label: "Country of telephone numbers", hint: "GB" },
    unset: "the zone's country; for telephone numbers without one",
  },
  /** What a delta does with records whose source row is gone. */
  gonePolicy: {
    name: "what becomes of records whose row is gone",
    schema: z.enum(GONE_POLICIES).default("soft-delete"),
    flag: {
      name: "gone",
      value: "POLICY",
      help: "what a delta does with records whose row is gone: soft-delete (default), flag, keep",
    },
    read: oneOf(GONE_POLICIES),
    form: {
      group: "more",
      label: "When a source record is gone",
      hint: "",
      options: {
        "soft-delete": "soft-delete it in Twenty",
        "flag": "keep it, with the time it was found gone",
        "keep": "do nothing",
      },
    },
  },
  /** Percent of the source rows of any one object that may fail with the run still green. */
  tolerance: {
    name: "the tolerance",
    schema: z.number().min(0).max(100, "is at most 100 percent").default(0),
    flag: {
      name: "tolerance",
      value: "PERCENT",
      help: "how many of an object's rows may fail with the run still green; 0 unless said",
    },
    read: percent,
    form: { group: "more", label: "Percent of an object's rows that may fail", hint: "0" },
    input: "none",
  },
  /** By the resource that each is made of; which there are says `OPTIONAL` of `mapping/objects.ts`. */
  optionalObjects: {
    name: "the optional objects",
    schema: z.array(z.string()).default([]),
    flag: { name: "also", value: "RESOURCE,…" },
    input: "optional objects",
  },
  sourceIntervalMs: {
    name: "the least time between two requests to PracticeHub",
    schema: z.number().int().min(0).max(60_000, "is a minute at most").default(1_050),
    env: "PRACTICEHUB_INTERVAL_MS",
    read: whole,
    form: { group: "more", label: "Least time between two requests to PracticeHub, ms", hint: "1050" },
    unset: "1050",
    input: "none",
  },
  targetRequestsPerMinute: {
    name: "requests a minute to Twenty",
    schema: z.number().int().min(1).max(100_000).optional(),
    env: "TWENTY_REQUESTS_PER_MINUTE",
    read: whole,
    form: { group: "more", label: "Requests a minute to Twenty", hint: "found out by asking" },
    unset: "found out by asking",
    input: "none",
  },
  /** Location id → name; the source has no endpoint for them, the page has a form of their own. */
  locations: {
    name: "the names of locations",
    schema: z.record(z.string(), z.string()).default({}),
    input: "companies",
  },
  /** Location id, or `practice`, → address. */
  addresses: {
    name: "the addresses of locations",
    schema: z.record(z.string(), Address).default({}),
    input: "companies",
  },
  ledgerUrl: {
    name: "the ledger",
    env: "HANDOVER_LEDGER",
    flag: { name: "ledger", value: "FILE" },
    unset: "`handover.db`",
  },
  ledgerToken: {
    name: "the ledger's token",
    env: "HANDOVER_LEDGER_TOKEN",
    unset: "for a remote ledger",
    secret: true,
  },
  ledgerKey: {
    name: "the ledger's key",
    env: "HANDOVER_LEDGER_KEY",
    unset: "encrypts the file at rest",
    secret: true,
  },
} satisfies Record<string, Setting>;

export type SettingName = keyof typeof TABLE;

export const SETTINGS: readonly (Setting & { key: SettingName })[] = Object.entries(TABLE)
  .map(([key, setting]) => ({ ...setting, key: key as SettingName }));

/** What messages call a setting: in words as on the page, and as a script knows it. */
export const NAMED = Object.fromEntries(
  SETTINGS.map(({ key, name, env }) => [key, env ? `${name} (${env})` : name]),
) as Record<SettingName, string>;

type Kept = {
  [Key in SettingName as typeof TABLE[Key] extends { schema: z.ZodType } ? Key : never]: typeof TABLE[Key];
};

/** What is chosen for one migration and kept in the ledger. Keys are not here: see `Keys`. */
export const Settings = z.object(
  Object.fromEntries(SETTINGS.flatMap(({ key, schema }) => schema ? [[key, schema]] : [])) as {
    [Key in keyof Kept]: Kept[Key]["schema"];
  },
);
export type Settings = z.infer<typeof Settings>;

/** Kept in memory, taken from the environment or typed; never in ledger, log, URL or error. */
export interface Keys {
  source: string;
  target: string;
}
