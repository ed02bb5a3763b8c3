import { textOf } from "../../mapping/transform.ts";
import { markOf, type PackageMark, twinsAmong } from "../../mapping/twin_packages.ts";
import { checkOf, type MakeCheck } from "./check.ts";

/** Over-used packages, and twins that PracticeHub itself holds (contracts/practicehub 3.14). */
export const packages: MakeCheck = ({ add }) => {
  const all: PackageMark[] = [];
  return checkOf("patient_packages", (row) => {
    if (isNegative(row["balance"]) || isNegative(row["visits_left"])) {
      add("package-overused", "patient_packages", "patient_packages.balance", row.id);
    }
    all.push(markOf(row));
  }, () => {
    for (const id of twinsAmong(all)) add("package-twin", "patient_packages", "patient_packages.name", id);
  });
};

const isNegative = (value: unknown): boolean => /^-.*[1-9]/.test(textOf(value));
