import { assertEquals } from "@std/assert";
import { withPlaces } from "../../../../steps/staging/places/change.ts";

const NONE = { practiceName: "", locations: {}, addresses: {} };

Deno.test("a name or an address that is given is kept, trimmed; what is not given stays", () => {
  const first = withPlaces(NONE, [
    { id: "practice", name: " Riverside " },
    { id: "7", name: "Hill Street", address: { city: " Leeds ", country: "" } },
  ]);
  assertEquals(first, {
    practiceName: "Riverside",
    locations: { "7": "Hill Street" },
    addresses: { "7": { city: "Leeds" } },
  });
  assertEquals(withPlaces(first, [{ id: "7", address: { postcode: "LS1" } }, { id: "practice" }]), {
    ...first,
    addresses: { "7": { city: "Leeds", postcode: "LS1" } },
  });
});

Deno.test("what is emptied is taken away, to the last trace", () => {
  const before = {
    practiceName: "R",
    locations: { "7": "Hill" },
    addresses: { "7": { city: "Leeds" }, practice: { city: "York" } },
  };
  assertEquals(
    withPlaces(before, [
      { id: "7", name: " ", address: { city: "" } },
      { id: "practice", name: "", address: { city: "" } },
    ]),
    NONE,
  );
  assertEquals(before.locations, { "7": "Hill" });
});
