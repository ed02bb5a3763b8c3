import { z } from "zod";
import { KeyRefusedError, LostAnswerError, type RefusalCode, RefusedError } from "../base/errors.ts";
import type { Allowance } from "../base/pace.ts";
import { retryAfterMs } from "../base/retry.ts";
import { NAMED } from "../base/settings.ts";

/** The bucket is empty. */
export class LimitReached extends Error {
  constructor(readonly allowance: Allowance | undefined, readonly afterMs: number | undefined) {
    super("limit reached");
  }
}

const RestError = z.object({
  messages: z.array(z.string()).optional(),
  message: z.string().optional(),
  code: z.string().optional(),
});
const GraphqlErrors = z.object({
  errors: z.array(z.object({
    message: z.string(),
    extensions: z.object({ subCode: z.string().optional(), code: z.string().optional() }).partial()
      .optional(),
  })).min(1),
});

/**
 * Status and text → JSON, or the error they stand for (contracts/twenty b, d, j).
 *
 * @throws {RefusedError} the request was understood and refused
 * @throws {KeyRefusedError} the key itself is refused
 * @throws {LostAnswerError} what became of it is not known
 * @throws {LimitReached} the allowance is used up
 */
export function interpret(response: Response, text: string, where: string, sent: unknown): unknown {
  let json: unknown;
  try {
    json = text === "" ? undefined : JSON.parse(text);
  } catch {
    if (response.status === 500 && text.includes("request entity too large")) {
      throw new RefusedError(413, "request entity too large", where, "too-large");
    }
    throw new LostAnswerError(where, response.ok ? "the answer was not JSON" : `status ${response.status}`);
  }
  if (response.status === 429) throw new LimitReached(allowanceIn(text), retryAfterMs(response));
  if (response.status >= 300) {
    const { data: refusal } = RestError.safeParse(json);
    const reason = refusal?.messages?.[0] ?? refusal?.message ?? "";
    // A server fault may have come after the change was made; only Twenty's own validation faults certainly did not.
    if (response.status >= 500 && !/validation error|Migration action/i.test(reason)) {
      throw new LostAnswerError(where, `status ${response.status}`);
    }
    if (isOfTheKey(response.status === 401 ? "UNAUTHENTICATED" : "", reason)) throw keyRefused(reason);
    throw refused(response.status, redact(reason, sent), where, refusal?.code);
  }
  return json;
}

/**
 * What a GraphQL answer holds.
 *
 * @throws {RefusedError} the answer carries errors
 * @throws {KeyRefusedError} the key itself is refused
 * @throws {LimitReached} the allowance is used up
 */
export function graphqlData(answer: unknown, where: string, sent: unknown): unknown {
  const failed = GraphqlErrors.safeParse(answer);
  if (!failed.success) return z.object({ data: z.unknown() }).parse(answer).data;
  const first = failed.data.errors[0];
  if (first?.extensions?.subCode === "LIMIT_REACHED") {
    throw new LimitReached(allowanceIn(first.message), undefined);
  }
  const reason = first?.message ?? "";
  if (isOfTheKey(first?.extensions?.code, reason)) throw keyRefused(reason);
  throw refused(400, redact(reason, sent), where, first?.extensions?.code);
}

const refused = (status: number, reason: string, where: string, theirs = ""): RefusedError =>
  new RefusedError(status, reason, where, refusalCode(status, reason, theirs));

/** The one place that reads Twenty's refusals: REST names most of them in words only (contracts/twenty a, b, c, j). */
function refusalCode(status: number, reason: string, theirs: string): RefusalCode {
  if (theirs === "PERMISSION_DENIED") return "permission-denied";
  if (/^Object \S+ doesn't have any .* field\.?$/.test(reason)) return "schema-missing";
  if (/^object '.*' not found/i.test(reason)) return "schema-missing";
  if (/^Record not found/.test(reason)) return "not-found";
  if (/duplicate/i.test(reason)) return "duplicate";
  const isForbidden = status === 401 || status === 403 || /UNAUTHENTICATED|FORBIDDEN|PERMISSION/.test(theirs);
  return isForbidden ? "forbidden" : "other";
}

/** Of the key itself, not of what it may do: from here on every request would be refused (contracts/twenty j). */
function isOfTheKey(code: string | undefined, reason: string): boolean {
  return code === "UNAUTHENTICATED" ||
    /^(This API Key is revoked|Missing authentication token)/i.test(reason);
}

/** The words are Twenty's own and of few kinds; anything else is left out. */
function keyRefused(reason: string): KeyRefusedError {
  const known = /^(This API Key is revoked|Token has expired|Token invalid|Missing authentication token)/i
    .exec(reason);
  const words = known ? ` (${known[0]})` : "";
  return new KeyRefusedError(
    `Twenty refused the key${words}; check ${NAMED.targetKey} and the rights of its role`,
  );
}

/** `Limit reached (100 tokens per 60000 ms)` names the allowance. */
function allowanceIn(text: string): Allowance | undefined {
  const match = /(\d+) tokens per (\d+) ms/.exec(text);
  return match ? { tokens: Number(match[1]), windowMs: Number(match[2]) } : undefined;
}

/**
 * Twenty quotes what it refuses (`Invalid string value 'x y@z' for email field …`). Its message is worth showing, the
 * value in it is not: whatever we sent that stands in the message is left out, then whatever its own templates quote.
 */
export function redact(reason: string, sent: unknown): string {
  let text = reason;
  for (const value of [...new Set(leaves(sent))].sort((a, b) => b.length - a.length)) {
    if (value.length > 1) text = text.replaceAll(value, "…");
  }
  return text
    .replace(/'[^']*'/g, "'…'")
    .replace(/(phone number is invalid|Invalid (?:country|calling) code)\b.*$/i, "$1 …")
    .replace(/((?:UUID |Invalid )value) "[^"]*"/g, '$1 "…"')
    .replace(/(for id: |with value ).*$/i, "$1…")
    .slice(0, MAX_LENGTH);
}

const MAX_LENGTH = 300;

function leaves(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (typeof value === "number") return [String(value)];
  if (value === null || typeof value !== "object") return [];
  return Object.values(value).flatMap(leaves);
}
