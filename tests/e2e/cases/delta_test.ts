import { assertEquals } from "@std/assert";
import type { Row } from "../../../fixtures/practice/practice.ts";
import { told } from "../../support/stage.ts";
import { last, must } from "../review/ground.ts";
import { WholePractice } from "./whole_practice.ts";

Deno.test("what staff change later comes with a delta, also where it changes what other rows became", async (t) => {
  await using moved = await WholePractice.move({ patients: 24 });
  const { stage } = moved;
  const { simulators } = stage;
  const practice = await simulators.practice();
  const {
    patients = [],
    appointments = [],
    custom_form_responses: forms = [],
    patient_packages: packages = [],
  } = practice;
  const now = "2026-11-02 09:00:00";
  const put = (resource: Parameters<typeof simulators.putRow>[0], row: Row) =>
    simulators.putRow(resource, row);
  /** Goes to location 1 alone. */
  const settled = must(patients[1]);
  const visit = must(appointments.find((row) => row.patient_id === settled.id && row.status === "processed"));

  const after = async (change: () => Promise<unknown>) => {
    await change();
    const ran = await stage.run(["delta"]);
    assertEquals(ran.code, 0, told(ran));
    assertEquals(await moved.read(), []);
  };

  await t.step(
    "a visit elsewhere: the practice becomes the patient's company",
    () =>
      after(() =>
        put("appointments", {
          ...visit,
          id: 99_001,
          location_id: 3,
          start: "2026-10-05 10:00:00",
          updated: now,
        })
      ),
  );
  await t.step(
    "a second visit on the day of a note: the note's link to the visit goes",
    () => after(() => put("appointments", { ...visit, id: 99_002, updated: now })),
  );
  await t.step(
    "the second visit is deleted: the link is there again",
    () => after(() => simulators.deleteRow("appointments", 99_002)),
  );
  await t.step(
    "a form is filled in again: the newest answer stands",
    () => after(() => put("custom_form_responses", { ...must(forms[0]), id: 5_999, created: now })),
  );
  await t.step("a package gets a second patient: both are listed", () =>
    after(() => {
      const shared = [{ patient_id: must(patients[9]).id }, { patient_id: must(patients[10]).id }];
      return put("patient_packages", { ...last(packages), subscribed_patients: shared });
    }));
  await t.step(
    "a patient gets another balance, tag and status",
    () =>
      after(() =>
        put("patients", {
          ...must(patients[20]),
          total_balance: "12.34",
          tags: "VIP",
          recall_status: "due",
          updated: now,
        })
      ),
  );
});
