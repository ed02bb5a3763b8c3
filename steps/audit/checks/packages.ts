import { z } from "zod";
import { idOf, textOf } from "../../mapping/transform.ts";
import type { Row } from "../../practicehub/envelope.ts";
import { checkOf, type MakeCheck } from "./check.ts";

const Subscribers = z.array(z.object({ patient_id: z.unknown() }).catch({ patient_id: null })).catch([]);

interface Unused {
  id: number;
  sameness: string;
}

/** Over-used packages, and twins that PracticeHub itself holds: same in everything, the next id, never used (3.14). */
export const packages: MakeCheck = ({ add }) => {
  const all: (Unused & { unused: boolean })[] = [];
  return checkOf("patient_packages", (row) => {
    if (isNegative(row["balance"]) || isNegative(row["visits_left"])) {
      add("package-overused", "patient_packages", "patient_packages.balance", row.id);
    }
    const unused = textOf(row["visits"]) !== "" && textOf(row["visits"]) === textOf(row["visits_left"]);
    all.push({ id: row.id, sameness: sameness(row), unused });
  }, () => {
    const sorted = all.toSorted((a, b) => a.id - b.id);
    for (const [i, later] of sorted.entries()) {
      const before = sorted[i - 1];
      if (
        before?.id === later.id - 1 && before.sameness === later.sameness && (later.unused || before.unused)
      ) {
        add("package-twin", "patient_packages", "patient_packages.name", later.unused ? later.id : before.id);
      }
    }
  });
};

const isNegative = (value: unknown): boolean => /^-.*[1-9]/.test(textOf(value));

/** The first subscriber stands for all: of a twin only one may carry the whole family. */
function sameness(row: Row): string {
  const [first] = Subscribers.parse(row["subscribed_patients"] ?? []);
  return JSON.stringify([
    textOf(row["name"]),
    textOf(row["price"]),
    textOf(row["created"]).slice(0, 10),
    idOf(first?.patient_id) ?? null,
  ]);
}
