import { assertEquals } from "@std/assert";
import type { Ledger } from "../../../../db/ledger.ts";
import { markGone, upsertRecords } from "../../../../db/source_records.ts";
import type { Settings } from "../../../../steps/base/settings.ts";
import { makePlaces } from "../../../../steps/staging/places/make.ts";
import { TRANSFORMS } from "../../../../steps/mapping/transforms/catalogue.ts";
import { findPlaces } from "../../../../steps/staging/places/places.ts";
import { PROPOSALS } from "../../../../steps/mapping/proposals.ts";
import { AT, TempLedger } from "../../../db/temp_ledger.ts";
import { FakeWorld } from "../../support/fake_world.ts";
import { makeKit, SETTINGS } from "../../support/make_kit.ts";
import { contextOf } from "../../mapping/made_up_context.ts";

const APPOINTMENTS = [{ id: 1, location_id: 7 }, { id: 2, location_id: "7" }, { id: 3, location_id: 9 }, {
  id: 4,
}];

async function extracted(ledger: Ledger, change: Partial<Settings>) {
  const kit = await makeKit(ledger, new FakeWorld(), { settings: { ...SETTINGS, ...change } });
  await ledger.commit({ writes: upsertRecords(ledger, "appointments", APPOINTMENTS, 1, AT) });
  const count = await makePlaces(kit);
  const rows = await ledger.db.selectFrom("source_record").selectAll()
    .where("resource", "in", ["account", "locations"]).where("gone_at", "is", null)
    .orderBy("resource").orderBy("id").execute();
  return { count, rows: rows.map((r) => JSON.parse(r.raw)) };
}

Deno.test("without a name, a location is called by the practice and its number", async () => {
  await using temp = await TempLedger.open();
  assertEquals(await extracted(temp.ledger, {}), {
    count: 2,
    rows: [
      { id: 1, name: "Riverside" },
      { id: 7, name: "Riverside, location 7" },
      { id: 9, name: "Riverside, location 9" },
    ],
  });
});

Deno.test("names and addresses are carried under the names that the address transform reads", async () => {
  await using temp = await TempLedger.open();
  const whole = { street: "1 Mill Lane", city: "Reading", state: "Berks", postcode: "RG1", country: "UK" };
  const { rows } = await extracted(temp.ledger, {
    practiceName: "Riverside Chiropractic",
    locations: { "7": "Hill Street" },
    addresses: { practice: whole, "7": { city: "Leeds" } },
  });
  const [account, hill, other] = rows;
  assertEquals([account.name, hill, other.name], [
    "Riverside Chiropractic",
    { id: 7, name: "Hill Street", city: "Leeds" },
    "Riverside Chiropractic, location 9",
  ]);
  const map = PROPOSALS.find((row) => row.resource === "account" && row.transform === "address");
  if (!map) throw new Error("no row of the map carries the address");
  assertEquals<unknown>(
    TRANSFORMS.address.run({ value: account, row: account, map, context: contextOf() }).value,
    {
      addressStreet1: "1 Mill Lane",
      addressStreet2: "",
      addressCity: "Reading",
      addressState: "Berks",
      addressPostcode: "RG1",
      addressCountry: "UK",
    },
  );
});

Deno.test("a location that only a person names is there as long as it is named", async () => {
  await using temp = await TempLedger.open();
  const ids = async (locations: Record<string, string>) =>
    (await extracted(temp.ledger, { locations })).rows.slice(1).map((row) => row.id);
  assertEquals(await ids({ "12": "New Road" }), [7, 9, 12]);
  assertEquals(await ids({}), [7, 9]);
  assertEquals(await ids({ "12": "New Road" }), [7, 9, 12]);
});

Deno.test("the list counts appointments whose location is a number or text, and says where it was seen", async () => {
  await using temp = await TempLedger.open();
  const settings = { ...SETTINGS, practiceName: "R", locations: { "12": "New Road" } };
  const before = await findPlaces(temp.ledger, settings);
  assertEquals([before.countedIn, before.places.map((p) => p.id)], ["nothing", ["practice", "12"]]);
  await extracted(temp.ledger, {});
  const { countedIn, places } = await findPlaces(temp.ledger, settings);
  assertEquals(countedIn, "extract");
  assertEquals(places.map((p) => [p.id, p.name, p.appointments]), [
    ["practice", "R", undefined],
    ["7", "", 2],
    ["9", "", 1],
    ["12", "New Road", 0],
  ]);
});

Deno.test("a location whose last appointment is gone is gone too", async () => {
  await using temp = await TempLedger.open();
  await extracted(temp.ledger, {});
  await temp.ledger.commit({ writes: [markGone(temp.ledger, "appointments", [3], AT)] });
  const kit = await makeKit(temp.ledger, new FakeWorld(), { settings: SETTINGS });
  assertEquals(await makePlaces(kit), 1);
  const gone = await temp.ledger.db.selectFrom("source_record").select("id")
    .where("resource", "=", "locations").where("gone_at", "is not", null).execute();
  assertEquals(gone, [{ id: 9 }]);
});
