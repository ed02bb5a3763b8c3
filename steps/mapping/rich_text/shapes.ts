import type { Picture } from "./model.ts";
import { unpacked } from "./packed.ts";
import { keep } from "./pictures.ts";

/** A text in a value of any shape, and the names that it stands under, from the outermost to the innermost. */
export interface Said {
  names: readonly string[];
  text: string;
}

/** What lies deeper is named by the place above it. */
const LONGEST_PATH = 32;
/** Texts in texts in texts: more than any program writes. */
const DEEPEST = 5;

/**
 * Every text in a value, whatever its shape, each under all of its names: `left / rom`, so that a side is never lost. JSON
 * and files that are written down as text are read; the items of a list are numbered where they hold more than a text.
 *
 * @param pictures gets the files
 * @param onOdd is called where a text was another value
 */
export function* saidIn(value: unknown, pictures: Picture[], onOdd: () => void): Generator<Said> {
  interface Place {
    names: readonly string[];
    value: unknown;
    packs: number;
  }
  // A stack, not recursion: JSON may be nested deeper than calls can be.
  const open: Place[] = [{ names: [], value, packs: 0 }];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    const { names, value, packs } = at;
    if (typeof value === "object" && value !== null) {
      const inside = partsOf(value).map(([name, inner]) => ({
        names: under(names, name),
        value: inner,
        packs,
      }));
      for (const part of inside.reverse()) open.push(part);
      continue;
    }
    if (typeof value !== "string") {
      if (typeof value === "number" || typeof value === "boolean") yield { names, text: String(value) };
      continue;
    }
    const packed = packs < DEEPEST ? unpacked(value) : undefined;
    if (!packed) {
      if (value.trim() !== "") yield { names, text: value.trim() };
      continue;
    }
    onOdd();
    if (packed.kind === "value") open.push({ names, value: packed.value, packs: packs + 1 });
    else {
      const kind = packed.mediaType.startsWith("image/") ? "picture" : "file";
      yield { names, text: `[${keep(kind, names.join(" / "), packed.mediaType, packed.bytes, pictures)}]` };
    }
  }
}

/** A part's own name, or the number of an item beside its list's name. */
type Name = string | { number: number };

function under(names: readonly string[], name: Name | undefined): readonly string[] {
  if (name === undefined || names.length >= LONGEST_PATH) return names;
  if (typeof name === "string") return [...names, name];
  const last = names.at(-1);
  return last === undefined ? [String(name.number)] : [...names.slice(0, -1), `${last} ${name.number}`];
}

function partsOf(value: object): [name: Name | undefined, inner: unknown][] {
  const entries = Object.entries(value);
  // PHP writes some lists as objects; other numbers, such as years, are names.
  const isList = Array.isArray(value) ||
    (entries.length > 0 && entries.every(([key], i) => key === String(i)));
  if (isList) {
    const isPlain = entries.every(([, inner]) => typeof inner !== "object" || inner === null);
    return entries.map((
      [, inner],
      i,
    ) => [isPlain || entries.length === 1 ? undefined : { number: i + 1 }, inner]);
  }
  return pairIn(value as Record<string, unknown>) ?? entries;
}

/** An object that is only a question and its answer is named by the question. */
function pairIn(object: Record<string, unknown>): [string, unknown][] | undefined {
  const keys = Object.keys(object);
  const name = ["label", "key", "name", "title", "question"].find((one) => keys.includes(one));
  const value = ["value", "val", "answer", "text"].find((one) => keys.includes(one));
  if (keys.length !== 2 || name === undefined || value === undefined) return undefined;
  const [label, answer] = [object[name], object[value]];
  const isAsked = typeof label === "string" && label.trim() !== "";
  // A question that nobody answered is a text of its own.
  const isAnswered = typeof answer === "string" ? answer.trim() !== "" : answer !== null;
  return isAsked && isAnswered ? [[label.trim(), answer]] : undefined;
}
