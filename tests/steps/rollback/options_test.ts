import { assertEquals } from "@std/assert";
import { takeBackOptions } from "../../../steps/rollback/schema.ts";
import type { MadeSchema } from "../../../steps/load/made_schema.ts";
import type { OptionMeta } from "../../../steps/twenty/metadata.ts";
import { FakeWorld, json } from "../support/fake_world.ts";
import { makeKit } from "../support/make_kit.ts";
import { TempLedger } from "../../db/temp_ledger.ts";

const option = (value: string, position: number): OptionMeta => ({
  id: `id-${value}`,
  value,
  label: value,
  color: "red",
  position,
});
const MADE: MadeSchema = { object: "person", field: "sex", options: ["M", "X"], metadataId: "field-sex" };

interface Scene {
  there: OptionMeta[];
  /** Rows by the option they hold, live and in the trash. */
  held?: Record<string, number>;
  type?: string;
  /** Answers that are lost on the way. */
  lose?: number;
}

/** What is said to stay, and each list of options that Twenty was sent. */
async function takenBack({ there, held = {}, type = "SELECT", lose = 0 }: Scene) {
  await using temp = await TempLedger.open();
  const sent: OptionMeta[][] = [];
  const filters: string[] = [];
  let lost = 0;
  const world = new FakeWorld(async (request) => {
    const { pathname, searchParams } = new URL(request.url);
    if (pathname === "/metadata") {
      return json({ data: { objects: { edges: [{ node: person(type, there) }] } } });
    }
    if (request.method === "PATCH") {
      sent.push((await request.json()).options);
      if (lost++ < lose) throw new TypeError("connection reset");
      return json({});
    }
    const filter = searchParams.get("filter") ?? "";
    filters.push(filter);
    const value = /\[(?:eq|containsAny)\]:\[?(\w+)/.exec(filter)?.[1] ?? "";
    return json({ data: { people: [] }, totalCount: held[value] ?? 0, pageInfo: { hasNextPage: false } });
  });
  const stays = await takeBackOptions(await makeKit(temp.ledger, world), MADE);
  return { stays, sent: sent.map((list) => list.map((o) => `${o.id} ${o.position}`)), filters };
}

const person = (type: string, options: OptionMeta[]) => ({
  id: "object-person",
  nameSingular: "person",
  namePlural: "people",
  labelSingular: "Person",
  fieldsList: [{ id: "field-sex", name: "sex", label: "Sex", type, options }],
});

const ALL = [option("F", 0), option("M", 1), option("D", 2), option("X", 3)];

Deno.test("our options go, all others are sent along with their ids and places", async () => {
  const { stays, sent } = await takenBack({ there: ALL });
  assertEquals([stays, sent], [undefined, [["id-F 0", "id-D 2"]]]);
});

Deno.test("an option that a row holds stays, and it is said; the rest goes", async () => {
  const { stays, sent } = await takenBack({ there: ALL, held: { M: 1 } });
  assertEquals([stays, sent], ["rows that stay hold 1 option of it", [["id-F 0", "id-M 1", "id-D 2"]]]);
});

Deno.test("where every option of ours is held nothing is sent", async () => {
  const { stays, sent } = await takenBack({ there: ALL, held: { M: 1, X: 2 } });
  assertEquals([stays, sent], ["rows that stay hold 2 options of it", []]);
});

Deno.test("options that somebody took out meanwhile need nothing", async () => {
  const { stays, sent } = await takenBack({ there: [option("F", 0)] });
  assertEquals([stays, sent], [undefined, []]);
});

Deno.test("rows in the trash are asked for too, and lists by what they contain", async () => {
  assertEquals((await takenBack({ there: ALL })).filters, [
    "sex[eq]:M,or(deletedAt[is]:NULL,deletedAt[is]:NOT_NULL)",
    "sex[eq]:X,or(deletedAt[is]:NULL,deletedAt[is]:NOT_NULL)",
  ]);
  const { filters } = await takenBack({ there: ALL, type: "MULTI_SELECT" });
  assertEquals(filters[0], "sex[containsAny]:[M],or(deletedAt[is]:NULL,deletedAt[is]:NOT_NULL)");
});

Deno.test("a lost answer is settled by the same list once more", async () => {
  const { stays, sent } = await takenBack({ there: ALL, lose: 1 });
  assertEquals([stays, sent], [undefined, [["id-F 0", "id-D 2"], ["id-F 0", "id-D 2"]]]);
});
