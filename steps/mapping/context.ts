import type { Locale } from "./country.ts";
import type { TargetObject } from "./objects.ts";

/**
 * What transforms may look at besides the row. It is filled for each chunk of rows before mapping, so that
 * transforms themselves are plain functions: no waiting, no ledger.
 */
export interface MapContext extends Locale {
  /**
   * Option value for a source value of a field: null where a person left the value out, undefined where the value map
   * has none. The empty source value stands for all that is not listed.
   */
  option(object: TargetObject, field: string, sourceValue: string): string | null | undefined;
  /** Target id of a source row's record, or undefined where there is no such row. */
  targetOf(object: TargetObject, resource: string, id: number): string | undefined;
  /** The id of the oldest patient with this e-mail address: only that one may hold it as primary. */
  holderOf(email: string): number | undefined;
  /** Whether this row had to give the address up before, because someone in the target who is not ours holds it. */
  takenInTarget(email: string, id: number): boolean;
  /** Workspace member of a practitioner, or the fallback owner. */
  memberOf(practitionerId: number | undefined): string | undefined;
  typeName(appointmentTypeId: number): string | undefined;
  patientName(patientId: number): string | undefined;
  /** Where a patient's visits that were not cancelled took place: one location, or several, or none. */
  homeOf(patientId: number): number | "several" | "none";
  /** How many locations the practice has. */
  locations: number;
  /** Whether the row tells again what another tells: a visit at the same time, a package that stands twice. */
  isDuplicate(id: number): boolean;
  /** Whether the practitioner works there no longer. */
  inactive(practitionerId: number): boolean;
  /** Workspace member of the practitioner with this name, if exactly one has it. */
  memberNamed(name: string): string | undefined;
}
