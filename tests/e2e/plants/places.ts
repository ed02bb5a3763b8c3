import { oneMore, type Plant, spoil } from "./plant.ts";

export const PLACES: Plant[] = [
  spoil("companies", "account", "name", "text"),
  spoil("companies", "locations", "name", "text"),
  spoil("companies", "locations", "parentCompanyId", "gone"),
  spoil("companies", "locations", "accountOwnerId", "member"),
  spoil("companies", "account", "address", "street", "address.addressStreet1"),
  spoil("companies", "account", "address", "city", "address.addressCity"),
  spoil("companies", "account", "address", "state", "address.addressState"),
  spoil("companies", "account", "address", "postcode", "address.addressPostcode"),
  spoil("companies", "locations", "address", "street", "address.addressStreet1"),
  spoil("companies", "account", "address", "country", "address.addressCountry"),
  oneMore("companies", "locations"),
];
