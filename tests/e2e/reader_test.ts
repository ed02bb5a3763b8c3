import { assertEquals } from "@std/assert";
import { CANARIES } from "../../fixtures/practice/canaries.ts";
import type { Practice, Resource } from "../../fixtures/practice/practice.ts";
import type { Simulators } from "../support/simulators.ts";
import { openStage, type Stage, TO_FULL_RUN } from "../support/stage.ts";
import { discrepancies } from "./reader.ts";
import { readWorkspace, type Workspace } from "./reader/workspace.ts";

interface Plant {
  name: string;
  plant: (simulators: Simulators, there: Workspace) => Promise<unknown>;
  /** `object field`, one for each discrepancy that must be found. */
  finds: string[];
}

const idOf = (there: Workspace, plural: keyof Workspace, key: string): string =>
  there[plural].find((found) => found.practiceHubId === key)?.id ?? "";

const edit =
  (plural: keyof Workspace, key: (there: Workspace) => string, change: unknown): Plant["plant"] =>
  (simulators, there) => simulators.person("PATCH", `${plural}/${idOf(there, plural, key(there))}`, change);

const first = (plural: keyof Workspace, start: string) => (there: Workspace): string =>
  there[plural].map((found) => found.practiceHubId ?? "").filter((key) => key.startsWith(start)).sort()[0] ??
    "";

const PLANTS: Plant[] = [
  {
    name: "another first name",
    plant: edit("people", first("people", "patients/"), { name: { firstName: "Nobody" } }),
    finds: ["people name.firstName"],
  },
  {
    name: "another practitioner's name",
    plant: edit("people", first("people", "practitioners/"), { name: { lastName: "Nobody" } }),
    finds: ["people name.lastName"],
  },
  {
    name: "an address that went missing",
    plant: edit("people", first("people", "patients/"), {
      emails: { primaryEmail: "", additionalEmails: [] },
    }),
    finds: ["people emails.primaryEmail"],
  },
  {
    name: "another telephone number",
    plant: edit("people", first("people", "patients/"), {
      phones: {
        primaryPhoneNumber: "7700900999",
        primaryPhoneCountryCode: "GB",
        primaryPhoneCallingCode: "+44",
      },
    }),
    finds: ["people phones"],
  },
  {
    name: "a date of birth one day off",
    plant: edit("people", first("people", "patients/"), { dateOfBirth: "1971-03-01" }),
    finds: ["people dateOfBirth"],
  },
  {
    name: "a tag too few",
    plant: edit("people", first("people", "patients/"), { patientTags: [] }),
    finds: ["people patientTags"],
  },
  {
    name: "a creation time in another zone",
    plant: (simulators, there) => {
      const row = there.people.find((found) => found.practiceHubId?.startsWith("patients/"));
      const createdAt = new Date(Date.parse(String(row?.["createdAt"])) + 3_600_000).toISOString();
      return simulators.person("PATCH", `people/${row?.id}`, { createdAt });
    },
    finds: ["people createdAt"],
  },
  {
    name: "a person twice",
    plant: (simulators) => simulators.person("POST", "people", { practiceHubId: "patients/1" }),
    finds: ["people practiceHubId"],
  },
  {
    name: "a patient who is gone",
    plant: (simulators, there) => {
      const key = first("opportunities", "patient_packages/")(there);
      return simulators.person("DELETE", `opportunities/${idOf(there, "opportunities", key)}`);
    },
    finds: ["opportunities practiceHubId"],
  },
  {
    name: "an appointment an hour late",
    plant: edit("appointments", first("appointments", "appointments/"), {
      startsAt: "2026-09-14T09:00:00.000Z",
    }),
    finds: ["appointments startsAt"],
  },
  {
    name: "an appointment of another patient",
    plant: edit("appointments", first("appointments", "appointments/"), { patientId: null }),
    finds: ["appointments patientId", "noteTargets targetAppointmentId"],
  },
  {
    name: "a cancellation that was lost",
    plant: edit("appointments", () => "appointments/88003", {
      cancelledAt: null,
      appointmentStatus: "COMPLETED",
    }),
    finds: ["appointments cancelledAt", "appointments appointmentStatus"],
  },
  {
    name: "a note with a word less",
    plant: edit("notes", () => "clinical_notes/7000", { bodyV2: { markdown: "finding" } }),
    finds: ["notes bodyV2"],
  },
  {
    name: "a note that is linked twice",
    plant: (simulators, there) =>
      simulators.person("POST", "noteTargets", {
        noteId: idOf(there, "notes", "clinical_notes/7000"),
        targetPersonId: there.people.at(-1)?.id,
      }),
    finds: ["noteTargets targetPersonId"],
  },
  {
    name: "an attachment without its bytes",
    plant: (simulators, there) =>
      simulators.person("PATCH", `attachments/${attachmentNamed(there, "empty.txt")}`, { file: [] }),
    finds: ["attachments file", "attachments id"],
  },
  {
    name: "an attachment too many",
    plant: (simulators, there) =>
      simulators.person("POST", "attachments", {
        name: "more.txt",
        targetPersonId: idOf(there, "people", first("people", "patients/")(there)),
      }),
    finds: ["attachments id"],
  },
  {
    name: "a location without its practice",
    plant: edit("companies", first("companies", "locations/"), { parentCompanyId: null }),
    finds: ["companies parentCompanyId"],
  },
];

