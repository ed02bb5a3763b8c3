import type { Row } from "../../practicehub/envelope.ts";
import { carried, dropped, idOf, type Mapped, textOf, type Transform } from "../transform.ts";
import { cleaned } from "./text.ts";

/** First and last name; either may be absent (contracts/practicehub 6.21). */
export const personName: Transform = ({ row }) => {
  const first = cleaned(textOf(row["first_name"]));
  const last = cleaned(textOf(row["last_name"]));
  if (first.value === undefined && last.value === undefined) return dropped("name-missing");
  const value = { firstName: first.value ?? "", lastName: last.value ?? "" };
  const remark = first.remark ?? last.remark;
  return carried(value, remark);
};

/** What a list of appointments shows: the type and who it is for. */
export const appointmentName: Transform = ({ row, context }) => {
  const type = context.typeName(idOf(row["appointment_type_id"]) ?? -1) ?? "Appointment";
  const patient = context.patientName(idOf(row["patient_id"]) ?? -1);
  return titled(patient ? `${type} · ${patient}` : type);
};

/** Notes have no title in the source: the kind of note and the patient. */
export const noteTitle: Transform = ({ row, context }) => {
  const kind = textOf(row["type"]);
  const title = kind === "" ? "Treatment note" : `Treatment note (${kind.toUpperCase()})`;
  const patient = context.patientName(idOf(row["patient_id"]) ?? -1);
  return titled(patient ? `${title} · ${patient}` : title);
};

/** Care plans have no name in the source: how many visits, how often. */
export const carePlanName: Transform = ({ row }) => {
  const visits = textOf(row["visits"]);
  const often = textOf(row["frequency_type"]);
  return titled(
    ["Care plan", visits && `${visits} visits`, often && `per ${often}`].filter(Boolean).join(" · "),
  );
};

/** A package's own name; one that stands twice is remarked. */
export const packageName: Transform = ({ value, row, context }) => {
  const mapped = cleaned(textOf(value));
  return mapped.value !== undefined && context.toldTwice(row.id)
    ? { ...mapped, remark: "package-twin" }
    : mapped;
};

export const invoiceName: Transform = ({ row }) => titled(`Invoice ${row.id}`);
export const paymentName: Transform = ({ row }) => titled(`Payment ${row.id}`);

/** A line of the timeline: its type and whose it is. */
export const logName: Transform = ({ row, context }) => {
  const kind = textOf(row["type"]) || "entry";
  const patient = context.patientName(idOf(row["patient_id"]) ?? -1);
  const title = kind.charAt(0).toUpperCase() + kind.slice(1);
  return titled(patient ? `${title} · ${patient}` : title);
};

export function fullName(row: Row): string {
  return [textOf(row["first_name"]), textOf(row["last_name"])].filter(Boolean).join(" ");
}

function titled(title: string): Mapped {
  return cleaned(title);
}
