import { assertEquals } from "@std/assert";
import { startTwenty } from "../../../fixtures/twenty/server.ts";
import { Control } from "../../../steps/base/control.ts";
import { Bucket } from "../../../steps/base/pace.ts";
import { systemWorld } from "../../../steps/base/world.ts";
import { Twenty } from "../../../steps/twenty/client.ts";
import {
  createField,
  createObject,
  fieldNamed,
  type ObjectMeta,
  objectNamed,
  readObjects,
} from "../../../steps/twenty/metadata.ts";
import { FakeWorld, json } from "../support/fake_world.ts";
import { TARGET_URL } from "../support/make_kit.ts";
import { customObject } from "../../../steps/mapping/objects.ts";

const references = (objects: readonly ObjectMeta[], object: string, field: string) =>
  fieldNamed(objectNamed(objects, object), field)?.references;

Deno.test("relations and morph relations name the columns that hold ids, and what they point at", async () => {
  const field = (name: string, change: Record<string, unknown>) => ({
    id: name,
    name,
    label: name,
    type: "RELATION",
    ...change,
  });
  const to = (nameSingular: string) => ({ targetObjectMetadata: { nameSingular } });
  const fieldsList = [
    field("company", { settings: { joinColumnName: "companyId" }, relation: to("company") }),
    field("target", {
      settings: { joinColumnName: "targetPersonId" },
      morphRelations: [to("person"), to("opportunity"), to("appointment")],
    }),
    field("people", { settings: { relationType: "ONE_TO_MANY" }, relation: to("person") }),
    field("jobTitle", { settings: null }),
  ];
  const node = { id: "o", nameSingular: "thing", namePlural: "things", labelSingular: "Thing", fieldsList };
  const world = new FakeWorld(() => json({ data: { objects: { edges: [{ node }] } } }));
  const twenty = new Twenty({
    url: TARGET_URL,
    key: "k",
    world,
    pace: new Bucket(world),
    control: new Control(),
  });
  const objects = await readObjects(twenty);
  assertEquals(references(objects, "thing", "company"), [{ column: "companyId", to: "company" }]);
  assertEquals(references(objects, "thing", "target"), [
    { column: "targetPersonId", to: "person" },
    { column: "targetOpportunityId", to: "opportunity" },
    { column: "targetAppointmentId", to: "appointment" },
  ]);
  assertEquals(references(objects, "thing", "people"), []);
  assertEquals(references(objects, "thing", "jobTitle"), []);
});

Deno.test("a made object and its relation show in the metadata, and on the link tables", async () => {
  const server = await startTwenty({ requestsPerMinute: 0 });
  try {
    const pace = new Bucket(new FakeWorld());
    const world = systemWorld();
    const twenty = new Twenty({ url: server.url, key: server.key, world, pace, control: new Control() });
    const person = objectNamed(await readObjects(twenty), "person")?.id ?? "";
    const appointment = await createObject(twenty, customObject("appointment")!);
    await createField(twenty, appointment, {
      name: "patient",
      label: "Patient",
      type: "RELATION",
      icon: "IconUser",
      description: "",
      relation: { to: "person", reverseLabel: "Appointments", reverseIcon: "IconCalendar" },
    }, person);
    const objects = await readObjects(twenty);
    assertEquals(references(objects, "appointment", "patient"), [{ column: "patientId", to: "person" }]);
    const columns = objectNamed(objects, "noteTarget")?.fields.flatMap((f) => f.references) ?? [];
    assertEquals(columns.filter((r) => r.to === "appointment"), [{
      column: "targetAppointmentId",
      to: "appointment",
    }]);
    assertEquals(columns.filter((r) => r.to === "person"), [{ column: "targetPersonId", to: "person" }]);
  } finally {
    await server.close();
  }
});
