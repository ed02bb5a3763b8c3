import { z } from "zod";
import { LostAnswerError, RefusedError, UsageError } from "../base/errors.ts";
import type { Allowance } from "../base/pace.ts";
import { retryAfterMs } from "../base/retry_after.ts";
import { NAMED } from "../base/settings.ts";
import { redact } from "./redact.ts";

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

/** Status and text → JSON, or the error they stand for (contracts/twenty b, d, j). */
export function interpret(response: Response, text: string, where: string, sent: unknown): unknown {
  let json: unknown;
  try {
    json = text === "" ? undefined : JSON.parse(text);
  } catch {
    if (response.status === 500 && text.includes("request entity too large")) {
      throw new RefusedError(413, "request entity too large", where);
    }
    throw new LostAnswerError(where, response.ok ? "the answer was not JSON" : `status ${response.status}`);
  }
  if (response.status === 429) throw new LimitReached(allowanceIn(text), retryAfterMs(response));
  if (response.status >= 300) {
    const said = RestError.safeParse(json);
    const reason = said.success ? said.data.messages?.[0] ?? said.data.message ?? "" : "";
    // A server fault may have come after the change was made; only Twenty's own validation faults certainly did not.
    if (response.status >= 500 && !/validation error|Migration action/i.test(reason)) {
      throw new LostAnswerError(where, `status ${response.status}`);
    }
    if (isOfTheKey(response.status === 401 ? "UNAUTHENTICATED" : "", reason)) throw keyRefused(reason);
    throw new RefusedError(response.status, redact(reason, sent), where, said.data?.code);
  }
  return json;
}

export function graphqlData(answer: unknown, where: string, sent: unknown): unknown {
  const failed = GraphqlErrors.safeParse(answer);
  if (!failed.success) return z.object({ data: z.unknown() }).parse(answer).data;
  const first = failed.data.errors[0];
  if (first?.extensions?.subCode === "LIMIT_REACHED") {
    throw new LimitReached(allowanceIn(first.message), undefined);
  }
  const reason = first?.message ?? "";
  if (isOfTheKey(first?.extensions?.code, reason)) throw keyRefused(reason);
  throw new RefusedError(400, redact(reason, sent), where, first?.extensions?.code);
}

/** Of the key itself, not of what it may do: from here on every request would be refused (contracts/twenty j). */
function isOfTheKey(code: string | undefined, reason: string): boolean {
  return code === "UNAUTHENTICATED" ||
    /^(This API Key is revoked|Missing authentication token)/i.test(reason);
}

/** The words are Twenty's own and of few kinds; anything else is left out. */
function keyRefused(reason: string): UsageError {
  const known = /^(This API Key is revoked|Token has expired|Token invalid|Missing authentication token)/i
    .exec(reason);
  return new UsageError(
    `Twenty refused the key${
      known ? ` (${known[0]})` : ""
    }; check ${NAMED.targetKey} and the rights of its role, and run again: what was sent is settled by reading.`,
  );
}

/** `Limit reached (100 tokens per 60000 ms)` names the allowance. */
function allowanceIn(text: string): Allowance | undefined {
  const match = /(\d+) tokens per (\d+) ms/.exec(text);
  return match ? { tokens: Number(match[1]), windowMs: Number(match[2]) } : undefined;
}
