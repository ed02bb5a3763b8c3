import { createClient } from "@libsql/client";
import { assert, assertEquals } from "@std/assert";
import { CANARIES, CANARY } from "../../fixtures/practice/canaries.ts";
import { CONSENTING, environment, handover } from "../support/child.ts";
import { openStage, type Stage, TO_FULL_RUN } from "../support/stage.ts";
import { leaks, type Seen } from "./canary/leaks.ts";

Deno.test("no patient's value and no key is in an event, an outcome, a line, an address or an error", async () => {
  await using stage = await openStage({ patients: 40 });
  const { simulators } = stage;
  const { source, target } = simulators;
  const env = environment(simulators, stage.ledgerPath);
  const seen: Seen[] = [];
  const addresses: string[] = [];
  let refusing = true;
  const fetched = stage.world.fetch.bind(stage.world);
  stage.world.fetch = async (request) => {
    addresses.push(request.url);
    return refusing && await namesCanary(request) ? refusal() : await fetched(request);
  };

  await somebodyElseHasTheAddress(stage);
  await plantFaults(stage);
  for (let run = 0; run < 4; run++) seen.push(...told(await stage.run(TO_FULL_RUN)));
  await simulators.clearFaults();
  const refused = await stage.run(TO_FULL_RUN);
  seen.push(...told(refused));
  assert(refused.lines.join().includes("Invalid string value"), "a refusal that quotes a value was met");
  refusing = false;
  await refusedRows(stage);
  seen.push(...told(await stage.run(["extract", "sample", "full-run", "delta"])));
  const json = await handover(["run", ...TO_FULL_RUN, ...CONSENTING, "--json"], env);
  const plain = await handover(["run", "delta", ...CONSENTING], env);
  seen.push(...told(await stage.run(["rollback"])));
  const files = await stage.run(["extract"]) && `${stage.dir}/for-twenty`;
  const csv = await handover(["run", "extract", "--csv-dir", files, ...CONSENTING], env);
  const texts = await Promise.all(
    [["status"], ["status", "--json"], ["report"], ["checklist"], ["workflows"], ["map", "export"]]
      .map((args) => handover(args, env)),
  );
  const wrong = await handover(["run", "audit"], {
    ...env,
    TWENTY_KEY: `${target.key}x`,
    PRACTICEHUB_KEY: "x",
  });
  for (const { stdout, stderr } of [json, plain, csv, wrong, ...texts]) {
    seen.push({ what: "stdout", text: stdout }, { what: "stderr", text: stderr });
  }
  seen.push(...addresses.map((text) => ({ what: "address", text })));
  for (const dir of [stage.dir, files]) {
    seen.push(...[...Deno.readDirSync(dir)].map((e) => ({ what: "file name", text: e.name })));
  }
  seen.push(...await fromLedger(stage));

  const secrets = [...CANARIES, source.key, target.key];
  assert(seen.length > 300, "there is something to search");
  assert(addresses.length > 100, "requests were seen");
  assertEquals(leaks(seen, secrets), []);
});

const told = ({ lines }: { lines: string[] }): Seen[] => lines.map((text) => ({ what: "line", text }));

async function namesCanary(request: Request): Promise<boolean> {
  const isBatch = request.method === "POST" && request.url.endsWith("/rest/batch/people");
  return isBatch && (await request.clone().text()).includes(CANARY.email);
}

/** In the words of the real server, which quotes what it refuses (contracts/twenty g). */
function refusal(): Response {
  const messages = [`Invalid string value '${CANARY.email}' for email field "emails.primaryEmail"`];
  return Response.json({ statusCode: 400, error: "BadRequestException", messages }, { status: 400 });
}

/** The first patient's address, in a workspace where people are already. */
async function somebodyElseHasTheAddress({ simulators }: Stage): Promise<void> {
  const { patients = [] } = await simulators.practice();
  await simulators.person("POST", "people", { emails: { primaryEmail: patients[0]?.email } });
}

/** One of each kind, so that every sentence about an error is written once. */
async function plantFaults({ simulators }: Stage): Promise<void> {
  for (
    const [i, kind] of ["500", "502", "html", "truncated", "malformed", "timeout-after-commit", "429"]
      .entries()
  ) {
    await simulators.fault("target", { match: "POST /rest/batch/*", kind, skip: i * 2 });
    await simulators.fault("target", { match: "GET /rest/*", kind, skip: i * 5 });
  }
  await simulators.fault("target", { match: "POST /rest/batch/notes", kind: "token-revoked" });
  for (const kind of ["500", "429", "truncated", "malformed", "timeout", "html"]) {
    await simulators.fault("source", { match: "GET /api/patients*", kind });
    await simulators.fault("source", { match: "GET /s3/*", kind });
  }
}

/** What the first patient's row becomes: values that Twenty refuses, beside those that must not show. */
async function refusedRows({ simulators }: Stage): Promise<void> {
  const { patients = [] } = await simulators.practice();
  const [canary] = patients;
  if (!canary) return;
  await simulators.putRow("patients", {
    ...canary,
    email: `"${canary.email}"@@x`,
    dob: `${canary.dob} ${canary.address}`,
    total_balance: String(canary.custom_reference),
    numbers: [{ country_code: "44", number: `${CANARY.phone}${CANARY.phone}` }],
  });
}

/** Events and outcomes; source rows, effects and diffs may hold values and are left out. */
async function fromLedger(stage: Stage): Promise<Seen[]> {
  const client = createClient({ url: `file:${stage.ledgerPath}` });
  const events = await client.execute("select message, fields, kind, object from event");
  const runs = await client.execute("select step, who, input, inputs, progress, outcome from run");
  const settings = await client.execute("select settings, source_url, target_url from migration");
  const reasons = await client.execute("select distinct reason from effect");
  const trail = await client.execute("select distinct reason from effect_transition");
  const maps = await client.execute("select who, what from map_change");
  const blobs = await client.execute("select reason from file_blob");
  const exports = await client.execute("select kind, name, notes, who from csv_export");
  const others = await client.execute(
    "select who, subject as what from acknowledgement union all select who, diff_hash from sign_off union all select holder, expires_at from lease",
  );
  client.close();
  const rows = {
    event: events,
    run: runs,
    migration: settings,
    reason: reasons,
    transition: trail,
    map_change: maps,
    file_blob: blobs,
    csv_export: exports,
    others,
  };
  return Object.entries(rows).flatMap(([what, { rows }]) =>
    rows.map((row) => ({ what, text: JSON.stringify(row) }))
  );
}
