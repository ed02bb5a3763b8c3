import type { ChangedModel } from "../../../views/cell/why_stale.tsx";
import { AT, LATER, LONG_FIELD, LONG_NAME } from "./words.ts";

export const CHANGED: ChangedModel = {
  text: "the value map",
  href: "#maps",
  causes: [{
    text: "Ana moved “Friend” of the referral source to “Word of mouth”",
    at: AT,
    href: "#map-change-3",
    line: "/events/812",
  }],
  more: 0,
};

export const MANY_CHANGED: ChangedModel[] = [
  CHANGED,
  {
    text: "the field map",
    href: "#maps",
    causes: [
      { text: `${LONG_NAME.slice(0, 40)} ignored person.${LONG_FIELD}`, at: LATER, href: "#map-change-2" },
      { text: "Ana confirmed 18 rows", at: AT },
    ],
    more: 204,
  },
  { text: "the settings", causes: [], more: 0 },
];
