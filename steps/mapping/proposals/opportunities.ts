import { date, money, number, relation, select } from "../fields.ts";
import { type FieldRow, PRACTICE_HUB_ID } from "../vocabulary.ts";
import { from } from "./from.ts";

const STATUS = select("packageStatus", "Package status", "IconProgressCheck");
const BOUGHT = number("visitsBought", "Visits bought");

const INTERVAL = number(
  "visitInterval",
  "Visit interval",
  "IconRepeat",
  "As PracticeHub counts it, together with Frequency",
);
const DURATION = number(
  "planDuration",
  "Plan duration (unit of Frequency)",
  "IconHourglass",
  "PracticeHub names no unit for it; that of Frequency is assumed",
);

/** Packages and care plans (contracts/practicehub 3.7, 3.14), and who shares a package. */
export const OPPORTUNITIES: readonly FieldRow[] = [
  ...from("patient_packages", "opportunity", [
    ["id", "practiceHubId", "key", PRACTICE_HUB_ID],
    ["name", "name", "packageName"],
    ["price", "amount", "money"],
    ["active", "stage", "activity"],
    ["active", "packageStatus", "activity", STATUS],
    ["package_type", "packageType", "option", select("packageType", "Package type", "IconPackage")],
    ["subscribed_patients", "pointOfContactId", "firstSubscriber"],
    ["visits", "visitsBought", "number", BOUGHT],
    ["visits_left", "visitsLeft", "number", number("visitsLeft", "Visits left")],
    [
      "balance",
      "unusedValue",
      "unusedValue",
      money(
        "unusedValue",
        "Unused value",
        "IconCoins",
        "Visits left at the price of one; negative: over-used",
      ),
    ],
    [
      "package_balance",
      "packageBalance",
      "money",
      money(
        "packageBalance",
        "Package balance",
        "IconCoins",
        "Paid minus price. 0: paid; negative: still owed",
      ),
    ],
    ["=account/1", "companyId", "ref"],
    ["=", "ownerId", "fallbackOwner"],
    ["created", "createdAt", "instant"],
  ]),
  ...from("care_plans", "opportunity", [
    ["id", "practiceHubId", "key", PRACTICE_HUB_ID],
    ["*", "name", "carePlanName"],
    ["active", "stage", "activity"],
    ["active", "packageStatus", "activity", STATUS],
    ["patient_id", "pointOfContactId", "patient"],
    ["visits", "visitsBought", "number", BOUGHT],
    ["interval", "visitInterval", "number", INTERVAL],
    ["frequency_type", "frequencyType", "option", select("frequencyType", "Frequency", "IconRepeat")],
    ["duration", "planDuration", "number", DURATION],
    ["start_date", "startDate", "date", date("startDate", "Start date")],
    ["=account/1", "companyId", "ref"],
    ["=", "ownerId", "fallbackOwner"],
  ]),
  ...from("patient_packages", "packagePatient", [
    ["name", "name", "text"],
    [
      "id",
      "opportunityId",
      "ref",
      relation("opportunity", "Package", "opportunity", "Package patients", "IconUsersGroup"),
    ],
    [
      "subscribed_patients",
      "patientId",
      "patient",
      relation("patient", "Patient", "person", "Shared packages", "IconUsersGroup"),
    ],
  ]),
];
