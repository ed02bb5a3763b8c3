import { z } from "zod";
import type { FieldMapTable } from "../../db/tables.ts";
import { storedJson } from "../../db/stored.ts";
import type { FieldSpec } from "../twenty/metadata.ts";
import type { TargetObject } from "./objects.ts";

/** On every identified object: `resource/id`, so that a record can be traced without the ledger. */
export const PRACTICE_HUB_ID: FieldSpec = {
  name: "practiceHubId",
  label: "PracticeHub id",
  type: "TEXT",
  icon: "IconKey",
  description: "Where this record came from in PracticeHub: resource/id",
  isUnique: true,
};

/** On every identified object, where records whose source row is gone are to be flagged. */
export const GONE_SINCE: FieldSpec = {
  name: "goneInPracticeHubSince",
  label: "Gone in PracticeHub since",
  type: "DATE_TIME",
  icon: "IconGhost",
  description: "When its row was found to be no longer in PracticeHub; empty while it is there",
};

/** One row of the migration between a practice and its workspace: which value goes where, and how. */
export interface FieldRow {
  object: TargetObject;
  resource: string;
  /** Source attribute; `*` for the whole row, `=text` for a constant. */
  source: string;
  /** Target field as it is written, e.g. `patientId` for the relation `patient`. */
  target: string;
  transform: string;
  /** The field to make where the target has none. */
  creates?: FieldSpec;
  /** Why this is proposed, in words. */
  reason: string;
  /** How well the source attribute is known, in percent: 95 seen in code that works, 80 in exports only, 70 guessed. */
  known?: number;
}

const Named = z.object({ name: z.string(), label: z.string(), type: z.string() });
const Spec = z.custom<FieldSpec>((spec) => Named.safeParse(spec).success);

/** The field that a row of the ledger's field map makes; undefined where it makes none. */
export const specOf = ({ creates }: Pick<FieldMapTable, "creates">): FieldSpec | undefined =>
  creates === null ? undefined : Spec.safeParse(storedJson(creates)).data;
