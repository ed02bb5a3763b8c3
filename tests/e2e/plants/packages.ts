import { oneMore, type Plant, spoil } from "./plant.ts";

export const PACKAGES: Plant[] = [
  spoil("opportunities", "patient_packages", "name", "text"),
  spoil("opportunities", "patient_packages", "amount", "money"),
  spoil("opportunities", "patient_packages", "amount", "currency", "amount.currencyCode"),
  spoil("opportunities", "patient_packages", "pointOfContactId", "gone"),
  spoil("opportunities", "care_plans", "pointOfContactId", "person"),
  spoil("opportunities", "patient_packages", "visitsBought", "number"),
  spoil("opportunities", "patient_packages", "visitsLeft", "number"),
  spoil("opportunities", "patient_packages", "packageBalance", "money"),
  spoil("opportunities", "patient_packages", "unusedValue", "money"),
  spoil("opportunities", "patient_packages", "packageType", "gone"),
  spoil("opportunities", "patient_packages", "packageStatus", "gone"),
  spoil("opportunities", "patient_packages", "companyId", "gone"),
  spoil("opportunities", "patient_packages", "ownerId", "member"),
  spoil("opportunities", "patient_packages", "createdAt", "moment"),
  spoil("opportunities", "care_plans", "name", "gone"),
  spoil("opportunities", "care_plans", "startDate", "day"),
  spoil("opportunities", "care_plans", "visitInterval", "number"),
  spoil("opportunities", "care_plans", "planDuration", "number"),
  spoil("opportunities", "care_plans", "frequencyType", "gone"),
  {
    name: "opportunities: another stage",
    plant: (simulators, there) => {
      const found = there.opportunities.find(({ practiceHubId }) => practiceHubId === "care_plans/300");
      return simulators.person("PATCH", `opportunities/${found?.id}`, { stage: "NEW" });
    },
    finds: ["opportunities stage"],
  },
  {
    name: "opportunities: one that went missing",
    plant: (simulators, there) => {
      const found = there.opportunities.find(({ practiceHubId }) => practiceHubId === "care_plans/301");
      return simulators.person("DELETE", `opportunities/${found?.id}`);
    },
    finds: ["opportunities practiceHubId"],
  },
  spoil("packagePatients", "patient_packages", "patientId", "gone"),
  spoil("packagePatients", "patient_packages", "opportunityId", "gone"),
  oneMore("opportunities", "patient_packages"),
  oneMore("packagePatients", "patient_packages/1"),
];
