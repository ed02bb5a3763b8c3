import { createHash } from "node:crypto";

/** JSON with keys sorted at every level, so that equal values have equal text. */
export function canonical(value: unknown): string {
  return JSON.stringify(sorted(value)) ?? "null";
}

/** SHA-256 of a text or bytes, as 64 lower-case hex digits. Synchronous: it is called between two writes. */
export function sha256(data: string | Uint8Array): string {
  return createHash("sha256").update(data).digest("hex");
}

export const hashOf = (value: unknown): string => sha256(canonical(value));

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value).filter(([, v]) => v !== undefined).sort(([a], [b]) => (a < b ? -1 : 1)).map((
      [k, v],
    ) => [k, sorted(v)]),
  );
}
