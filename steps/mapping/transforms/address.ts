import { carried, nothing, textOf, type Transform } from "../transform.ts";

/** An address from the attributes that rows have been seen with (contracts/practicehub 3.1). */
export const address: Transform = ({ row }) => {
  const value = {
    addressStreet1: first(row, "address", "address_str", "street"),
    addressStreet2: first(row, "address_2", "address2"),
    addressCity: first(row, "city", "town"),
    addressState: first(row, "state", "county", "region"),
    addressPostcode: first(row, "postcode", "zip"),
    addressCountry: first(row, "country"),
  };
  return Object.values(value).every((part) => part === "") ? nothing : carried(value);
};

function first(row: Record<string, unknown>, ...names: string[]): string {
  return names.map((n) => textOf(row[n]).replaceAll("\u0000", "").toWellFormed()).find((t) => t !== "") ?? "";
}
