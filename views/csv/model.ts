import type { CsvKind } from "../../db/tables.ts";
import type { CsvState, DifferingCell, UnmatchedRow } from "../../steps/staging/csv/report.ts";
import type { FileSurvey } from "../../steps/csv/survey.ts";
import type { Moment } from "../ui/times.ts";

/** PracticeHub's CSV exports as a second source, and the CSVs that are written for Twenty. */
export interface CsvModel {
  /** Each of the three exports, given or not. */
  exports: CsvExportModel[];
  out: CsvOutModel;
  mayPress: boolean;
}

export interface CsvExportModel {
  kind: CsvKind;
  state?: CsvState & { readAt: Moment };
}

export interface CsvOutModel {
  /** Why there are none yet. */
  why?: string;
  /** Changes with whatever the files are made from. */
  version: string;
}

/** The files that can be downloaded, counted. */
export interface CsvFilesModel {
  files: FileSurvey[];
  withoutOwner: boolean;
}

/** One page of the rows that differ, or that stand for no record. */
export type CsvRowsModel =
  & {
    kind: CsvKind;
    /** Lines up to here were on pages before. */
    after: number;
    /** Where the next page begins; none: this is the last. */
    next?: number;
  }
  & ({ list: "differing"; cells: DifferingCell[] } | { list: "unmatched"; rows: UnmatchedRow[] });

export const CSV_LABELS: Record<CsvKind, string> = {
  patients: "Patients",
  appointments: "Appointments",
  files: "File attachments, list",
};
