import type { FieldRow } from "../vocabulary.ts";
import { from, KEY } from "./from.ts";

/** The practice and its locations, whose names and addresses a person gives (contracts/practicehub 5). */
export const COMPANIES: readonly FieldRow[] = [
  ...from("account", "company", [
    KEY,
    ["name", "name", "text"],
    ["*", "address", "address"],
    ["=", "accountOwnerId", "fallbackOwner"],
  ]),
  ...from("locations", "company", [
    KEY,
    ["name", "name", "text"],
    ["*", "address", "address"],
    [
      "=account/1",
      "parentCompanyId",
      "ref",
      ["Parent company", "IconBuilding", { to: "company", back: "Locations" }],
    ],
    ["=", "accountOwnerId", "fallbackOwner"],
  ]),
];
