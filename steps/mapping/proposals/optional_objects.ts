import { money, relation, select, text } from "../fields.ts";
import { type FieldRow, PRACTICE_HUB_ID } from "../vocabulary.ts";
import { from, patientRelation } from "./from.ts";

/** Optional objects: proposed only where a person ticked them (contracts/practicehub 3.6, 3.10, 3.13). */
export const OPTIONAL_OBJECTS: readonly FieldRow[] = [
  ...from("invoices", "invoice", [
    ["id", "practiceHubId", "key", PRACTICE_HUB_ID],
    ["id", "name", "invoiceName"],
    ["patient_id", "patientId", "patient", patientRelation("Invoices", "IconFileInvoice")],
    [
      "appointment_id",
      "appointmentId",
      "appointment",
      relation("appointment", "Appointment", "appointment", "Invoices", "IconFileInvoice"),
    ],
    ["total", "total", "money", money("total", "Total", "IconCoins")],
    ["created", "createdAt", "instant"],
  ]),
  ...from("payments", "payment", [
    ["id", "practiceHubId", "key", PRACTICE_HUB_ID],
    ["id", "name", "paymentName"],
    ["patient_id", "patientId", "patient", patientRelation("Payments", "IconCash")],
    ["amount", "amount", "money", money("amount", "Amount", "IconCoins")],
    ["payment_type_id", "paymentMethod", "option", select("paymentMethod", "Method", "IconCreditCard")],
    ["service", "service", "text", text("service", "Service", "IconReceipt")],
    ["note", "paymentNote", "markdown", text("paymentNote", "Note", "IconNotes")],
    ["created", "createdAt", "instant"],
  ]),
  ...from("patient_logs", "activityLogEntry", [
    ["id", "practiceHubId", "key", PRACTICE_HUB_ID],
    ["*", "name", "logName"],
    ["patient_id", "patientId", "patient", patientRelation("Activity log", "IconTimelineEvent")],
    ["type", "entryType", "option", select("entryType", "Type", "IconCategory")],
    ["sub_type", "entrySubType", "option", select("entrySubType", "Sub-type", "IconCategory")],
    ["data", "entryText", "markdown", text("entryText", "Text", "IconNotes")],
    ["created", "createdAt", "instant"],
  ]),
];
