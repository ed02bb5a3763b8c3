import type { PlacesModel } from "../../../views/places/list.tsx";
import { HUGE, LONG_NAME, LONG_WORDS } from "./words.ts";

type Place = PlacesModel["places"][number];

export const PRACTICE: Place = { id: "practice", name: "Riverside Chiropractic", address: {} };
export const PLACES: Place[] = [
  PRACTICE,
  {
    id: "1",
    name: "Mill Lane",
    address: { street: "1 Mill Lane", city: "Ely", postcode: "CB7 4AA" },
    appointments: 7_375,
  },
  { id: "2", name: "", address: {}, appointments: 1 },
  { id: "3", name: "", address: {}, appointments: 0 },
  { id: String(HUGE), name: LONG_NAME, address: { street: LONG_WORDS, city: LONG_NAME }, appointments: HUGE },
];
