import type { SourceRecord } from "../../db/source_records.ts";
import type { Fields } from "../twenty/json.ts";
import type { Remark, Skip } from "./remarks.ts";
import type { Picture } from "./rich_text/model.ts";
import type { TargetObject } from "./objects.ts";

/** A field that holds less than, or other than, the source: which and why. */
export interface FieldRemark {
  field: string;
  remark: Remark;
}

/** The record that a source row should have in the target. */
export interface Target {
  object: TargetObject;
  id: string;
  /** `resource/id` of the source row. */
  sourceKey: string;
  fields: Fields;
  remarks: FieldRemark[];
  /** Of each mapped field every attribute that fed it or was tried, by name, for the sample's diff. */
  source: Record<string, Record<string, unknown>>;
  /** Pictures that stood inside of a text of the row; the text names their places. */
  pictures?: Picture[];
  /** Set where the row has no record in the target, and why. Then `fields` is empty. */
  skip?: Skip;
}

/**
 * A record before any field of it is filled.
 *
 * @param id its idempotency key
 */
export function emptyTarget(
  object: TargetObject,
  id: string,
  record: Pick<SourceRecord, "resource" | "id">,
): Target {
  return { object, id, sourceKey: `${record.resource}/${record.id}`, fields: {}, remarks: [], source: {} };
}
