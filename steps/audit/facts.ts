import type { FieldMapTable } from "../../db/tables.ts";
import type { Settings } from "../base/settings.ts";
import type { ObjectMeta } from "../twenty/metadata.ts";
import type { AutomationList } from "../load/automations.ts";
import type { Issue } from "./issues.ts";
import type { ResourceReport } from "./read_source.ts";
import type { TargetCount } from "./read_target.ts";
import type { Values } from "../profile/values.ts";

/** Everything that an audit found out, from which findings, inventory, estimates and grade are made. */
export interface AuditFacts {
  settings: Settings;
  /** Host of the source, e.g. `riverside.neptune.practicehub.io`. */
  sourceHost: string;
  /** Resources that are moved, and those that stay. */
  moving: readonly ResourceReport[];
  leftBehind: readonly ResourceReport[];
  issues: readonly Issue[];
  /** What a rule has to say besides its counts. */
  details: ReadonlyMap<string, string>;
  /** The field map as it is, and what would be proposed besides. */
  proposed: readonly FieldMapTable[];
  /** Values that a person has to look at: rows of the value map. */
  proposedValues: number;
  values: Values;
  objects: readonly ObjectMeta[];
  /** Records in Twenty before, by singular name of the object. */
  records: ReadonlyMap<string, TargetCount>;
  automations: AutomationList;
  /** What the reading itself showed of the limits. */
  measured: {
    requests: number;
    ms: number;
    /** Twenty's limit, once it was set or met. */
    allowance: { tokens: number; windowMs: number } | undefined;
  };
}

export const total = (facts: AuditFacts, name: string): number =>
  [...facts.moving, ...facts.leftBehind].find((r) => r.name === name)?.total ?? 0;
