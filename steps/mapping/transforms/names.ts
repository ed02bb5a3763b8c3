import type { Row } from "../../practicehub/envelope.ts";
import { carried, dropped, idOf, type Input, type Mapped, textOf, type Transform } from "../transform.ts";
import { cleaned } from "./text.ts";

/** What people and records are called. */
export const NAMES = {
  /** First and last name; either may be absent (contracts/practicehub 6.21). */
  personName: {
    type: "FULL_NAME",
    takes: ["row"],
    words: "first and last name",
    reads: ["first_name", "last_name"],
    run({ row }) {
      const first = cleaned(textOf(row["first_name"]));
      const last = cleaned(textOf(row["last_name"]));
      if (first.value === undefined && last.value === undefined) return dropped("name-missing");
      const value = { firstName: first.value ?? "", lastName: last.value ?? "" };
      return carried(value, first.remark ?? last.remark);
    },
  },
  appointmentName: {
    type: "TEXT",
    takes: ["row"],
    words: "visit type and patient",
    reads: ["appointment_type_id", "patient_id"],
    needs: ["typeName", "patientName"],
    run: (input) =>
      ofPatient(input.context.typeName(idOf(input.row["appointment_type_id"]) ?? -1) ?? "Appointment", input),
  },
  /** Care plans have no name in the source: how many visits, how often. */
  carePlanName: {
    type: "TEXT",
    takes: ["row"],
    words: "visits and frequency as a name",
    reads: ["visits", "frequency_type"],
    run({ row }) {
      const visits = textOf(row["visits"]);
      const often = textOf(row["frequency_type"]);
      return cleaned(
        ["Care plan", visits && `${visits} visits`, often && `per ${often}`].filter(Boolean).join(" · "),
      );
    },
  },
  /** One that stands twice is remarked. */
  packageName: {
    type: "TEXT",
    takes: ["own"],
    words: "the package's own name",
    needs: ["isDuplicate"],
    run({ value, row, context }) {
      const mapped = cleaned(textOf(value));
      return mapped.value !== undefined && context.isDuplicate(row.id)
        ? { ...mapped, remark: "package-twin" }
        : mapped;
    },
  },
  /** Notes have no title in the source. */
  noteTitle: {
    type: "TEXT",
    takes: ["row"],
    words: "kind of note and patient",
    reads: ["type", "patient_id"],
    needs: ["patientName"],
    run(input) {
      const kind = textOf(input.row["type"]);
      return ofPatient(kind === "" ? "Treatment note" : `Treatment note (${kind.toUpperCase()})`, input);
    },
  },
  invoiceName: {
    type: "TEXT",
    takes: ["own"],
    words: "invoice and its number",
    run: ({ row }) => cleaned(`Invoice ${row.id}`),
  },
  paymentName: {
    type: "TEXT",
    takes: ["own"],
    words: "payment and its number",
    run: ({ row }) => cleaned(`Payment ${row.id}`),
  },
  logName: {
    type: "TEXT",
    takes: ["row"],
    words: "kind of entry and patient",
    reads: ["type", "patient_id"],
    needs: ["patientName"],
    run(input) {
      const kind = textOf(input.row["type"]) || "entry";
      return ofPatient(kind.charAt(0).toUpperCase() + kind.slice(1), input);
    },
  },
} satisfies Record<string, Transform>;

/** What it is, and whose, as far as that is known. */
function ofPatient(title: string, { row, context }: Input): Mapped {
  const patient = context.patientName(idOf(row["patient_id"]) ?? -1);
  return cleaned(patient ? `${title} · ${patient}` : title);
}

export function fullName(row: Row): string {
  return [textOf(row["first_name"]), textOf(row["last_name"])].filter(Boolean).join(" ");
}
