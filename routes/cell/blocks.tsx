import type { Hono } from "hono";
import type { Child } from "hono/jsx";
import type { Run } from "../../db/runs.ts";
import type { Outcome, StepId } from "../../steps/runbook/step.ts";
import { AuditFiles } from "../../views/audit/automations.tsx";
import type { BlockModel } from "../../views/cell/cell.tsx";
import { FailedRows } from "../../views/cell/failed_rows.tsx";
import { Conflicts } from "../../views/conflicts/list.tsx";
import { CsvBlock } from "../../views/csv/block.tsx";
import { MapEditor } from "../../views/maps/editor.tsx";
import { MemberTable } from "../../views/members/table.tsx";
import { OptionalObjectsForm } from "../../views/optional_objects/form.tsx";
import { Places } from "../../views/places/list.tsx";
import { asksForCount, RollbackView } from "../../views/rollback/plan.tsx";
import { SampleDiff } from "../../views/sample/diff.tsx";
import { Schedule } from "../../views/schedule/form.tsx";
import { Workflows } from "../../views/workflows/list.tsx";
import { auditModel } from "../audit/model.ts";
import { auditRoutes } from "../audit/routes.tsx";
import { conflictsBlock } from "../conflicts/model.ts";
import { conflictRoutes } from "../conflicts/routes.tsx";
import { csvBlock } from "../csv/model.ts";
import { csvRoutes } from "../csv/routes.tsx";
import type { Deps, Env } from "../deps.ts";
import { mapFileRoutes } from "../maps/files.tsx";
import { mapsBlock } from "../maps/model.ts";
import { mapRoutes } from "../maps/routes.tsx";
import { mapViewRoutes } from "../maps/views.tsx";
import { memberRoutes, membersBlock } from "../members/routes.tsx";
import { optionalObjectRoutes, optionalObjectsBlock } from "../optional_objects/routes.ts";
import { placeRoutes, placesModel } from "../places/routes.tsx";
import { rollbackBlock, rollbackRoutes } from "../rollback/routes.ts";
import { diffModel } from "../sample/model.ts";
import { sampleRoutes } from "../sample/routes.tsx";
import { scheduleBlock, scheduleRoutes } from "../schedule/routes.ts";
import { workflowRoutes, workflowsModel } from "../workflows/routes.tsx";
import { failedRowsBlock, rowAgainRoutes } from "./failed_rows.ts";

/** What the model of a block is gathered from. */
export interface About {
  deps: Deps;
  cell: StepId;
  /** The cell's last whole run, and what came of it. */
  run: Run | undefined;
  outcome: Outcome | undefined;
  mayPress: boolean;
}

/** What only some cells show. Its row in the list is all that the page knows of it. */
interface Block<Model> {
  cells: readonly StepId[];
  /** People type into it: it stays while the cell runs, or what is being typed would be lost. */
  isEntered?: true;
  /** Undefined: there is nothing to show yet. */
  gather(about: About): Model | undefined | Promise<Model | undefined>;
  view(model: Model): Child;
  /** It waits for a person, and so stands before the figures of the run that met it. */
  isUrgent?(model: Model): boolean;
  /** It holds the place for the cell's notices. */
  hasNotices?(model: Model): boolean;
  /** Tables of the outcome that it shows in its own way; the command line has only the table. */
  tables?: readonly string[];
  /** The prefix of the ids of findings that it shows as they are now. */
  findings?: string;
  routes: readonly ((deps: Deps) => Hono<Env>)[];
}

