import { idOf, type Plant } from "./plant.ts";
import type { Workspace } from "../reader/workspace.ts";

const named = (there: Workspace, name: string): string =>
  there.attachments.find((found) => found["name"] === name)?.id ?? "";

export const FILES: Plant[] = [
  {
    name: "attachments: one of another kind",
    plant: (simulators, there) =>
      simulators.person("PATCH", `attachments/${named(there, "moving.gif")}`, { fileCategory: "OTHER" }),
    finds: ["attachments fileCategory"],
  },
  {
    name: "attachments: one of another name",
    plant: (simulators, there) =>
      simulators.person("PATCH", `attachments/${named(there, "tiny.pdf")}`, { name: "other.pdf" }),
    finds: ["attachments name"],
  },
  {
    name: "attachments: one without its bytes",
    plant: (simulators, there) =>
      simulators.person("PATCH", `attachments/${named(there, "empty.txt")}`, { file: [] }),
    finds: ["attachments file", "attachments id"],
  },
  {
    name: "attachments: one too many",
    plant: (simulators, there) =>
      simulators.person("POST", "attachments", {
        name: "more.txt",
        targetPersonId: idOf(there, "people", "patients/1400000"),
      }),
    finds: ["attachments id"],
  },
];
