/**
 * What can go wrong, each with the facts a person needs. Messages name records by id and fields by name, never a
 * patient's value and never a key.
 */
export abstract class HandoverError extends Error {}

/** A flag, setting or address is missing or wrong. Nothing was started. */
export class UsageError extends HandoverError {
  override name = "UsageError";
}

/** A person has to decide first: confirm a map, sign a sample, confirm a rollback. */
export class NeedsPersonError extends HandoverError {
  override name = "NeedsPersonError";
}

/** A person pressed cancel. What was confirmed is kept; running again continues. */
export class CancelledError extends HandoverError {
  override name = "CancelledError";
  constructor() {
    super("Cancelled. What was confirmed is kept; running again continues from there.");
  }
}

/** Another run, here or in another console, holds the ledger. */
export class BusyError extends HandoverError {
  override name = "BusyError";
}

/** PracticeHub refused, or answered something that is not its API. */
export class SourceError extends HandoverError {
  override name = "SourceError";
  constructor(message: string, readonly status?: number, options?: ErrorOptions) {
    super(message, options);
  }
}

/**
 * What a refusal means, as far as anything depends on it. `schema-missing`: the object or a field of it is not there.
 * `permission-denied`: the key's role may not touch the object. `forbidden`: it may not do this one thing.
 */
export type RefusalCode =
  | "permission-denied"
  | "forbidden"
  | "schema-missing"
  | "not-found"
  | "duplicate"
  | "too-large"
  | "other";

/**
 * Twenty refused a request. `reason` is its own message, to be shown and not read; it quotes no value we sent unless it
 * had to. What code decides by is `code`.
 */
export class RefusedError extends HandoverError {
  override name = "RefusedError";
  constructor(
    readonly status: number,
    readonly reason: string,
    readonly where: string,
    readonly code: RefusalCode = "other",
  ) {
    super(`Twenty refused ${where} (${status}): ${reason}`);
  }
}

/** Twenty refused the key itself, so from here on every request would be refused. */
export class KeyRefusedError extends UsageError {
  /** @param advice what was refused and what to check, without what it means for a run that is under way */
  constructor(readonly advice: string) {
    super(`${advice}, and run again: what was sent is settled by reading.`);
  }
}

/**
 * Twenty takes nothing of an object as it is mapped: a field or the object is not there any more, or the key's role may
 * not write to it. No single row is to blame, so none is looked for.
 */
export class WholeRefusedError extends HandoverError {
  override name = "WholeRefusedError";
  constructor(readonly plural: string, reason: string, what: string, options?: ErrorOptions) {
    super(
      `Twenty takes no ${plural} as they are mapped: ${
        reason.replace(/\.$/, "")
      }. ${what}, then run this cell again; nothing is sent twice.`,
      options,
    );
  }

  static from(plural: string, cause: RefusedError): WholeRefusedError {
    const what = cause.code === "permission-denied" ? "Give the role of the key its rights back" : MAKE_AGAIN;
    return new WholeRefusedError(plural, cause.reason, what, { cause });
  }

  /** Fields that no record which was read back has, not even empty. */
  static lacking(plural: string, fields: readonly string[]): WholeRefusedError {
    return new WholeRefusedError(plural, `there is no field ${fields.join(", ")} any more`, MAKE_AGAIN);
  }
}

const MAKE_AGAIN = "Run the schema cell again, which makes what is missing";

/** Whether a refusal is about every row of the object (contracts/twenty a, j). */
export const concernsEveryRow = ({ code }: RefusedError): boolean =>
  code === "permission-denied" || code === "schema-missing";

/**
 * The answer to a request never came, or could not be read: the request may or may not have taken effect. `kind` tells
 * where no connection was made (`silent`) or the limiter kept refusing (`limited`) from every other loss (`unclear`).
 */
export class LostAnswerError extends HandoverError {
  override name = "LostAnswerError";
  readonly kind: "silent" | "limited" | "unclear";
  constructor(
    readonly where: string,
    readonly detail: string,
    { kind = "unclear", ...options }: ErrorOptions & { kind?: LostAnswerError["kind"] } = {},
  ) {
    super(`No answer to ${where}: ${detail}`, options);
    this.kind = kind;
  }
}
