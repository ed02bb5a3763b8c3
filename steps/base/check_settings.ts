import type { z } from "zod";
import { UsageError } from "./errors.ts";
import { NAMED, type Setting, type SettingName, SETTINGS, Settings } from "./settings.ts";

/**
 * All settings, those that were not provided at their defaults.
 *
 * @throws {UsageError} which are wrong, and how they should read
 */
export function completeSettings(provided: Partial<Settings>): Settings {
  return mustParse(Settings.safeParse(provided));
}

/**
 * Each of these settings by itself, before anything is opened.
 *
 * @throws {UsageError} which are wrong, and how they should read
 */
export function checkSettings(provided: Partial<Settings>): void {
  mustParse(Settings.partial().safeParse(provided));
}

/** Which of those are absent without which nothing runs; keys are asked for apart. */
export const missingSettings = (settings: Partial<Settings>): (keyof Settings)[] =>
  SETTINGS.filter(({ needed, schema }) => needed && schema).map(({ key }) => key as keyof Settings)
    .filter((key) => !settings[key]);

function mustParse<T>(parsed: z.ZodSafeParseResult<T>): T {
  if (parsed.success) return parsed.data;
  const sentences = parsed.error.issues.map(({ path, message }) =>
    `${NAMED[path[0] as SettingName] ?? path.join(".")} ${message}`
  );
  throw new UsageError(`${sentences.join("; ")}.`);
}

/**
 * The value that was typed for a setting, in a flag, a variable or the form; undefined where nothing was.
 *
 * @param by what the person typed it into
 * @throws {UsageError} it cannot be read
 */
export function readSetting({ read }: Setting, typed: string | undefined, by: string): unknown {
  const text = typed?.trim() ?? "";
  if (text === "") return undefined;
  return read ? read(text, by) : text;
}
