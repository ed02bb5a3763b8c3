import { AuditFiles } from "./audit_files.tsx";
import type { BlockModel } from "./models.ts";
import { Conflicts } from "./conflicts.tsx";
import { CsvBlock } from "./csv_block.tsx";
import { ExtrasView } from "./extras.tsx";
import { FailedRows } from "./failed_rows.tsx";
import { MapEditor } from "./map_editor.tsx";
import { MemberTable } from "./member_table.tsx";
import { Places } from "./places.tsx";
import { RollbackView } from "./rollback_plan.tsx";
import { SampleDiff } from "./sample_diff.tsx";
import { Schedule } from "./schedule.tsx";
import { Workflows } from "./workflows.tsx";

/** What only this kind of cell shows. */
export function Block({ block }: { block: BlockModel }) {
  switch (block.kind) {
    case "audit":
      return <AuditFiles block={block} />;
    case "maps":
      return <MapEditor maps={block} />;
    case "extras":
      return <ExtrasView block={block} />;
    case "members":
      return <MemberTable block={block} />;
    case "places":
      return <Places block={block} />;
    case "workflows":
      return <Workflows block={block} />;
    case "csv":
      return <CsvBlock block={block} />;
    case "diff":
      return <SampleDiff diff={block} />;
    case "conflicts":
      return <Conflicts model={block} />;
    case "failed-rows":
      return <FailedRows model={block} />;
    case "schedule":
      return <Schedule model={block} />;
    case "rollback":
      return <RollbackView block={block} />;
  }
}
