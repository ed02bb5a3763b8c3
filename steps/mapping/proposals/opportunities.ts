import type { FieldRow } from "../vocabulary.ts";
import { from, KEY, type Made } from "./from.ts";

const STATUS: Made = ["Package status", "IconProgressCheck"];
const BOUGHT: Made = ["Visits bought"];

const INTERVAL: Made = ["Visit interval", "IconRepeat", "As PracticeHub counts it, together with Frequency"];
const DURATION: Made = [
  "Plan duration (unit of Frequency)",
  "IconHourglass",
  "PracticeHub names no unit for it; that of Frequency is assumed",
];

/** Packages and care plans (contracts/practicehub 3.7, 3.14), and who shares a package. */
export const OPPORTUNITIES: readonly FieldRow[] = [
  ...from("patient_packages", "opportunity", [
    KEY,
    ["name", "name", "packageName"],
    ["price", "amount", "money"],
    ["active", "stage", "activity"],
    ["active", "packageStatus", "activity", STATUS],
    ["package_type", "packageType", "option", ["Package type", "IconPackage"]],
    ["subscribed_patients", "pointOfContactId", "firstSubscriber"],
    ["visits", "visitsBought", "number", BOUGHT],
    ["visits_left", "visitsLeft", "number", ["Visits left"]],
    [
      "balance",
      "unusedValue",
      "unusedValue",
      ["Unused value", "IconCoins", "Visits left at the price of one; negative: over-used"],
    ],
    [
      "package_balance",
      "packageBalance",
      "money",
      ["Package balance", "IconCoins", "Paid minus price. 0: paid; negative: still owed"],
    ],
    ["=account/1", "companyId", "ref"],
    ["=", "ownerId", "fallbackOwner"],
    ["created", "createdAt", "instant"],
  ]),
  ...from("care_plans", "opportunity", [
    KEY,
    ["*", "name", "carePlanName"],
    ["active", "stage", "activity"],
    ["active", "packageStatus", "activity", STATUS],
    ["patient_id", "pointOfContactId", "patient"],
    ["visits", "visitsBought", "number", BOUGHT],
    ["interval", "visitInterval", "number", INTERVAL],
    ["frequency_type", "frequencyType", "option", ["Frequency", "IconRepeat"]],
    ["duration", "planDuration", "number", DURATION],
    ["start_date", "startDate", "date", ["Start date"]],
    ["=account/1", "companyId", "ref"],
    ["=", "ownerId", "fallbackOwner"],
  ]),
  ...from("patient_packages", "packagePatient", [
    ["name", "name", "text"],
    [
      "id",
      "opportunityId",
      "ref",
      ["Package", "IconUsersGroup", { to: "opportunity", back: "Package patients" }],
    ],
    [
      "subscribed_patients",
      "patientId",
      "patient",
      ["Patient", "IconUsersGroup", { to: "person", back: "Shared packages" }],
    ],
  ]),
];
