import type { RollbackPlan } from "../../../views/rollback/plan.tsx";

export const PLAN: RollbackPlan = {
  hash: "b41f0c",
  count: 13_914,
  objects: [
    { object: "note", reverse: 5_301, keep: 1, absent: 0 },
    { object: "appointment", reverse: 7_375, keep: 0, absent: 4 },
    { object: "person", reverse: 1_238, keep: 2, absent: 0 },
  ],
  kept: [
    {
      object: "person",
      sourceKey: "patients/15302",
      reason: "jobTitle was edited in Twenty after we wrote it",
    },
    { object: "person", sourceKey: "patients/15377", reason: "a note by someone else hangs on it" },
    { object: "note", sourceKey: "clinical_notes/88001", reason: "its text was edited in Twenty" },
  ],
};
