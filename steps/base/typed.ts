import { UsageError } from "./errors.ts";

/** What people type as a value. `by` names what it was typed into, for the error that says what that takes. */

/**
 * A number without a fraction.
 *
 * @param by what it was typed into, for the error: `--port`
 * @throws {UsageError} it is no such number
 */
export function whole(typed: string, by: string): number {
  if (!/^\d+$/.test(typed)) throw new UsageError(`${by} must be a whole number.`);
  return Number(typed);
}

/**
 * With or without a fraction, by point or comma.
 *
 * @param by what it was typed into, for the error
 * @throws {UsageError} it is no percentage
 */
export function percent(typed: string, by: string): number {
  if (!/^\d{1,3}([.,]\d+)?$/.test(typed)) throw new UsageError(`${by} must be a percentage such as 0.5.`);
  return Number(typed.replace(",", "."));
}

/**
 * One of these words.
 *
 * @throws {UsageError} from what it returns: another word was typed
 */
export function oneOf<T extends string>(known: readonly T[]): (typed: string, by: string) => T {
  return (typed, by) => {
    const found = known.find((word) => word === typed);
    if (!found) throw new UsageError(`${by} takes ${known.join(known.length > 2 ? ", " : " or ")}.`);
    return found;
  };
}

/**
 * The whole list: what is not named in it is not chosen.
 *
 * @throws {UsageError} from what it returns: a word is none of them
 */
export function listOf<T extends string>(known: readonly T[]): (typed: string, by: string) => T[] {
  return (typed, by) => {
    if (typed === "none") return [];
    return typed.split(",").map((word) => word.trim()).map((word) => {
      const found = known.find((name) => name === word);
      if (!found) throw new UsageError(`${by} takes ${known.join(", ")} or none, not “${word}”.`);
      return found;
    });
  };
}
