import type { EffectCode } from "../../db/tables.ts";
import type { Fields, Found } from "../twenty/json.ts";

/** A record that the target should hold; `skip` says why it should not. */
export interface Wanted {
  object: string;
  /** The object's name in REST paths. */
  plural: string;
  id: string;
  /** `resource/id` of the source row. */
  sourceKey: string;
  fields: Fields;
  remarks: readonly { field: string; remark: string }[];
  skip?: string;
}

export type Verdict = "created" | "updated" | "unchanged" | "skipped" | "failed" | "conflict";

/** What became of one wanted record. */
export interface Landed {
  wanted: Wanted;
  verdict: Verdict;
  /** Why, where something depends on it. */
  code?: EffectCode;
  /** Why, in words. */
  reason?: string;
  /** It was skipped, but a record made before still stands in the target. */
  standing?: true;
  /** A conflict about which a person said that Twenty's values stay. */
  decided?: true;
  /** Fields that an update changed. */
  changed?: readonly string[];
  /** As read back; absent where nothing was read. */
  found?: Found;
  /** Fields in which `found` is not what was wanted. */
  differing: readonly string[];
}
