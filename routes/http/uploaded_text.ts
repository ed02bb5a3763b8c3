import type { Context } from "hono";
import { UsageError } from "../../steps/base/errors.ts";

/**
 * The text of the posted file, or what was typed into the field `or` in its stead.
 *
 * @throws {UsageError} neither is there, or the file is no text.
 */
export async function uploadedText(c: Context, or?: string): Promise<string> {
  const { file, ...body } = await c.req.parseBody();
  if (file instanceof File && file.size > 0) {
    try {
      return new TextDecoder("utf-8", { fatal: true }).decode(await file.arrayBuffer());
    } catch (cause) {
      throw new UsageError("The file is not text in UTF-8; save it so and choose it again.", { cause });
    }
  }
  const typed = or === undefined ? undefined : body[or];
  if (typeof typed === "string" && typed.trim() !== "") return typed;
  throw new UsageError(or ? "Choose a file, or paste its text." : "Choose a file first.");
}
