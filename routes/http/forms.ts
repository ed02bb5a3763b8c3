import type { Context } from "hono";
import { z } from "zod";
import { UsageError } from "../../steps/base/errors.ts";

/** A number of rows as a person types it, grouped or not. */
export const Count = z.string().trim().regex(/^\d[\d,. ]*$/, "type the number of rows")
  .transform((typed) => Number(typed.replace(/\D/g, "")));

/**
 * The posted form as the schema reads it.
 *
 * @throws {UsageError} one sentence that names what is wrong; it quotes no value.
 */
export async function readForm<T>(c: Context, schema: z.ZodType<T>): Promise<T> {
  return parse(schema, await formOf(c));
}

/** Text fields of the posted form; files are not asked for anywhere and left out. */
export async function formOf(c: Context): Promise<Record<string, string>> {
  const body = await c.req.parseBody();
  return Object.fromEntries(
    Object.entries(body).filter((e): e is [string, string] => typeof e[1] === "string"),
  );
}

export function parse<T>(schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.map(({ path, message }) =>
    path.length ? `${path.join(".")}: ${message}` : message
  );
  throw new UsageError(`${issues.join("; ")}.`);
}

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
