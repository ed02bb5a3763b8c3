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

Deno.test("what no folder takes in a name is replaced, and it is said", () => {
  assertEquals(named("2024/05\\x.jpg"), ["2024_05_x.jpg", ["file-name"]]);
  assertEquals(named("../../etc/passwd.jpg"), [".._.._etc_passwd.jpg", ["file-name"]]);
  assertEquals(named("a\u0000b\n.jpg"), ["ab.jpg", ["file-name"]]);
  assertEquals(named("\ud800.jpg"), ["\ufffd.jpg", ["file-name"]]);
  assertEquals(named(" IMG_0001.jpg "), ["IMG_0001.jpg", []]);
});

Deno.test("a file without name is called by its id", () => {
  assertEquals(named(null, "image/png"), ["file 7.png", ["file-extension"]]);
  assertEquals(named("\u0000", "image/png"), ["file 7.png", ["file-name", "file-extension"]]);
});

Deno.test("a name of more than 255 bytes is cut before its extension, and not inside a letter", () => {
  const bytes = (text: unknown) => new TextEncoder().encode(String(text)).length;
  assertEquals(named(`${"n".repeat(251)}.jpg`), [`${"n".repeat(251)}.jpg`, []]);
  assertEquals(named(`${"n".repeat(252)}.jpg`), [`${"n".repeat(251)}.jpg`, ["file-name-cut"]]);
  assertEquals(named("n".repeat(255), "application/pdf"), [
    `${"n".repeat(251)}.pdf`,
    ["file-extension", "file-name-cut"],
  ]);
  for (const letter of ["\u00fc", "u\u0308", "\u{1f339}", "\u{1f469}\u200d\u{1f469}\u200d\u{1f467}"]) {
    const [name] = named(`${letter.repeat(200)}.jpg`);
    assertEquals(bytes(name) <= 255 && bytes(name) > 255 - bytes(letter), true, letter);
    assertEquals(name, `${letter.repeat((bytes(name) - 4) / bytes(letter))}.jpg`);
  }
});

Deno.test("two files of one patient may have the same name", () => {
  const two = [1, 2].map((id) =>
    attachmentOf(
      `target-${id}`,
      { ...record("files", { entity_type: "patient", patient_id: 9, file_name: "IMG_0001.jpg" }), id },
      context,
    )
  );
  assertEquals(two.map((t) => [t.id, t.sourceKey, t.fields["name"]]), [
    ["target-1", "files/1", "IMG_0001.jpg"],
    ["target-2", "files/2", "IMG_0001.jpg"],
  ]);
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
  const byName = [["bundle.zip", "ARCHIVE"], ["Letter.DOCX", "TEXT_DOCUMENT"], ["scan.png", "IMAGE"], [
    "x.qqq",
    "OTHER",
  ]];
  for (const [file_name, kind] of byName) {
    for (const mime_type of ["", null, "application/octet-stream"]) {
      assertEquals(file({ mime_type, file_name }).fields["fileCategory"], kind, `${file_name} ${mime_type}`);
    }
  }
  assertEquals(file({ created: "2024-05-01 10:30:00" }).fields["createdAt"], "2024-05-01T09:30:00.000Z");
  assertEquals(file({ created: "nonsense" }).remarks.map((r) => r.remark).includes("time-impossible"), true);
});
