import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { createClient } from "@libsql/client";
import { openLedger } from "../../db/open.ts";
import { CONSENTING, type Ended, environment, handover } from "../support/child.ts";
import { openStage, runOn, type Stage, told } from "../support/stage.ts";

interface Case {
  name: string;
  args?: string[];
  env?: (stage: Stage) => Record<string, string> | Promise<Record<string, string>>;
  /** Words that tell what is wrong and what to do. */
  says: string[];
  code?: number;
  /** A step begins before it shows, so that there is a ledger. */
  begins?: boolean;
}

const AUDIT = ["run", "audit", ...CONSENTING];

const CASES: Case[] = [
  { name: "an unknown flag", args: ["run", "audit", "--faster"], says: ["--faster", "help"] },
  { name: "an unknown step", args: ["run", "audti"], says: ["audti", "audit, schema"] },
  { name: "an unknown command", args: ["strat"], says: ["strat", "help"] },
  { name: "a word too many", args: ["serve", "now"], says: ["now", "help"] },
  { name: "no step", args: ["run"], says: ["Name the steps"] },
  {
    name: "a count that is none",
    args: ["run", "rollback", "--confirm-rollback", "many"],
    says: ["--confirm-rollback"],
  },
  { name: "a port that is none", args: ["serve", "--port", "http"], says: ["--port"] },
  {
    name: "an interval that is none",
    args: AUDIT,
    env: () => ({ PRACTICEHUB_INTERVAL_MS: "1s" }),
    says: ["PRACTICEHUB_INTERVAL_MS"],
  },
  {
    name: "an unknown time zone",
    args: AUDIT,
    env: () => ({ PRACTICE_TIMEZONE: "Europe/Lundon" }),
    says: ["PRACTICE_TIMEZONE", "Europe/London"],
  },
  {
    name: "an address that is none",
    args: AUDIT,
    env: () => ({ PRACTICEHUB_URL: "riverside" }),
    says: ["PRACTICEHUB_URL"],
  },
  {
    name: "an app that is not name=email",
    args: AUDIT,
    env: () => ({ PRACTICEHUB_APP: "handover" }),
    says: ["PRACTICEHUB_APP", "name=email"],
  },
  {
    name: "no settings",
    args: AUDIT,
    env: () => ({ PRACTICEHUB_URL: "", TWENTY_URL: "" }),
    says: ["PRACTICEHUB_URL", "TWENTY_URL"],
  },
  {
    name: "no key of the source",
    args: AUDIT,
    env: () => ({ PRACTICEHUB_KEY: "" }),
    says: ["PRACTICEHUB_KEY"],
    begins: true,
  },
  {
    name: "no key of the target",
    args: AUDIT,
    env: () => ({ TWENTY_KEY: "" }),
    says: ["TWENTY_KEY"],
    begins: true,
  },
  {
    name: "a wrong key of the source",
    args: AUDIT,
    env: () => ({ PRACTICEHUB_KEY: "not-the-key" }),
    says: ["PRACTICEHUB_KEY"],
    begins: true,
  },
  {
    name: "a wrong key of the target",
    args: AUDIT,
    env: () => ({ TWENTY_KEY: "not-the-key" }),
    says: ["TWENTY_KEY"],
    begins: true,
  },
  {
    name: "a target that is the source",
    args: AUDIT,
    env: ({ simulators }) => ({ TWENTY_URL: simulators.source.url }),
    says: ["TWENTY_URL"],
    begins: true,
  },
  {
    name: "a source that is the target",
    args: AUDIT,
    env: ({ simulators }) => ({ PRACTICEHUB_URL: simulators.target.url }),
    says: ["PRACTICEHUB_"],
    begins: true,
    code: 1,
  },
  {
    name: "a ledger in a folder that is not there",
    args: AUDIT,
    env: ({ dir }) => ({ HANDOVER_LEDGER: `${dir}/nowhere/l.db` }),
    says: ["cannot be opened", "folder"],
  },
  {
    name: "a ledger that is a text",
    args: AUDIT,
    env: async ({ dir }) => ({ HANDOVER_LEDGER: await textFile(dir) }),
    says: ["not a ledger"],
  },
  {
    name: "a database that is no ledger",
    args: AUDIT,
    env: async ({ dir }) => ({ HANDOVER_LEDGER: await otherDatabase(dir) }),
    says: ["not a ledger of Handover", "another file"],
  },
  {
    name: "a ledger from a newer program",
    args: AUDIT,
    env: async ({ dir }) => ({ HANDOVER_LEDGER: await newerLedger(dir) }),
    says: ["newer Handover"],
  },
  { name: "the status of no ledger", args: ["status"], says: ["There is no ledger"] },
  {
    name: "a practice that is not there",
    args: ["demo", "--practice", "nowhere", "--port", "0"],
    says: ["nowhere"],
  },
];

for (const { name, args, env, says, code, begins } of CASES) {
  Deno.test(`${name}: one sentence that says what and what to do`, async () => {
    await using stage = await openStage({ patients: 1 });
    const untouched = await stage.simulators.dump();
    const variables = { ...environment(stage.simulators, stage.ledgerPath), ...await env?.(stage) };
    const ended = await handover(args ?? [], variables);
    assertEquals(ended.code, code ?? 2, ended.stderr + ended.stdout);
    const sentence = begins ? verdictIn(ended) : onlyLine(ended);
    for (const words of says) assertStringIncludes(sentence, words);
    assert(!/fault in Handover|\bat file:|undefined/.test(sentence), sentence);
    assertEquals(await exists(stage.ledgerPath), begins ?? false, "a ledger is made only when a step begins");
    assertEquals(await stage.simulators.dump(), untouched);
  });
}

