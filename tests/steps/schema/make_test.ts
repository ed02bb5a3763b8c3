import { assertEquals, assertRejects } from "@std/assert";
import { LostAnswerError, RefusedError } from "../../../steps/base/errors.ts";
import { newField } from "../../../steps/mapping/fields.ts";
import { ensureField } from "../../../steps/schema/make.ts";
import type { WantedField } from "../../../steps/schema/wanted_schema.ts";
import { type FieldSpec, type OptionMeta, readObjects } from "../../../steps/twenty/metadata.ts";
import { TempLedger } from "../../db/temp_ledger.ts";
import { refusal } from "../support/fake_twenty.ts";
import { FakeWorld, json } from "../support/fake_world.ts";
import { makeKit } from "../support/make_kit.ts";

type Mishap = "lost before" | "lost after" | "refused" | undefined;

interface There {
  id: string;
  name: string;
  label: string;
  type: string;
  options?: OptionMeta[];
}

/** A workspace with one object, of which only the fields count. */
class Scene implements AsyncDisposable {
  readonly sent: { method: string; body: Record<string, unknown> }[] = [];
  mishaps: Mishap[] = [];

  private constructor(readonly temp: TempLedger, readonly fields: There[]) {}

  static async with(...fields: There[]): Promise<Scene> {
    return new Scene(await TempLedger.open(), fields);
  }

  readonly world = new FakeWorld(async (request) => {
    const url = new URL(request.url);
    if (url.pathname === "/metadata") {
      const node = {
        id: "object-person",
        nameSingular: "person",
        namePlural: "people",
        labelSingular: "Person",
        fieldsList: this.fields,
      };
      return json({ data: { objects: { edges: [{ node }] } } });
    }
    const body = await request.json();
    this.sent.push({ method: request.method, body });
    const mishap = this.mishaps.shift();
    if (mishap === "refused") return refusal(400, "not this one");
    if (mishap === "lost before") throw new TypeError("connection reset");
    const id = this.#carryOut(request.method, url.pathname, body);
    if (mishap === "lost after") throw new TypeError("connection reset");
    return json({ id });
  });

  async ensure(spec: FieldSpec): Promise<void> {
    const kit = await makeKit(this.temp.ledger, this.world);
    const wanted: WantedField = { object: "person", spec };
    await ensureField(kit, wanted, await readObjects(kit.target));
  }

  /** `key state` of every effect, and what was remembered of it. */
  async effects(): Promise<[string, unknown][]> {
    const rows = await this.temp.ledger.db.selectFrom("effect").selectAll().orderBy("id").execute();
    return rows.map((
      r,
    ) => [`${r.source_key.split(" ").slice(0, 2).join(" ")} ${r.state}`, JSON.parse(r.written)]);
  }

  #carryOut(method: string, path: string, body: Record<string, unknown>): string {
    const options = body["options"] as OptionMeta[] | undefined;
    if (method === "PATCH") {
      const field = this.fields.find((f) => path.endsWith(`/${f.id}`));
      if (field && options) field.options = options.map((o) => ({ ...o, id: o.id ?? `new-${o.value}` }));
      return field?.id ?? "";
    }
    const id = `field-${body["name"]}`;
    this.fields.push({
      id,
      name: String(body["name"]),
      label: String(body["label"]),
      type: String(body["type"]),
      ...(options ? { options: options.map((o) => ({ ...o, id: `new-${o.value}` })) } : {}),
    });
    return id;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.temp[Symbol.asyncDispose]();
  }
}

const option = (value: string, position: number, id?: string): OptionMeta => ({
  ...(id ? { id } : {}),
  value,
  label: value,
  color: "blue",
  position,
});
const sexOf = (...values: string[]): FieldSpec => ({
  ...newField("SELECT", "sex", "Sex"),
  options: values.map((v, i) => option(v, i)),
});
const theirs = (): There => ({
  id: "field-sex",
  name: "sex",
  label: "Sex",
  type: "SELECT",
  options: [option("D", 0, "id-D"), option("F", 4, "id-F")],
});

