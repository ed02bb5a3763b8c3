import type { Target } from "../reader/workspace.ts";
import type { Plant } from "./plant.ts";
import type { Simulators } from "../../support/simulators.ts";

interface FieldMeta {
  id: string;
  name: string;
  label: string;
  options?: { id: string; label: string }[] | null;
}

/** What an administrator of the workspace does to a field. */
async function administer(
  { target }: Simulators,
  find: (field: FieldMeta) => boolean,
  change: (field: FieldMeta) => unknown,
): Promise<void> {
  const list = await request(target, "GET", "objects?limit=200") as {
    data: { namePlural: string; fields: FieldMeta[] }[];
  };
  const field = list.data.find((object) => object.namePlural === "people")?.fields.find(find);
  if (!field) throw new Error("there is no such field");
  const body = change(field);
  await request(target, body === undefined ? "DELETE" : "PATCH", `fields/${field.id}`, body);
}

async function request({ url, key }: Target, method: string, path: string, body?: unknown): Promise<unknown> {
  const response = await fetch(`${url}/rest/metadata/${path}`, {
    method,
    headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${text}`);
  return JSON.parse(text);
}

/** The answer to a question that the first patient who has one loses. */
function unanswered(label: string, name: string): Plant {
  return {
    name: `an answer went missing: ${label}`,
    plant: (simulators, there) => {
      const found = there.people.find((person) => ![null, undefined, ""].includes(person[name] as null));
      return simulators.person("PATCH", `people/${found?.id}`, { [name]: null });
    },
    finds: [`people ${name}`],
  };
}

export const FIELDS: Plant[] = [
  unanswered("HIPAA consent", "formHipaaConsent"),
  unanswered("Consent date", "formConsentDate"),
  unanswered("Insurance type", "formInsuranceType"),
  unanswered("Allergies", "formAllergies"),
  {
    name: "an option is called something else",
    plant: (simulators) =>
      administer(simulators, ({ name }) => name === "communicationStatus", ({ options }) => ({
        options: options?.map((option, i) => i === 0 ? { ...option, label: "Something else" } : option),
      })),
    finds: ["people communicationStatus"],
  },
  {
    name: "an attribute that nobody told of has no field",
    plant: (simulators) => administer(simulators, ({ name }) => name === "emergencyContact", () => undefined),
    finds: ["people emergency_contact"],
  },
  {
    name: "a question has no field",
    plant: (simulators) =>
      administer(simulators, ({ label }) => label === "Allergies", () => ({ label: "Else" })),
    finds: ["people Allergies"],
  },
];
