import type { Finding, OutcomeTable } from "../../steps/runbook/step.ts";
import type { Moment } from "../ui/times.ts";

/** What the audit cell shows besides its outcome. */
export interface AuditModel {
  /** Of the run that is shown. */
  run: number;
  /** Rows that the findings name, for the file of them. */
  rows: number;
  automations?: AutomationsModel;
  mayPress: boolean;
}

export interface AutomationsModel {
  items: AutomationModel[];
  /** What an acknowledgement is bound to. */
  subject: string;
  acknowledged?: { who: string; at: Moment };
}

export interface AutomationModel {
  kind: "workflow" | "webhook";
  name: string;
  event: string;
  /** How often it would start, in words. */
  often: string;
  /** Its page in the workspace. */
  href?: string;
}

/** The audit as a page that is read without the console. */
export interface ReportModel {
  practice: string;
  /** Hosts of the two systems. */
  source: string;
  target: string;
  run: number;
  who: string;
  /** The run's end. */
  at: Moment;
  verdict: string;
  grade?: GradeModel;
  findings: Finding[];
  tables: OutcomeTable[];
  automations?: AutomationsModel;
}

export interface GradeModel {
  letter: string;
  points: number;
  most: number;
  means: string;
}
