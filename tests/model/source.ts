import type { Json, Resource, Row } from "../../fixtures/practice/practice.ts";
import { DAY, OTHER_DAY, SHARED_EMAIL } from "./clinic.ts";
import { Command } from "./command.ts";
import type { Ground } from "./ground.ts";
import type { Model } from "./model.ts";

/** What staff can do to a row; `n` makes the value another one each time. */
type Variant = (row: Row, n: number, model: Model) => Record<string, Json>;

const EDITS: Partial<Record<Resource, readonly Variant[]>> = {
  practitioners: [(_, n) => ({ description: `<p>About ${n}</p>` })],
  patients: [
    (_, n) => ({ first_name: `Name${n}` }),
    (row) => ({ dob: row.dob === null ? "1980-01-02" : null }),
    () => ({ email: SHARED_EMAIL }),
    (row) => ({ email: `own${row.id}@example.test` }),
    () => ({ email: null }),
    (row, _, model) => ({ email: neighbour(model, "patients", row).email ?? null }),
    (_, n) => ({ note: `<p>Sticky ${n}</p>` }),
    () => ({ note: null }),
    (row) => ({ sex: row.sex === "F" ? "M" : "F" }),
  ],
  appointments: [
    () => ({ start: `${DAY} 09:00:00`, end: `${DAY} 09:30:00` }),
    () => ({ start: `${OTHER_DAY} 09:00:00`, end: `${OTHER_DAY} 09:30:00` }),
    () => ({ status: "cancelled", cancelDate: `${DAY} 08:00:00` }),
    () => ({ status: "processed", cancelDate: null }),
    (row, n, model) => ({ patient_id: somePatient(model, n) ?? row.patient_id ?? null }),
    (_, n) => ({ location_id: 1 + n % 3 }),
    (_, n) => ({ note: `Booking ${n}` }),
  ],
  clinical_notes: [
    (_, n) => ({ data: { soap_data: [{ key: "Plan", val: `<p>Plan ${n}</p>` }] } }),
    (row, n, model) => ({ patient_id: somePatient(model, n) ?? row.patient_id ?? null }),
  ],
  files: [
    (_, n) => ({ file_name: `renamed ${n}.txt` }),
    (row, n, model) => ({ patient_id: somePatient(model, n) ?? row.patient_id ?? null }),
  ],
  patient_packages: [
    (_, n) => ({ visits_left: n % 7 }),
    (_, n, model) => ({ subscribed_patients: subscribers(model, n % 4) }),
    (_, n) => ({ name: `Package called ${n}` }),
  ],
  custom_form_responses: [
    (_, n) => ({ data: [{ name: "text_1", label: "Hobby", value: `Hobby ${n}` }] }),
  ],
};

const RESOURCES = Object.keys(EDITS) as Resource[];
/** Resources of which rows come and go. */
const COMING: readonly Resource[] = [
  "patients",
  "appointments",
  "clinical_notes",
  "files",
  "patient_packages",
  "custom_form_responses",
];
/** Rows that say when they were changed; a delta that does not walk everything asks for those. */
const DATED: readonly Resource[] = ["practitioners", "patients", "appointments"];

export const edits = RESOURCES.flatMap((resource) =>
  (EDITS[resource] ?? []).map((_, variant) => ({ resource, variant }))
);
export const coming = COMING;

/** Staff change a row. @param which of the resource's rows, counted round */
export function editRow(resource: Resource, which: number, variant: number): Command {
  return new Command(`editRow("${resource}", ${which}, ${variant})`, async (model, ground) => {
    const row = nth(model.rowsOf(resource), which);
    const change = EDITS[resource]?.[variant]?.(row, model.next, model) ?? {};
    await put(model, ground, resource, { ...row, ...change }, DATED.includes(resource));
  }, (model) => model.rowsOf(resource).length > 0);
}

/** Staff make a row like one that is there. */
export function addRow(resource: Resource, which: number): Command {
  return new Command(`addRow("${resource}", ${which})`, async (model, ground) => {
    const like = nth(model.rowsOf(resource), which);
    const n = model.next;
    const id = Math.max(...model.history.map(({ row }) => row.id)) + 1 + n;
    await put(model, ground, resource, { ...like, ...ownOf(resource, id, n), id }, DATED.includes(resource));
  }, (model) => model.rowsOf(resource).length > 0);
}

/** What a new row does not share with the one it is like. */
function ownOf(resource: Resource, id: number, n: number): Record<string, Json> {
  if (resource === "patients") return { email: n % 2 === 0 ? SHARED_EMAIL : `new${id}@example.test` };
  if (resource !== "files" && resource !== "custom_form_responses") return {};
  return { created: `2026-10-01 1${n % 10}:${String(id % 60).padStart(2, "0")}:00` };
}

export function deleteRow(resource: Resource, which: number): Command {
  return new Command(`deleteRow("${resource}", ${which})`, async (model, ground) => {
    const row = nth(model.rowsOf(resource), which);
    await ground.simulators.deleteRow(resource, row.id);
    model.drop(resource, row, { resource, at: ground.world.now(), kind: "deletion" });
  }, (model) => model.rowsOf(resource).length > 1);
}

/** A deleted row is there again, as it was. */
export function returnRow(which: number): Command {
  return new Command(`returnRow(${which})`, async (model, ground) => {
    const [key, row] = nth([...model.deleted], which);
    const resource = key.split("/")[0] as Resource;
    await put(model, ground, resource, row, DATED.includes(resource));
  }, (model) => model.deleted.size > 0);
}

async function put(
  model: Model,
  { simulators, world }: Ground,
  resource: Resource,
  row: Row,
  isDated: boolean,
): Promise<void> {
  const kept = await simulators.putRow(resource, row);
  model.put(resource, kept, { resource, at: world.now(), kind: isDated ? "dated" : "undated" });
}

export function nth<T>(items: readonly T[], which: number): T {
  const item = items[which % items.length];
  if (item === undefined) throw new Error("a command was carried out that is not possible");
  return item;
}

function neighbour(model: Model, resource: Resource, row: Row): Row {
  const rows = model.rowsOf(resource);
  return nth(rows, rows.findIndex(({ id }) => id === row.id) + 1);
}

function somePatient(model: Model, n: number): number | undefined {
  const patients = model.rowsOf("patients");
  return patients[n % Math.max(patients.length, 1)]?.id;
}

function subscribers(model: Model, count: number): Json {
  return model.rowsOf("patients").slice(0, count).map(({ id }) => ({ patient_id: id }));
}
