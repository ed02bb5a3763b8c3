import { oneMore, type Plant, spoil, SPOILT } from "./plant.ts";

const patients = (field: string, how: keyof typeof SPOILT, finds?: string) =>
  spoil("people", "patients", field, how, finds);

export const PEOPLE: Plant[] = [
  patients("name", "firstName", "name.firstName"),
  spoil("people", "practitioners", "name", "lastName", "name.lastName"),
  {
    name: "people: an address that went missing",
    plant: (simulators, there) => {
      const found = there.people.find(({ practiceHubId }) => practiceHubId === "patients/1400000");
      return simulators.person("PATCH", `people/${found?.id}`, {
        emails: { primaryEmail: "", additionalEmails: [] },
      });
    },
    finds: ["people emails.primaryEmail"],
  },
  {
    name: "people: a shared address that went missing",
    plant: (simulators, there) => {
      const found = there.people.find(({ practiceHubId }) => practiceHubId === "patients/1400006");
      return simulators.person("PATCH", `people/${found?.id}`, {
        emails: { primaryEmail: "", additionalEmails: [] },
      });
    },
    finds: ["people emails.additionalEmails"],
  },
  {
    name: "people: another telephone number",
    plant: (simulators, there) => {
      const found = there.people.find(({ practiceHubId }) => practiceHubId === "patients/1400000");
      const phones = {
        primaryPhoneNumber: "7700900999",
        primaryPhoneCountryCode: "GB",
        primaryPhoneCallingCode: "+44",
      };
      return simulators.person("PATCH", `people/${found?.id}`, { phones });
    },
    finds: ["people phones"],
  },
  {
    name: "people: the same telephone number under another country",
    plant: (simulators, there) => {
      const found = there.people.find(({ practiceHubId }) => practiceHubId === "patients/1400003");
      const phones = { ...found?.["phones"] as object, primaryPhoneCountryCode: "GB" };
      return simulators.person("PATCH", `people/${found?.id}`, { phones });
    },
    finds: ["people phones"],
  },
  patients("dateOfBirth", "day"),
  patients("createdAt", "moment"),
  patients("preferredLanguage", "gone"),
  patients("patientNumber", "text"),
  patients("customReference", "text"),
  patients("medicalInsurance", "gone"),
  patients("homeAddress", "street", "homeAddress.addressStreet1"),
  patients("homeAddress", "city", "homeAddress.addressCity"),
  patients("homeAddress", "postcode", "homeAddress.addressPostcode"),
  patients("accountBalance", "money"),
  patients("accountBalance", "currency", "accountBalance.currencyCode"),
  patients("chiefComplaint", "text"),
  patients("smsMarketing", "flag"),
  patients("emailMarketing", "flag"),
  patients("otherMarketing", "flag"),
  patients("deletedInPracticeHub", "gone"),
  patients("lastVisit", "moment"),
  patients("nextVisit", "moment"),
  patients("patientTags", "none"),
  patients("sex", "gone"),
  patients("referralSource", "gone"),
  patients("communicationStatus", "gone"),
  patients("recallStatus", "gone"),
  patients("practiceRole", "gone"),
  patients("companyId", "company"),
  patients("recordOwnerId", "member"),
  spoil("people", "practitioners", "recordOwnerId", "member"),
  spoil("people", "practitioners", "companyId", "gone"),
  spoil("people", "practitioners", "jobTitle", "text"),
  spoil("people", "practitioners", "activePractitioner", "flag"),
  spoil("people", "practitioners", "practitionerBio", "gone"),
  patients("occupation", "gone"),
  patients("heightCm", "number"),
  patients("pacemaker", "flag"),
  patients("firstContact", "day"),
  patients("portalSeenAt", "moment"),
  patients("preferredRoom", "gone"),
  patients("emergencyContact", "gone"),
  oneMore("people", "patients"),
];
