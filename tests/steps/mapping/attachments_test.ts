import { assertEquals } from "@std/assert";
import { attachmentOf } from "../../../steps/mapping/attachments.ts";
import { contextOf, record } from "./made_up_context.ts";

const context = contextOf({ targetOf: (_, resource, id) => (id === 9 ? `${resource}-9` : undefined) });
const file = (row: Record<string, unknown>) =>
  attachmentOf(
    "id",
    record("files", { entity_type: "patient", patient_id: 9, mime_type: "image/jpeg", ...row }),
    context,
  );
const named = (file_name: unknown, mime_type: unknown = "image/jpeg") => {
  const target = file({ file_name, mime_type });
  return [target.fields["name"], target.remarks.map((r) => r.remark)];
};

Deno.test("a file name with an extension is kept as it is, accents and all", () => {
  assertEquals(named("Radiografía cervical.jpg"), ["Radiografía cervical.jpg", []]);
});

Deno.test("a file name without extension gets the one of its type, and it is said", () => {
  assertEquals(named("scan", "application/pdf"), ["scan.pdf", ["file-extension"]]);
  assertEquals(named("scan", "application/x-unheard-of"), ["scan.bin", ["file-extension"]]);
  assertEquals(named("scan", null), ["scan.bin", ["file-extension"]]);
  assertEquals(named("Dr. Smith", "application/pdf"), ["Dr. Smith.pdf", ["file-extension"]]);
});

Deno.test("slashes in a file name do not make folders; a file without name is called by its id", () => {
  assertEquals(named("2024/05\\x.jpg"), ["2024_05_x.jpg", []]);
  assertEquals(named("../../etc/passwd.jpg"), [".._.._etc_passwd.jpg", []]);
  assertEquals(named(null, "image/png"), ["file 7.png", ["file-extension"]]);
});

Deno.test("a file of no patient, or of one that is not there, is left behind with that reason", () => {
  assertEquals(file({ entity_type: "report" }).skip, "file-not-of-a-patient");
  assertEquals(file({ entity_type: null }).skip, "file-not-of-a-patient");
  assertEquals(file({ patient_id: 10 }).skip, "patient-missing");
  assertEquals(file({ patient_id: null }).skip, "patient-missing");
  assertEquals(file({ patient_id: "9" }).fields["targetPersonId"], "patients-9");
});

Deno.test("an attachment has its kind and its original date", () => {
  const kinds = [
    ["image/jpeg", "IMAGE"],
    ["application/pdf", "TEXT_DOCUMENT"],
    ["video/mp4", "VIDEO"],
    ["audio/mpeg", "AUDIO"],
    ["application/zip", "ARCHIVE"],
    ["text/csv", "SPREADSHEET"],
    ["application/vnd.ms-powerpoint", "PRESENTATION"],
    ["", "OTHER"],
  ];
  for (const [mime_type, kind] of kinds) assertEquals(file({ mime_type }).fields["fileCategory"], kind);
  assertEquals(file({ created: "2024-05-01 10:30:00" }).fields["createdAt"], "2024-05-01T09:30:00.000Z");
  assertEquals(file({ created: "nonsense" }).remarks.map((r) => r.remark).includes("time-impossible"), true);
});
