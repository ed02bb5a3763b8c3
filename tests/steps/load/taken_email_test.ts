import { assertEquals } from "@std/assert";
import { insteadOfTakenEmail, withFreedEmails } from "../../../steps/load/taken_email.ts";
import type { Fields } from "../../../steps/twenty/json.ts";
import { json } from "../support/fake_world.ts";
import { Stage, wanted } from "../support/stage.ts";

const FIELDS: Fields = {
  jobTitle: "x",
  emails: { primaryEmail: "o'neil@x.test", additionalEmails: ["b@x.test"] },
};

async function instead(holders: string[], fields: Fields = FIELDS) {
  await using stage = await Stage.make();
  const bodies: { variables: unknown }[] = [];
  stage.world.answer = async (request) => {
    bodies.push(await request.json());
    return json({
      data: {
        people: { edges: holders.map((id) => ({ node: { id, emails: { primaryEmail: "o'neil@x.test" } } })) },
      },
    });
  };
  return { wanted: await insteadOfTakenEmail(stage.kit, wanted("a", fields)), bodies };
}

Deno.test("an address that somebody else holds is kept as additional, and it is said", async () => {
  const { wanted: now } = await instead(["somebody"]);
  assertEquals(now?.fields, {
    jobTitle: "x",
    emails: { primaryEmail: "", additionalEmails: ["o'neil@x.test", "b@x.test"] },
  });
  assertEquals(now?.remarks, [{ field: "emails", remark: "email-taken" }]);
});

Deno.test("a duplicate that is not about the address is left failed", async () => {
  assertEquals((await instead([])).wanted, undefined);
  assertEquals((await instead(["a"])).wanted, undefined);
});

Deno.test("a person without an address is not asked about", async () => {
  const none: Fields[] = [{}, { emails: { primaryEmail: "", additionalEmails: ["b@x.test"] } }];
  for (const fields of none) {
    const { wanted: now, bodies } = await instead(["somebody"], fields);
    assertEquals([now, bodies.length], [undefined, 0]);
  }
});

Deno.test("the address is asked for as a variable, among the deleted too", async () => {
  const { bodies } = await instead(["somebody"]);
  assertEquals(bodies.map((b) => b.variables), [{
    filter: {
      and: [
        { emails: { primaryEmail: { eq: "o'neil@x.test" } } },
        { or: [{ deletedAt: { is: "NULL" } }, { deletedAt: { is: "NOT_NULL" } }] },
      ],
    },
    first: 2,
  }]);
});

Deno.test("an address that has become free is primary again, and one that somebody holds is not", async () => {
  await using stage = await Stage.make();
  const taken = (id: string, address: string) => ({
    ...wanted(id, { emails: { primaryEmail: "", additionalEmails: [address, "b@x.test"] } }),
    remarks: [{ field: "emails", remark: "email-taken" }],
  });
  stage.world.answer = () =>
    Promise.resolve(
      json({ data: { people: { edges: [{ node: { id: "x", emails: { primaryEmail: "held@x.test" } } }] } } }),
    );
  const people = [taken("a", "free@x.test"), taken("b", "held@x.test"), wanted("c", FIELDS)];
  assertEquals(
    (await withFreedEmails(stage.kit, people)).map(({ id, fields, remarks }) => [id, fields, remarks]),
    [
      ["a", { emails: { primaryEmail: "free@x.test", additionalEmails: ["b@x.test"] } }, []],
    ],
  );
});

Deno.test("where no address was taken nobody is asked", async () => {
  await using stage = await Stage.make();
  assertEquals(await withFreedEmails(stage.kit, [wanted("a", FIELDS)]), []);
  assertEquals(stage.world.lines, []);
});
