import type { MapPictureModel } from "../../../views/maps/picture.tsx";
import { LONG_FIELD, LONG_NAME } from "./words.ts";

const many = Array.from({ length: 60 }, (_, i) => i);

export const PICTURE: MapPictureModel[] = [
  {
    object: "person",
    label: "Person",
    sources: [
      ["patients.", "first_name"],
      ["patients.", "last_name"],
      ["patients.", "email"],
      ["patients.", "fax"],
      ["custom_form_responses.", LONG_NAME],
    ],
    targets: ["name", "emails", "fax", LONG_FIELD],
    lines: [
      { from: 0, to: 0, state: "confirmed" },
      { from: 1, to: 0, state: "confirmed" },
      { from: 2, to: 1, state: "proposed" },
      { from: 3, to: 2, state: "ignored" },
      { from: 4, to: 3, state: "proposed" },
    ],
    counts: { confirmed: 2, proposed: 2, ignored: 1 },
  },
  {
    object: "appointment",
    label: "Appointment",
    sources: many.map((i) => ["appointments.", `attribute_${i}`]),
    targets: many.map((i) => `attribute${59 - i}`),
    lines: many.map((i) => ({ from: i, to: 59 - i, state: "proposed" })),
    counts: { confirmed: 0, proposed: 60, ignored: 0 },
  },
  {
    object: "company",
    label: "Company",
    sources: [["", "practice"]],
    targets: ["name"],
    lines: [{ from: 0, to: 0, state: "confirmed" }],
    counts: { confirmed: 1, proposed: 0, ignored: 0 },
  },
];
