import type { Ledger } from "../../db/ledger.ts";
import { bothMaps, type MapRows } from "../../db/map_changes.ts";
import { readSources, type Sources, type Unmapped, unmapped } from "../../steps/schema/edit/sources.ts";
import { newestReading, type TargetObjectFields, workspaceOf } from "../../steps/schema/edit/workspace.ts";
import type { Looked } from "../../steps/matching/evidence.ts";

/** All that the editor looks at, read at one time. */
export interface MapsRead extends MapRows {
  sources: Sources;
  workspace: TargetObjectFields[];
  /** Source fields that no row carries. */
  unmapped: Unmapped[];
  /** Fields whose values were counted in some rows only, by `object.field`. */
  sampled: Readonly<Record<string, Looked>>;
}

export async function readMaps(ledger: Ledger): Promise<MapsRead> {
  const [maps, sources, workspace, reading] = await Promise.all([
    bothMaps(ledger),
    readSources(ledger),
    workspaceOf(ledger),
    newestReading(ledger),
  ]);
  return {
    ...maps,
    sources,
    workspace,
    unmapped: unmapped(sources, maps.fields),
    sampled: reading?.sampled ?? {},
  };
}
