import { OBJECTS, TARGET_OBJECTS, type TargetObject } from "../mapping/objects.ts";

/** `02-people.csv`: the numbers are the order in which Twenty can import them, parents before what points at them. */
export function fileNameOf(object: TargetObject): string {
  const number = String(TARGET_OBJECTS.indexOf(object) + 1).padStart(2, "0");
  return `${number}-${OBJECTS[object].csv}.csv`;
}

/** Undefined where no file has this name. */
export const objectOfFile = (name: string): TargetObject | undefined =>
  TARGET_OBJECTS.find((object) => fileNameOf(object) === name);
