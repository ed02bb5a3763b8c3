import type { FieldRow } from "../vocabulary.ts";
import { from, KEY, patient } from "./from.ts";

/** Optional objects: proposed only where a person ticked them (contracts/practicehub 3.6, 3.10, 3.13). */
export const OPTIONAL_OBJECTS: readonly FieldRow[] = [
  ...from("invoices", "invoice", [
    KEY,
    ["id", "name", "invoiceName"],
    patient("Invoices", "IconFileInvoice"),
    [
      "appointment_id",
      "appointmentId",
      "appointment",
      ["Appointment", "IconFileInvoice", { to: "appointment", back: "Invoices" }],
    ],
    ["total", "total", "money", ["Total", "IconCoins"]],
    ["created", "createdAt", "instant"],
  ]),
  ...from("payments", "payment", [
    KEY,
    ["id", "name", "paymentName"],
    patient("Payments", "IconCash"),
    ["amount", "amount", "money", ["Amount", "IconCoins"]],
    ["payment_type_id", "paymentMethod", "option", ["Method", "IconCreditCard"]],
    ["service", "service", "text", ["Service", "IconReceipt"]],
    ["note", "paymentNote", "markdown", ["Note", "IconNotes"]],
    ["created", "createdAt", "instant"],
  ]),
  ...from("patient_logs", "activityLogEntry", [
    KEY,
    ["*", "name", "logName"],
    patient("Activity log", "IconTimelineEvent"),
    ["type", "entryType", "option", ["Type", "IconCategory"]],
    ["sub_type", "entrySubType", "option", ["Sub-type", "IconCategory"]],
    ["data", "entryText", "markdown", ["Text", "IconNotes"]],
    ["created", "createdAt", "instant"],
  ]),
];
