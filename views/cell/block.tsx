import { AuditFiles } from "../audit/automations.tsx";
import type { BlockModel } from "../page/models.ts";
import { Conflicts } from "../conflicts/list.tsx";
import { CsvBlock } from "../csv/block.tsx";
import { ExtrasView } from "../optional_objects/form.tsx";
import { FailedRows } from "./failed_rows.tsx";
import { MapEditor } from "../maps/editor.tsx";
import { MemberTable } from "../members/table.tsx";
import { Places } from "../places/list.tsx";
import { RollbackView } from "../rollback/plan.tsx";
import { SampleDiff } from "../sample/diff.tsx";
import { Schedule } from "../schedule/form.tsx";
import { Workflows } from "../workflows/list.tsx";

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
