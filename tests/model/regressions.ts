import type { Command } from "./command.ts";
import { deleteTarget, destroyTarget, editTarget } from "./person.ts";
import { again, crash, delta, pause, rollback, run } from "./program.ts";
import { deleteRow, editRow, returnRow } from "./source.ts";

/** Sequences that broke a promise once, each as short as it could be made; they are carried out every time. */
export const REGRESSIONS: Record<string, readonly Command[]> = {
  "a delta after a rollback that was cut off took removed files for being there": [
    run(),
    crash("rollback", 35),
    delta(true),
    run(),
    again(),
  ],
  "attachments were made anew with files that had gone with the old ones": [
    run(),
    crash("rollback", 43),
    run(),
    again(),
  ],
  "the next of a family could not have the address of a patient who was deleted": [
    run(),
    deleteRow("patients", 0),
    run(),
    again(),
    returnRow(0),
    delta(true),
    again(),
  ],
  "an address that one patient let go of and another took made the delta red": [
    run(),
    deleteRow("patients", 0),
    run(),
    returnRow(0),
    delta(true),
    editRow("patients", 0, 5),
    delta(true),
    editRow("patients", 1, 5),
    editRow("patients", 0, 2),
    delta(true),
    again(),
  ],
  "a full run left what was gone since the run before": [run(), editRow("patients", 0, 7), run(), again()],
  "a location stayed when its last appointment was gone": [
    run(),
    deleteRow("appointments", 4),
    delta(true),
    again(),
  ],
  "the sample could not be signed once somebody had worked in Twenty": [
    run(),
    editTarget("opportunities", 0, 0),
    run(),
    again(),
  ],
  "nor once somebody had destroyed a record": [run(), destroyTarget("people", 0), run(), again()],
  "a delta put a record into the trash in which somebody had typed": [
    run(),
    editTarget("people", 0, 0),
    deleteRow("patients", 0),
    delta(true),
  ],
  "a rollback removed what somebody had typed before our own update": [
    run(),
    editTarget("people", 0, 0),
    editRow("patients", 0, 0),
    delta(true),
    rollback(),
  ],
  "what was deleted in Twenty stays deleted": [
    run(),
    deleteTarget("people", 0),
    editRow("patients", 0, 0),
    delta(true),
    run(),
    rollback(),
    run(),
  ],
  "an address that was free once its holder had got another instead made a run red": [
    run(),
    deleteRow("patients", 1),
    delta(true),
    editTarget("people", 1, 1),
    editRow("patients", 0, 5),
    returnRow(0),
    run(),
  ],
  "a cell that was paused at its last request ended, and the next began to send": [run(), pause("run", 11)],
  "a delta wrote over what a person had typed where the source was empty": [
    run(),
    editTarget("appointments", 1, 1),
    editRow("appointments", 1, 6),
    delta(true),
  ],
};
