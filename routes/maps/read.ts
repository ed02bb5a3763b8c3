import type { Ledger } from "../../db/ledger.ts";
import { bothMaps, type MapRows } from "../../db/map_changes.ts";
import { readSources, type Sources, type Unmapped, unmapped } from "../../steps/schema/edit/sources.ts";
import { type TargetObjectFields, workspaceOf } from "../../steps/schema/edit/workspace.ts";

/** All that the editor looks at, read at one time. */
export interface MapsRead extends MapRows {
  sources: Sources;
  workspace: TargetObjectFields[];
  /** Source fields that no row carries. */
  unmapped: Unmapped[];
}

export async function readMaps(ledger: Ledger): Promise<MapsRead> {
  const [maps, sources, workspace] = await Promise.all([
    bothMaps(ledger),
    readSources(ledger),
    workspaceOf(ledger),
  ]);
  return { ...maps, sources, workspace, unmapped: unmapped(sources, maps.fields) };
}
