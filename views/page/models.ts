import type { AuditModel } from "../audit/model.ts";
import type { Level, MemberMapTable, RunState } from "../../db/tables.ts";
import type { DiffCount, DiffRow } from "../../db/diffs.ts";
import type { CellState } from "../../steps/runbook/runbook.ts";
import type { Finding, Outcome, OutcomeTable, Prediction, StepId } from "../../steps/runbook/step.ts";
import type { ConflictsModel } from "../conflicts/model.ts";
import type { CsvModel } from "../csv/model.ts";
import type { FailedRowsModel } from "../cell/failed_rows.tsx";
import type { MapsModel } from "../maps/model.ts";
import type { Moment } from "../ui/moment.ts";
import type { PlacesModel } from "../places/model.ts";
import type { ScheduleModel } from "../schedule/model.ts";
import type { PaceModel, ThroughputModel } from "../throughput/model.ts";
import type { WorkflowsModel } from "../workflows/model.ts";

/** What the views are given: plain data, ready to print. Routes gather it, views decide nothing. */
export interface PageModel {
  status: StatusModel;
  cells: CellModel[];
  /** The log of each cell by its id, and the `journal`. */
  logs: ReadonlyMap<string, LogModel>;
  settings: SettingsModel;
  viewer: ViewerModel;
  /** Ledger sequence number the page shows; the stream goes on from here. */
  seq: number;
}

export interface ViewerModel {
  name: string;
  /** A viewer may look and not press. */
  mayPress: boolean;
}

export interface StatusModel {
  practice: string;
  workspace: string;
  /** The practice's, once it is known. */
  zone: string | undefined;
  cells: {
    id: StepId;
    number: number;
    title: string;
    state: CellState;
    remark: string;
    needs: readonly StepId[];
  }[];
  green: number;
  /** What runs now, if anything. */
  running?: {
    id: StepId;
    title: string;
    paused: boolean;
    percent: number | undefined;
    leftMs: number | undefined;
  };
  /** Cells that run one after the other because somebody ordered them together. */
  chain?: { who: string; left: { id: StepId; title: string }[] };
  failed: number;
  /** Where the next thing to look at is. */
  problem?: { id: StepId; title: string; word: string };
  /** Where nothing is the matter: the cell that comes next. */
  next?: { id: StepId; title: string };
  here: string[];
}

export interface CellModel {
  id: StepId;
  number: number;
  title: string;
  purpose: string;
  /** For the instants in what steps say. */
  zone: string;
  state: CellState;
  /** Why stale: what changed, where, by whom and when. */
  changed: ChangedModel[];
  /** Cells that come first: not green yet, or stale. */
  first: { id: StepId; title: string; word: string }[];
  /** What would run before it and itself, where it does not stand on green cells alone. */
  chain?: ChainModel;
  /** It waits for its turn in a chain. */
  queued?: { who: string; after: string };
  prediction: PredictionModel;
  inputs: InputModel[];
  /** Another cell is running; this one cannot start. */
  busyWith?: string;
  active?: ProgressModel;
  run?: RunModel;
  /** How fast that run went. */
  throughput?: ThroughputModel;
  /** The newest run was of single rows; `outcome` is of the number of the run of everything before it. */
  part?: { run: RunModel; of: number };
  outcome?: OutcomeModel;
  /** Address of the figures as a paper. */
  paper?: string;
  history: RunModel[];
  /** What only this cell shows, top to bottom. */
  blocks: BlockModel[];
  mayPress: boolean;
}

/** What a run would do now. */
export interface PredictionModel extends Omit<Prediction, "forecast"> {
  /** The number of records it would write is on its way. */
  counting?: boolean;
  /** The figures behind the sentence; no tables while they are not known. */
  why?: { summary: string; tables: OutcomeTable[] };
}

/** An input that is another than the cell's run read. */
export interface ChangedModel {
  text: string;
  /** Where it is kept. */
  href?: string;
  /** What made it another, newest first. */
  causes: CauseModel[];
  /** Causes that are not listed. */
  more: number;
}

export interface CauseModel {
  /** Names who. */
  text: string;
  at: Moment;
  /** The change itself. */
  href?: string;
  /** Its line in the journal. */
  line?: string;
}