Deno.test("a field that is not there is made, and the ledger knows under which id", async () => {
  await using scene = await Scene.with();
  await scene.ensure(newField("TEXT", "bio", "About"));
  assertEquals(scene.sent.map((s) => [s.method, s.body["name"]]), [["POST", "bio"]]);
  assertEquals(await scene.effects(), [
    ["field person.bio confirmed", { object: "person", field: "bio", metadataId: "field-bio" }],
  ]);
});

Deno.test("a field that is there is left alone and never becomes ours", async () => {
  await using scene = await Scene.with({ id: "theirs", name: "bio", label: "Bio", type: "TEXT" });
  await scene.ensure(newField("TEXT", "bio", "About"));
  assertEquals([scene.sent, await scene.effects()], [[], []]);
});

Deno.test("somebody else's field gets the options it lacks after its own, each of theirs with its id and place", async () => {
  await using scene = await Scene.with(theirs());
  await scene.ensure(sexOf("F", "M", "X"));
  const [patch, ...more] = scene.sent;
  assertEquals([patch?.method, more], ["PATCH", []]);
  assertEquals((patch?.body["options"] as OptionMeta[]).map((o) => [o.id, o.value, o.position]), [
    ["id-D", "D", 0],
    ["id-F", "F", 4],
    [undefined, "M", 5],
    [undefined, "X", 6],
  ]);
  assertEquals(await scene.effects(), [
    ["options person.sex confirmed", {
      object: "person",
      field: "sex",
      options: ["M", "X"],
      metadataId: "field-sex",
    }],
  ]);
});

Deno.test("a field that has every option is sent nothing, however often it is looked at", async () => {
  await using scene = await Scene.with(theirs());
  await scene.ensure(sexOf("F", "M"));
  await scene.ensure(sexOf("F", "M"));
  await scene.ensure(sexOf("D"));
  assertEquals(scene.sent.length, 1);
});

Deno.test("a field of another type is sent no options", async () => {
  await using scene = await Scene.with({ ...theirs(), type: "MULTI_SELECT" });
  await scene.ensure(sexOf("F", "M"));
  assertEquals(scene.sent, []);
});

Deno.test("options that turn up later are an effect of their own", async () => {
  await using scene = await Scene.with(theirs());
  await scene.ensure(sexOf("M"));
  await scene.ensure(sexOf("M", "X"));
  assertEquals((await scene.effects()).map(([, made]) => (made as { options: string[] }).options), [["M"], [
    "X",
  ]]);
});

for (const [mishap, sends] of [["lost after", 1], ["lost before", 2]] as const) {
  Deno.test(`an answer that is ${mishap} it took effect is settled by reading: sent ${sends} times, ours all the same`, async () => {
    await using scene = await Scene.with(theirs());
    scene.mishaps = [mishap];
    await scene.ensure(sexOf("M"));
    assertEquals(scene.sent.length, sends);
    assertEquals((await scene.effects()).map(([effect]) => effect), ["options person.sex confirmed"]);
    assertEquals(scene.fields[0]?.options?.map((o) => o.value), ["D", "F", "M"]);
  });
}

Deno.test("options whose every answer was lost are settled by the next run, and ours", async () => {
  await using scene = await Scene.with(theirs());
  scene.mishaps = ["lost before", "lost after"];
  await assertRejects(() => scene.ensure(sexOf("M")), LostAnswerError);
  assertEquals((await scene.effects()).map(([effect]) => effect), ["options person.sex sent"]);
  await scene.ensure(sexOf("M"));
  assertEquals(scene.sent.length, 2);
  assertEquals((await scene.effects()).map(([effect]) => effect), ["options person.sex confirmed"]);
});

Deno.test("what Twenty refuses has failed, and can be tried again", async () => {
  await using scene = await Scene.with(theirs());
  scene.mishaps = ["refused"];
  await assertRejects(() => scene.ensure(sexOf("M")), RefusedError, "not this one");
  assertEquals((await scene.effects()).map(([effect]) => effect), ["options person.sex failed"]);
  await scene.ensure(sexOf("M"));
  assertEquals((await scene.effects()).map(([effect]) => effect), [
    "options person.sex failed",
    "options person.sex confirmed",
  ]);
});
