import fc from "../support/fast_check.ts";
import type { Command } from "./command.ts";
import {
  deleteTarget,
  destroyTarget,
  EDITED,
  editOwn,
  editTarget,
  ownPerson,
  pointAt,
  REFERRED,
  REMOVED,
} from "./person.ts";
import { again, crash, delta, pause, rollback, run, TASKS } from "./program.ts";
import { addRow, coming, deleteRow, editRow, edits, returnRow } from "./source.ts";

/** Moments of a whole migration of the clinic, somewhat more than there are. */
const MOMENTS = 400;
/** Requests of it. */
const REQUESTS = 150;

const which = fc.nat(7);
const task = fc.constantFrom(...TASKS);

const source: fc.Arbitrary<Command>[] = [
  fc.tuple(fc.constantFrom(...edits), which).map(([{ resource, variant }, n]) =>
    editRow(resource, n, variant)
  ),
  fc.tuple(fc.constantFrom(...edits), which).map(([{ resource, variant }, n]) =>
    editRow(resource, n, variant)
  ),
  fc.tuple(fc.constantFrom(...coming), which).map(([resource, n]) => addRow(resource, n)),
  fc.tuple(fc.constantFrom(...coming), which).map(([resource, n]) => deleteRow(resource, n)),
  which.map(returnRow),
];

const person: fc.Arbitrary<Command>[] = [
  fc.tuple(fc.constantFrom(...EDITED), which).map(([{ plural, variant }, n]) =>
    editTarget(plural, n, variant)
  ),
  fc.tuple(fc.constantFrom(...REMOVED), which).map(([plural, n]) => deleteTarget(plural, n)),
  fc.tuple(fc.constantFrom(...REMOVED), which).map(([plural, n]) => destroyTarget(plural, n)),
  fc.tuple(fc.constantFrom(...REFERRED), which).map(([{ plural, way }, n]) => pointAt(plural, n, way)),
  which.map(ownPerson),
  which.map(editOwn),
];

const program: fc.Arbitrary<Command>[] = [
  fc.constant(null).map(run),
  fc.boolean().map(delta),
  fc.constant(null).map(() => delta(true)),
  fc.tuple(task, fc.nat(MOMENTS)).map(([what, moment]) => crash(what, moment)),
  fc.tuple(task, fc.nat(60)).map(([what, moment]) => crash(what, moment)),
  fc.tuple(task, fc.nat(REQUESTS)).map(([what, request]) => pause(what, request)),
  fc.constant(null).map(rollback),
  fc.constant(null).map(again),
];

/** Practices that change and programs that are cut off, with nobody at work in Twenty: then all of it must be equal. */
export const quiet: readonly fc.Arbitrary<Command>[] = [...source, ...program];
/** The same with people at work in Twenty. */
export const busy: readonly fc.Arbitrary<Command>[] = [...source, ...person, ...program];