const attachmentNamed = (there: Workspace, name: string): string =>
  there.attachments.find((found) => found["name"] === name)?.id ?? "";

Deno.test("the reader finds each discrepancy that is planted, and no other", async (t) => {
  await using stage = await openStage({ patients: 10, seed: 2 });
  const { simulators } = stage;
  await stage.run(TO_FULL_RUN);
  const practice = await simulators.practice();
  assertEquals(await discrepancies(practice, simulators.target), []);
  const known = new Map<string, number>();
  for (const { name, plant, finds } of PLANTS) {
    await t.step(name, async () => {
      await plant(simulators, await readWorkspace(simulators.target));
      const fresh = await newFindings(practice, simulators, known);
      assertEquals(fresh, finds.toSorted());
    });
  }
});

async function newFindings(
  practice: Practice,
  simulators: Simulators,
  known: Map<string, number>,
): Promise<string[]> {
  const now = new Map<string, number>();
  const list = (await discrepancies(practice, simulators.target)).map((d) => `${d.object} ${d.field}`);
  for (const one of list) now.set(one, (now.get(one) ?? 0) + 1);
  const fresh = [...now].flatMap(([one, n]) => Array(Math.max(0, n - (known.get(one) ?? 0))).fill(one));
  known.clear();
  for (const [one, n] of now) known.set(one, n);
  return fresh.sort();
}

Deno.test("the reader misses every row of an empty workspace and names no value", async () => {
  await using stage: Stage = await openStage({ patients: 10 });
  const practice = await stage.simulators.practice();
  const found = await discrepancies(practice, stage.simulators.target);
  const missing = new Set(found.map((one) => one.id));
  for (const resource of ["patients", "practitioners", "appointments", "clinical_notes"] as Resource[]) {
    for (const row of practice[resource] ?? []) assertEquals(missing.has(`${resource}/${row.id}`), true);
  }
  const text = JSON.stringify(found);
  assertEquals(CANARIES.filter((canary) => text.includes(canary)), []);
});

Deno.test("the reader imports nothing of the program it judges", async () => {
  const here = new URL("./", import.meta.url);
  const files = [new URL("reader.ts", here)];
  for await (const { name } of Deno.readDir(new URL("reader/", here))) {
    files.push(new URL(`reader/${name}`, here));
  }
  for (const file of files) {
    const text = await Deno.readTextFile(file);
    assertEquals(text.match(/from "[^"]*(steps|db|routes|views|main\.ts)[/"]/g), null, file.pathname);
  }
});
