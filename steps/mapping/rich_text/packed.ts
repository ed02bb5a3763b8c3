import { bytesOfAddress } from "./pictures.ts";

/** What a text is that is another value written down as text. */
export type Unpacked =
  | { kind: "value"; value: unknown }
  | { kind: "file"; mediaType: string; bytes: Uint8Array };

/**
 * JSON in a text, a file as a data address, and either of them or text as base64. Undefined for a text that is what it
 * says, which most are. It never throws.
 */
export function unpacked(text: string): Unpacked | undefined {
  const raw = text.trim();
  return fromAddress(raw) ?? fromJson(raw) ?? fromBase64(raw);
}

function fromAddress(text: string): Unpacked | undefined {
  if (!/^data:[\w.+-]+\/[\w.+-]+[;,]\S*$/i.test(text)) return undefined;
  const data = bytesOfAddress(text);
  return data && ofBytes(data.bytes, data.mediaType);
}

/** A list of numbers is what somebody typed: `[1]`. */
function fromJson(text: string): Unpacked | undefined {
  if (!/^(\{|\[|"[{["\\])/.test(text) && !/^[{[]&quot;/.test(text)) return undefined;
  for (const source of [text, text.replaceAll("&quot;", '"').replaceAll("&amp;", "&")]) {
    try {
      const value: unknown = JSON.parse(source);
      if (typeof value === "string") return value === text ? undefined : fromJson(value.trim());
      const isTyped = Array.isArray(value) &&
        !value.some((one) => typeof one === "object" || typeof one === "string");
      return isTyped ? undefined : { kind: "value", value };
    } catch {
      continue;
    }
  }
  return undefined;
}

const BASE64 = /^(?:[A-Za-z0-9+/]{60,}\r?\n)*[A-Za-z0-9+/]+={0,2}$/;
/** Shorter ones may be words, longer ones without a blank are none. */
const SHORTEST = 24;
const LONGEST_WORD = 400;

function fromBase64(text: string): Unpacked | undefined {
  if (text.length < SHORTEST || !BASE64.test(text)) return undefined;
  try {
    return ofBytes(Uint8Array.fromBase64(text.replace(/\s+/g, "")), undefined, text.length > LONGEST_WORD);
  } catch {
    return undefined;
  }
}

/** What files begin with. */
const KINDS: readonly [first: string, mediaType: string][] = [
  ["\x89PNG", "image/png"],
  ["\xff\xd8\xff", "image/jpeg"],
  ["GIF8", "image/gif"],
  ["RIFF", "image/webp"],
  ["%PDF", "application/pdf"],
  ["BM", "image/bmp"],
  ["PK\x03\x04", "application/zip"],
  ["II*\0", "image/tiff"],
  ["MM\0*", "image/tiff"],
];

/** @param isFile whether bytes of no known kind are a file all the same */
function ofBytes(bytes: Uint8Array, saidType: string | undefined, isFile = true): Unpacked | undefined {
  const text = /^(text\/|application\/json)/.test(saidType ?? "text/") ? readable(bytes) : undefined;
  if (text !== undefined) return { kind: "value", value: text };
  const start = String.fromCharCode(...bytes.subarray(0, 4));
  const known = KINDS.find(([first]) => start.startsWith(first) && bytes.length > first.length * 8)?.[1];
  if (saidType === undefined && known === undefined && !isFile) return undefined;
  return { kind: "file", mediaType: known ?? saidType ?? "application/octet-stream", bytes };
}

function readable(bytes: Uint8Array): string | undefined {
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return /^[^\p{Cc}\p{Co}\p{Cn}]*$/u.test(text.replace(/[\t\r\n]/g, "")) ? text : undefined;
  } catch {
    return undefined;
  }
}
