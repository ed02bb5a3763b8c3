import type { Row } from "../../../fixtures/practice/practice.ts";
import { textIn } from "./source_values.ts";

const BY_TYPE: readonly [RegExp, string][] = [
  [/^image\//, "IMAGE"],
  [/^audio\//, "AUDIO"],
  [/^video\//, "VIDEO"],
  [/zip/, "ARCHIVE"],
  [/presentation/, "PRESENTATION"],
  [/csv|sheet|excel/, "SPREADSHEET"],
  [/^text\/|pdf|msword|wordprocessing/, "TEXT_DOCUMENT"],
];

const BY_EXTENSION: Record<string, string> = {
  jpg: "IMAGE",
  jpeg: "IMAGE",
  png: "IMAGE",
  gif: "IMAGE",
  zip: "ARCHIVE",
  pdf: "TEXT_DOCUMENT",
  txt: "TEXT_DOCUMENT",
};

/** The kinds a file may pass for (contracts/twenty f): by its type, and only without a telling one by its name. */
export function categoriesOf(row: Row): string[] {
  const type = textIn(row, "mime_type");
  const byType = BY_TYPE.find(([pattern]) => pattern.test(type))?.[1];
  if (byType) return [byType];
  const extension = /\.(\w+)$/.exec(textIn(row, "file_name"))?.[1]?.toLowerCase() ?? "";
  return ["OTHER", BY_EXTENSION[extension] ?? "OTHER"];
}
