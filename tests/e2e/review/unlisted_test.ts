import { assertEquals } from "@std/assert";
import { openStage, TO_FULL_RUN } from "../../support/stage.ts";
import { green, inLedger, last, SMALL } from "./ground.ts";

Deno.test("values that only the extract meets are told of, and the schema cell then proposes options for them", async () => {
  await using stage = await openStage(SMALL);
  const { simulators } = stage;
  await green(stage.run(["audit", "schema", "members"]));
  const note = last((await simulators.practice()).clinical_notes);
  await simulators.putRow("clinical_notes", { ...note, type: "triage" });
  const visit = last((await simulators.practice()).appointments);
  await simulators.putRow("appointments", {
    ...visit,
    appointment_type_id: 4711,
    status: "on_hold",
    cancelDate: null,
  });

  const extracted = await green(stage.run(["extract"]));
  const told = (extracted.last.findings ?? []).filter((f) => f.id.startsWith("unlisted-"));
  assertEquals(told.map((f) => [f.title, f.count]), [
    ["appointment.appointmentType: 2 values without an option", 2],
    ["appointment.appointmentStatus: 1 value without an option", 1],
    ["note.noteType: 1 value without an option", 1],
  ]);

  await green(stage.run(["schema"]));
  const options = await inLedger(
    stage,
    "select field, target_value, label, count from value_map where source_value in ('triage', '4711', 'on_hold') order by field",
  );
  assertEquals(options, [
    { field: "appointmentStatus", target_value: "ON_HOLD", label: "On hold", count: 1 },
    { field: "appointmentType", target_value: "TYPE_4711", label: "Type 4711", count: 1 },
    { field: "noteType", target_value: "TRIAGE", label: "Triage", count: 1 },
  ]);
  const moved = await green(stage.run(TO_FULL_RUN));
  const remarks = moved.last.tables?.find((t) => t.id === "fields-with-less")?.rows ?? [];
  assertEquals(remarks.filter(([, field]) => field === "noteType" || field === "appointmentType"), []);
  const again = moved.outcomes.find((o) => o.step === "extract")?.findings ?? [];
  assertEquals(again.filter((f) => f.id.startsWith("unlisted-")), []);
});

Deno.test("a script that accepts what is proposed accepts in one go what only the extract could propose", async () => {
  await using stage = await openStage(SMALL);
  await green(stage.run(["audit"]));
  const note = last((await stage.simulators.practice()).clinical_notes);
  await stage.simulators.putRow("clinical_notes", { ...note, type: "triage" });
  const ran = await green(stage.run(["schema", "members", "extract", "sample", "full-run"]));
  const order = ["schema", "members", "extract", "schema", "sample", "full-run"];
  assertEquals(ran.outcomes.map((o) => o.step as string), order);
  const remarks = ran.last.tables?.find((t) => t.id === "fields-with-less")?.rows ?? [];
  assertEquals(remarks.filter(([, field]) => field === "noteType"), []);
});
