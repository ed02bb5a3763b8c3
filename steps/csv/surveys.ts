import { hashOf } from "../../db/hash.ts";
import type { Ledger } from "../../db/ledger.ts";
import { recordsVersion } from "../../db/source_records.ts";
import { currentVersions } from "../runbook/versions.ts";
import type { Mapping } from "../mapping/mapping.ts";
import { type FileSurvey, surveyOf } from "./survey.ts";
import type { TargetObject } from "../mapping/objects.ts";
import { OBJECTS } from "../mapping/objects.ts";

/**
 * The surveys of the files, each made once for one state of maps and rows: the page asks for all of them together, and
 * a download for the one it needs.
 */
export class Surveys {
  #of = "";
  #made = new Map<TargetObject, Promise<FileSurvey>>();

  /** @param version what `versionOf` says of the mapping that is given */
  get(ledger: Ledger, mapping: Mapping, object: TargetObject, version: string): Promise<FileSurvey> {
    if (version !== this.#of) {
      this.#of = version;
      this.#made = new Map();
    }
    const made = this.#made;
    const known = made.get(object);
    if (known) return known;
    const survey = surveyOf(ledger, mapping, object);
    made.set(object, survey);
    // One that failed is made anew when somebody asks again.
    survey.catch(() => made.delete(object));
    return survey;
  }
}

/** Changes with whatever the files are made from. */
export async function versionOf(ledger: Ledger): Promise<string> {
  return hashOf([await currentVersions(ledger), await recordsVersion(ledger)]);
}

/** The objects that have a file, in the order of import. Links are of no use without what they are part of. */
export const objectsWithFile = ({ objects }: Mapping): TargetObject[] =>
  objects.filter((object) => objects.some((other) => other === (OBJECTS[object].partOf ?? object)));