/** All there is on stderr; on stdout nothing. */
function onlyLine({ stdout, stderr }: Ended): string {
  assertEquals(stdout, "");
  const lines = stderr.split("\n").filter((line) => line !== "");
  assertEquals(lines.length, 1, stderr);
  return lines[0] ?? "";
}

/** The last line of a run: its step, its state, its sentence. */
function verdictIn({ stdout, stderr }: Ended): string {
  assertEquals(stderr, "");
  return stdout.trim().split("\n").at(-1) ?? "";
}

/** Systems that are not what they should be. Retries take half a minute there, so the world is hurried here. */
const STRANGERS: [setting: "sourceUrl" | "targetUrl", name: string, answer: (() => Response) | undefined][] =
  [
    ["sourceUrl", "nobody", undefined],
    ["targetUrl", "nobody", undefined],
    ["sourceUrl", "a web page", () => page(200)],
    ["targetUrl", "a web page", () => page(200)],
    ["sourceUrl", "a failing proxy", () => page(502)],
    ["targetUrl", "a failing proxy", () => page(502)],
    ["sourceUrl", "other JSON", () => Response.json({ hello: "there" })],
    ["targetUrl", "other JSON", () => Response.json({ hello: "there" })],
  ];

const page = (status: number): Response =>
  new Response("<!doctype html><title>Welcome</title>", { status, headers: { "content-type": "text/html" } });

for (const [setting, name, answer] of STRANGERS) {
  Deno.test(`${setting} where ${name} answers: a sentence that names the system or the setting`, async () => {
    await using stage = await openStage({ patients: 1 });
    const untouched = await stage.simulators.dump();
    await using server = answer && stranger(answer);
    const console = await stage.console({ settings: { [setting]: server?.url ?? closedPort() } });
    const ran = await runOn(console, ["audit"]);
    assert(ran.code === 1 || ran.code === 2, told(ran));
    const expected = setting === "targetUrl"
      ? "TWENTY_URL"
      : /page|JSON/.test(name)
      ? "PRACTICEHUB_URL"
      : "PracticeHub";
    assertStringIncludes(ran.last.verdict, expected);
    assert(!ran.last.verdict.includes("fault in Handover"), ran.last.verdict);
    assertEquals(await stage.simulators.dump(), untouched);
  });
}

function stranger(answer: () => Response): { url: string } & AsyncDisposable {
  const server = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen: () => {} }, answer);
  return {
    url: `http://127.0.0.1:${server.addr.port}`,
    [Symbol.asyncDispose]: () => server.shutdown(),
  };
}

Deno.test("an occupied port: one sentence that says what and what to do", async () => {
  await using stage = await openStage({ patients: 1 });
  const { port } = new URL(stage.simulators.source.url);
  const ended = await handover(["serve", "--port", port], environment(stage.simulators, stage.ledgerPath));
  assertEquals(ended.code, 2);
  assertStringIncludes(onlyLine(ended), `Port ${port} is taken`);
});

Deno.test("a ledger of another migration: one sentence that says what and what to do, and it stays as it was", async () => {
  await using stage = await openStage({ patients: 1 });
  const env = environment(stage.simulators, stage.ledgerPath);
  await stage.run(["audit"]);
  const ended = await handover(AUDIT, { ...env, TWENTY_URL: "http://127.0.0.1:9" });
  assertEquals(ended.code, 2);
  assertStringIncludes(onlyLine(ended), "belongs to the migration");
  const again = await handover(["status"], env);
  assertEquals(again.code, 0, again.stderr);
  assertStringIncludes(again.stdout, "audit      green");
});

Deno.test("a practice with a broken file: one sentence that names the file", async () => {
  const dir = await Deno.makeTempDir();
  try {
    await Deno.writeTextFile(`${dir}/patients.json`, '[{"id": 1}, {"id": ');
    const ended = await handover(["demo", "--practice", dir, "--port", "0"], {});
    assertEquals(ended.code, 2);
    assertStringIncludes(onlyLine(ended), "patients.json");
  } finally {
    await Deno.remove(dir, { recursive: true });
  }
});

async function exists(path: string): Promise<boolean> {
  return await Deno.stat(path).then(() => true, () => false);
}

function closedPort(): string {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const { port } = listener.addr;
  listener.close();
  return `http://127.0.0.1:${port}`;
}

async function textFile(dir: string): Promise<string> {
  await Deno.writeTextFile(`${dir}/text.db`, "These are the minutes of the meeting. ".repeat(300));
  return `${dir}/text.db`;
}

async function otherDatabase(dir: string): Promise<string> {
  const client = createClient({ url: `file:${dir}/other.db` });
  await client.execute("create table song (title text)");
  client.close();
  return `${dir}/other.db`;
}

async function newerLedger(dir: string): Promise<string> {
  const ledger = await openLedger({ url: `${dir}/newer.db` });
  await ledger.client.execute("insert into schema_version (version) values (9999)");
  await ledger.close();
  return `${dir}/newer.db`;
}
