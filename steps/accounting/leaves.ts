import { saysSomething } from "./markup.ts";

/** One value of a source row: where in the row, and what. */
export interface Leaf {
  /** Keys and positions from the row down, the attribute first. */
  path: readonly string[];
  value: string | number | boolean;
}

/** What lies deeper is told by the place above it. */
const LONGEST_PATH = 32;

/** White space, and characters that have no width and no meaning by themselves. */
const BLANK = /^[\s\p{Cc}\p{Cf}]*$/u;

/**
 * Every value in an attribute of a source row, whatever its shape. What is null, blank,
 * an empty container or markup around nothing is none.
 *
 * @param attribute the name under which `content` is in its row
 */
export function* leavesOf(attribute: string, content: unknown): Generator<Leaf> {
  // A stack, not recursion: JSON may be nested deeper than calls can be.
  const open: { path: readonly string[]; value: unknown }[] = [{ path: [attribute], value: content }];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    const { path } = at;
    const value = dataIn(at.value);
    if (typeof value === "object" && value !== null) {
      const inside = Object.entries(value).map(([key, inner]) => ({
        path: path.length < LONGEST_PATH ? [...path, key] : path,
        value: inner,
      }));
      open.push(...inside.reverse());
    } else if (isScalar(value) && !BLANK.test(String(value)) && saysSomething(String(value))) {
      yield { path, value };
    }
  }
}

/** JSON that stands in a text is data, and so is each value in it. */
export function dataIn(value: unknown): unknown {
  if (typeof value !== "string" || !/^\s*(\{\s*"[^]*\}|\[[^]*\]|\{\s*\})\s*$/.test(value)) return value;
  try {
    const data: unknown = JSON.parse(value);
    // A person may type brackets: a list of plain numbers is a text.
    return Array.isArray(data) &&
        data.every((one) => one === null || (typeof one !== "object" && typeof one !== "string"))
      ? data.every((one) => one === null) ? data : value
      : data;
  } catch {
    return value;
  }
}

const isScalar = (value: unknown): value is Leaf["value"] =>
  typeof value === "string" || typeof value === "number" || typeof value === "boolean";
