import type { Row } from "../practicehub/envelope.ts";
import type { Json } from "../twenty/json.ts";
import type { MapContext } from "./context.ts";
import type { Remark } from "./remarks.ts";
import type { Picture } from "./rich_text/model.ts";
import type { Shapes } from "./shapes.ts";
import type { FieldRow } from "./vocabulary.ts";

export { idOf, textOf } from "./shapes.ts";
export type { Remark };

/** One way to turn a source value into a target value: all that the program knows of it. */
export interface Transform {
  /** Total: every input gives a value, nothing (the source holds nothing), or a remark why not. It never throws. */
  run: (input: Input) => Mapped;
  /** Absent: one attribute. */
  takes?: readonly Takes[];
  /** The type of Twenty's fields that take what it makes. */
  type: string;
  /** How it is said on the page. */
  words: string;
  /** Attributes of the row that it reads besides the value that it is given. */
  reads?: readonly string[];
  /** What of the context it looks at: settings, maps, other records. */
  needs?: readonly (keyof MapContext)[];
  /** Set where the value map says what a value becomes. */
  options?: Options;
  /** Kinds of values that it reads; any other is text to it. Absent where it reads anything. */
  kinds?: readonly FieldKind[];
  /** Kinds of values for which it comes before others that fill the same type. */
  bestFor?: readonly FieldKind[];
  /** Values of this form are what it reads (`FieldProfile.like`). */
  like?: "emails" | "phones";
  /** What is said of the values that it could carry; absent where it carries them all. */
  carries?: string;
  /** Shapes that are nothing special to it; absent where it takes plain values. */
  shapes?: Shapes;
  /** Puts what a later field row made beside what is there; without it the first row that yields a value counts. */
  join?: (before: Json, more: Json) => Json;
}

/** What a transform looks at: one attribute, a fixed text, the whole row, or something only its own proposal knows. */
export type Takes = "attribute" | "constant" | "row" | "own";

/** Where the values of a transform that goes by the value map come from. */
export interface Options {
  /** An attribute, the items of a list in it, or what is made of the row: a visit's status, whether it is active. */
  of: "attribute" | "items" | "status" | "activity";
  /** Values that there are whether or not a row holds them, each with what people call it. */
  known?: readonly (readonly [value: string, label: string])[];
}

/** What a field holds, as far as its values say: what it could become in Twenty. */
export type FieldKind =
  | "text"
  | "html"
  | "number"
  | "flag"
  | "date"
  | "instant"
  | "choice"
  | "list"
  | "objects"
  | "object"
  | "empty";

export interface Input {
  /** The attribute that the field row names; the row itself for `*`, the text after `=` for a constant. */
  value: unknown;
  row: Row;
  map: FieldRow;
  context: MapContext;
}

export interface Mapped {
  value?: Json;
  /** Why the value is not, or not wholly, what the source holds. */
  remark?: Remark;
  /** Another reason, about another part of the value. */
  also?: Remark;
  /** Pictures that stood inside of a text, which names their places. */
  pictures?: readonly Picture[];
}

export const carried = (value: Json, remark?: Remark): Mapped => (remark ? { value, remark } : { value });
export const nothing: Mapped = {};
export const dropped = (remark: Remark): Mapped => ({ remark });
