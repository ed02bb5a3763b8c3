import { relation } from "../fields.ts";
import { type FieldRow, PRACTICE_HUB_ID } from "../vocabulary.ts";
import { from } from "./from.ts";

/** The practice and its locations, whose names and addresses a person gives (contracts/practicehub 5). */
export const COMPANIES: readonly FieldRow[] = [
  ...from("account", "company", [
    ["id", "practiceHubId", "key", PRACTICE_HUB_ID],
    ["name", "name", "text"],
    ["*", "address", "address"],
    ["=", "accountOwnerId", "fallbackOwner"],
  ]),
  ...from("locations", "company", [
    ["id", "practiceHubId", "key", PRACTICE_HUB_ID],
    ["name", "name", "text"],
    ["*", "address", "address"],
    [
      "=account/1",
      "parentCompanyId",
      "ref",
      relation("parentCompany", "Parent company", "company", "Locations", "IconBuilding"),
    ],
    ["=", "accountOwnerId", "fallbackOwner"],
  ]),
];