export interface ChainModel {
  /** `maybe`: green now, and run only if a cell before it makes it stale. `gist`: what it would do as things are. */
  cells: { id: StepId; title: string; maybe: boolean; gist?: string }[];
  /** Why not even the first of them can run. */
  blocked?: string;
}

/** One form control of a step's input. */
export type InputModel =
  & { name: string; label: string }
  & (
    | { kind: "checkbox"; checked: boolean }
    | { kind: "select"; options: string[]; value: string }
    | { kind: "number"; value: string; min?: number; max?: number }
    | { kind: "text"; value: string }
  );

export interface ProgressModel {
  paused: boolean;
  rows: { object: string; done: number; total: number }[];
  elapsedMs: number;
  /** Rows a second over the last half minute. */
  rate: number | undefined;
  leftMs: number | undefined;
  /** The picture of how fast it goes, once there is enough of it. */
  throughput?: ThroughputModel;
  /** Least time between two requests to the source, if this cell can change it. */
  sourceIntervalMs?: number;
}

export interface RunModel {
  step: StepId;
  title: string;
  number: number;
  state: RunState;
  who: string;
  startedAt: Moment;
  tookMs?: number;
  verdict: string;
  /** What differs in counts from the run before. */
  difference?: string;
  /** Rows a second, where it was long enough to tell. */
  pace?: PaceModel;
}

export interface LogLineModel {
  seq: number;
  at: Moment;
  level: Level;
  kind: string;
  object?: string;
  message: string;
  fields: [string, string][];
}

/** A finding with the address where its advice is followed, if it is on a page. */
export type FindingModel = Finding & { place?: string };

/** What a run did and found. */
export type OutcomeModel = Omit<Outcome, "findings"> & { findings?: FindingModel[] };

/** A page of a log that has an address. */
export interface LinePageModel {
  lines: LogLineModel[];
  /** Address of the page of lines before these, and of those after; absent: there are none. */
  older?: string;
  newer?: string;
}

export interface LogModel {
  /** Where the lines belong: a step, or the journal of what people decided. */
  name: string;
  lines: LogLineModel[];
  filter: LogFilter;
  /** What its lines speak of, to choose from. */
  objects: string[];
  /** Ledger sequence number that the panel was read at. */
  seq: number;
  /** Address of the page of lines before these, if there are any. */
  older?: string;
}

export interface LogFilter {
  level: "all" | "warnings" | "errors";
  /** One target object or source resource; empty: all. */
  object: string;
  text: string;
}

export interface SettingsModel {
  values: Record<SettingName, string>;
  sourceKeySet: boolean;
  targetKeySet: boolean;
  /** What must be filled in before anything can run. */
  missing: string[];
  /** The same as a list to tick off, with what is there already. */
  needed: { text: string; done: boolean }[];
  mayPress: boolean;
}

/** What was found out about one of the systems. */
export interface ConnectionLine {
  /** `unsure`: nothing is wrong, but only a person or a run can tell. */
  state: "good" | "wrong" | "unsure";
  text: string;
}

export type SettingName =
  | "practiceName"
  | "sourceUrl"
  | "sourceApp"
  | "timeZone"
  | "targetUrl"
  | "currency"
  | "country"
  | "fallbackOwner"
  | "gonePolicy"
  | "tolerance"
  | "sourceIntervalMs"
  | "targetRequestsPerMinute";

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

/** Something beyond the brief that can be ticked. */
export interface ExtraModel {
  name: string;
  label: string;
  rows: number;
  ticked: boolean;
}

export interface MemberModel {
  id: string;
  name: string;
  email: string;
}

export interface DiffModel {
  kind: "diff";
  run: number;
  counts: DiffCount[];
  rows: DiffRow[];
  object: string;
  onlyUnequal: boolean;
  offset: number;
  /** Rows that match the filter. */
  total: number;
  pageSize: number;
  sample?: { diffHash: string; unequal: number; signedBy?: string; sameAs?: SameDiff; stale: boolean };
  mayPress: boolean;
}

/** The signature is of an earlier run of the sample, and the newest came to the same diff: numbers as people know them. */
export interface SameDiff {
  signed: number;
  newest: number;
}

export interface RollbackPlan {
  hash: string;
  count: number;
  objects: { object: string; reverse: number; keep: number; absent: number }[];
  kept: { object: string; sourceKey: string; reason: string }[];
}
