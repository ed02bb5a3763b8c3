import type { Take } from "../../db/tables.ts";
import fc from "../support/fast_check.ts";
import type { Command } from "./command.ts";
import {
  collide,
  decide,
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
import { again, crash, delta, pause, rollback, run, type Task, TASKS } from "./program.ts";
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
  fc.tuple(which, fc.constantFrom<Take[]>("practicehub", "practicehub", "twenty")).map(([n, take]) =>
    decide(n, take)
  ),
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

const few = fc.nat(2);
const take = fc.constantFrom<Take[]>("practicehub", "practicehub", "twenty");

/** A few patients whom both sides change, with a person who decides and programs that are cut off while they obey. */
export const deciding: readonly fc.Arbitrary<Command>[] = [
  few.map(collide),
  few.map(collide),
  fc.tuple(few, few).map(([n, variant]) => editTarget("people", n, variant)),
  fc.tuple(few, fc.constantFrom(...edits.filter(({ resource }) => resource === "patients"))).map((
    [n, { resource, variant }],
  ) => editRow(resource, n, variant)),
  few.map((n) => deleteRow("patients", n)),
  few.map(returnRow),
  few.map((n) => deleteTarget("people", n)),
  fc.constant(null).map(() => delta(true)),
  fc.constant(null).map(() => delta(true)),
  fc.tuple(few, take).map(([n, which]) => decide(n, which)),
  fc.tuple(few, take).map(([n, which]) => decide(n, which)),
  fc.tuple(fc.constantFrom<Task[]>("delta", "rollback"), fc.nat(100)).map(([what, n]) => crash(what, n)),
  fc.constant(null).map(rollback),
  fc.constant(null).map(run),
];