/** Every block, in the order in which they stand in a cell. */
export const BLOCKS: readonly ReturnType<typeof block>[] = [
  block({
    cells: ["audit"],
    gather: ({ deps, run, outcome, mayPress }) => auditModel(deps.console, run, outcome, mayPress),
    view: (model) => <AuditFiles block={model} />,
    routes: [auditRoutes],
  }),
  block({
    cells: ["sample"],
    gather: ({ deps, mayPress }) => diffModel(deps, mayPress),
    view: (model) => <SampleDiff diff={model} />,
    routes: [sampleRoutes],
  }),
  block({
    cells: ["full-run", "delta"],
    gather: failedRowsBlock,
    view: (model) => <FailedRows model={model} />,
    isUrgent: () => true,
    routes: [rowAgainRoutes],
  }),
  block({
    cells: ["full-run", "delta"],
    gather: ({ deps, cell, mayPress }) => conflictsBlock(deps, cell, mayPress),
    view: (model) => <Conflicts model={model} />,
    isUrgent: ({ undecided }) => undecided > 0,
    routes: [conflictRoutes],
  }),
  block({
    cells: ["rollback"],
    gather: rollbackBlock,
    view: (model) => <RollbackView model={model} />,
    hasNotices: asksForCount,
    tables: ["plan", "would-be-kept"],
    routes: [rollbackRoutes],
  }),
  block({
    cells: ["audit"],
    isEntered: true,
    gather: ({ deps, mayPress }) => placesModel(deps.console, mayPress),
    view: (model) => <Places block={model} />,
    routes: [placeRoutes],
  }),
  block({
    cells: ["audit"],
    isEntered: true,
    gather: ({ deps, mayPress }) => workflowsModel(deps.console, mayPress),
    view: (model) => <Workflows block={model} />,
    routes: [workflowRoutes],
  }),
  block({
    cells: ["schema"],
    isEntered: true,
    gather: ({ deps, mayPress }) => optionalObjectsBlock(deps, mayPress),
    view: (model) => <OptionalObjectsForm model={model} />,
    routes: [optionalObjectRoutes],
  }),
  block({
    cells: ["schema"],
    isEntered: true,
    gather: ({ deps, mayPress }) => mapsBlock(deps, mayPress),
    view: (model) => <MapEditor maps={model} />,
    routes: [mapFileRoutes, mapRoutes, mapViewRoutes],
  }),
  block({
    cells: ["members"],
    isEntered: true,
    gather: membersBlock,
    view: (model) => <MemberTable model={model} />,
    tables: ["members"],
    routes: [memberRoutes],
  }),
  block({
    cells: ["extract"],
    isEntered: true,
    gather: ({ deps, mayPress }) => csvBlock(deps, mayPress),
    view: (model) => <CsvBlock block={model} />,
    findings: "csv-",
    routes: [csvRoutes],
  }),
  block({
    cells: ["delta"],
    isEntered: true,
    gather: scheduleBlock,
    view: (model) => <Schedule model={model} />,
    routes: [scheduleRoutes],
  }),
];

/** A row of the list, whose view takes the model that is gathered. */
function block<Model>(row: Block<Model>) {
  const { gather, view, isUrgent, hasNotices, ...rest } = row;
  return {
    ...rest,
    async show(about: About): Promise<BlockModel | undefined> {
      const model = await gather(about);
      if (model === undefined) return undefined;
      return { view: view(model), isUrgent: isUrgent?.(model), hasNotices: hasNotices?.(model) };
    },
  };
}

export interface Shown {
  blocks: BlockModel[];
  /** The outcome without what the blocks show of it. */
  rest: Outcome | undefined;
}

/** The blocks of a cell that have something to show; while it runs, only those that people type into. */
export async function shownBlocks(about: About, isRunning: boolean): Promise<Shown> {
  const rows = BLOCKS.filter(({ cells, isEntered }) =>
    cells.includes(about.cell) && (isEntered || !isRunning)
  );
  const shown = await Promise.all(rows.map(async (row) => ({ row, model: await row.show(about) })));
  const there = shown.filter(({ model }) => model !== undefined);
  const { outcome } = about;
  const rest = outcome && {
    ...outcome,
    tables: (outcome.tables ?? []).filter(({ id }) => !there.some(({ row }) => row.tables?.includes(id))),
    findings: (outcome.findings ?? []).filter(({ id }) =>
      !there.some(({ row }) => row.findings !== undefined && id.startsWith(row.findings))
    ),
  };
  return { blocks: there.flatMap(({ model }) => model ?? []), rest };
}
