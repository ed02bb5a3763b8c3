import { z } from "zod";
import { LostAnswerError, RefusedError, UsageError } from "../base/errors.ts";
import { NAMED } from "../base/settings.ts";
import type { Twenty } from "./client.ts";
import { type ObjectMeta, readObjects } from "./metadata.ts";

/**
 * Reads the workspace's objects, and where that fails says which setting is wrong.
 *
 * @throws {UsageError} the address is not a Twenty server, or the key is not good for it
 */
export async function checkTwenty(twenty: Twenty): Promise<ObjectMeta[]> {
  try {
    return await readObjects(twenty);
  } catch (error) {
    throw new UsageError(sentence(twenty, error), { cause: error });
  }
}

function sentence(twenty: Twenty, error: unknown): string {
  if (error instanceof UsageError) return error.message;
  if (error instanceof RefusedError) {
    if (error.code === "permission-denied" || error.code === "forbidden") {
      return `Twenty refused the key (${error.reason}); check ${NAMED.targetKey} and the rights of its role.`;
    }
    return `${twenty.host} does not answer as a Twenty server does (${error.status}); check ${NAMED.targetUrl}.`;
  }
  if (error instanceof LostAnswerError) {
    return `${twenty.host} gave no usable answer (${error.detail}); check ${NAMED.targetUrl}.`;
  }
  if (error instanceof z.ZodError) {
    return `${twenty.host} does not answer as a Twenty server does; check ${NAMED.targetUrl}.`;
  }
  throw error;
}
