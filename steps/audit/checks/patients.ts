import { textOf } from "../../mapping/transform.ts";
import { checkOf, type MakeCheck } from "./check.ts";

/** Nobody who is a patient today was born before. */
const OLDEST = "1900-01-01";

/** Names of which a part is missing, and births that cannot be. Names that are missing altogether are a remark. */
export const patients: MakeCheck = ({ add, now }) => {
  const today = new Date(now()).toISOString().slice(0, 10);
  return checkOf("patients", (row) => {
    const first = textOf(row["first_name"]);
    const last = textOf(row["last_name"]);
    if ((first === "") !== (last === "")) {
      add("name-partial", "patients", first === "" ? "patients.first_name" : "patients.last_name", row.id);
    }
    const birth = textOf(row["dob"]).slice(0, 10);
    const isDate = /^\d{4}-\d{2}-\d{2}$/.test(birth) && !birth.startsWith("0000");
    if (isDate && (birth > today || birth < OLDEST)) {
      add("birth-unlikely", "patients", "patients.dob", row.id);
    }
  });
};
