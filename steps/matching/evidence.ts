import type { ValueMapTable } from "../../db/tables.ts";
import type { AuditDetail } from "../profile/audit_detail.ts";
import type { FieldProfile } from "../profile/profile.ts";
import { CSV_PREFIX } from "../mapping/with_exports.ts";
import { fieldNamed, type ObjectMeta, objectNamed } from "../twenty/metadata.ts";
import type { Exports } from "./read_exports.ts";
import type { Evidence } from "./confidence.ts";
import type { Proposal } from "./rows.ts";
import { hasOptions, transformNamed } from "../mapping/transforms/catalogue.ts";
import { valuesOf } from "./values.ts";

/** Both systems, as far as a proposal looks at them. */
interface Sight {
  audit: AuditDetail;
  csv: Exports;
  objects: readonly ObjectMeta[];
}

/** What was seen of a row's source, and how well its values fit the options of its field. */
export function evidenceIn(
  row: Proposal,
  { audit, csv, objects }: Sight,
  values: readonly ValueMapTable[],
): Evidence {
  const profile = profileIn(row, audit, csv);
  if (!hasOptions(row)) return { profile };
  const own = values.filter((v) => v.object === row.object && v.field === row.target);
  const there = fieldNamed(objectNamed(objects, row.object), row.target)?.options ?? [];
  const isNew = there.length === 0;
  const listed = new Set(
    own.filter((v) => isNew || there.some((o) => o.value === v.target_value)).map((v) => v.source_value),
  );
  const counted = valuesOf(row, audit, csv);
  const sum = (some: typeof counted) => some.reduce((n, v) => n + v.count, 0);
  const all = sum(counted);
  return {
    profile,
    listed: {
      in: sum(counted.filter((v) => listed.has(v.source))),
      // Beyond 300 different values nobody counts; a cell of several counts for each, so it may be more than the rows.
      of: transformNamed(row.transform)?.options?.of === "attribute"
        ? Math.max(all, profile?.filled ?? 0)
        : all,
      options: new Set(own.map((v) => v.target_value)).size,
      isNew,
    },
  };
}

function profileIn(
  { resource, source }: Proposal,
  audit: AuditDetail,
  csv: Exports,
): FieldProfile | undefined {
  const fields = source.startsWith(CSV_PREFIX)
    ? csv.columns.get(resource)
    : resource === "custom_form_responses"
    ? audit.questions.flatMap((q) => q.profile ?? [])
    : audit.resources.find((r) => r.name === resource)?.fields;
  return fields?.find((f) => f.name === source);
}
