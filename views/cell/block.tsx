import { AuditFiles } from "../audit/automations.tsx";
import { type DiffModel, SampleDiff } from "../sample/diff.tsx";
import { type ExtraModel, ExtrasView } from "../optional_objects/form.tsx";
import { type MemberModel, MemberTable } from "../members/table.tsx";
import { type RollbackPlan, RollbackView } from "../rollback/plan.tsx";
import { Conflicts } from "../conflicts/list.tsx";
import { CsvBlock } from "../csv/block.tsx";
import { FailedRows, type FailedRowsModel } from "./failed_rows.tsx";
import { MapEditor } from "../maps/editor.tsx";
import { Places } from "../places/list.tsx";
import { Schedule, type ScheduleModel } from "../schedule/form.tsx";
import { Workflows } from "../workflows/list.tsx";
import type { AuditModel } from "../audit/model.ts";
import type { MemberMapTable } from "../../db/tables.ts";
import type { ConflictsModel } from "../conflicts/model.ts";
import type { CsvModel } from "../csv/model.ts";
import type { MapsModel } from "../maps/model.ts";
import type { PlacesModel } from "../places/model.ts";
import type { WorkflowsModel } from "../workflows/model.ts";

/** What only one kind of cell shows. */
export type BlockModel =
  | AuditModel
  | MapsModel
  | { kind: "members"; rows: MemberMapTable[]; members: MemberModel[]; mayPress: boolean }
  | { kind: "extras"; rows: ExtraModel[]; mayPress: boolean }
  | PlacesModel
  | WorkflowsModel
  | CsvModel
  | DiffModel
  | ConflictsModel
  | FailedRowsModel
  | ScheduleModel
  | { kind: "rollback"; plan: RollbackPlan; mayPress: boolean; asked: boolean };

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
