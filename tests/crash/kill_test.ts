import { createClient } from "@libsql/client";
import { assert, assertEquals } from "@std/assert";
import { Random } from "../../fixtures/practice/random.ts";
import { discrepancies } from "../e2e/reader.ts";
import { CONSENTING, environment, handover, startHandover } from "../support/child.ts";
import type { Ports } from "../support/simulators.ts";
import { openStage, type Stage, TO_FULL_RUN } from "../support/stage.ts";

const ROUNDS = Number(Deno.env.get("HANDOVER_KILL_ROUNDS") ?? 8);
const SEED = Number(Deno.env.get("HANDOVER_KILL_SEED") ?? 1);
const PATIENTS = 12;
/** A round ends at the latest after so many kills, with a run that is let through. */
const MOST_KILLS = 3;
const ARGS = ["run", ...TO_FULL_RUN, ...CONSENTING, "--json"];

const stageOn = (ports?: Ports): Promise<Stage> =>
  openStage({ patients: PATIENTS, ...(ports ? { ports } : {}) });

Deno.test("a program killed with SIGKILL at any time, and started again, ends as if it had not been killed", async () => {
  const { dump, ports, lines } = await uninterrupted();
  const random = Random.for(SEED, "kills");
  let kills = 0;
  for (let round = 0; round < ROUNDS; round++) {
    await using stage = await stageOn(ports);
    const env = environment(stage.simulators, stage.ledgerPath);
    const times = random.int(1, MOST_KILLS);
    for (let kill = 0; kill < times; kill++) {
      // Rounds are spread over the run, so that eight of them reach every step.
      const after = kill === 0
        ? Math.floor(lines * (round + random.int(0, 99) / 100) / ROUNDS)
        : random.int(0, lines);
      if (await killedAfter(env, after)) kills++;
      await forgetLease(stage);
    }
    const ended = await handover(ARGS, env);
    assertEquals(ended.code, 0, `round ${round}: ${ended.stderr} ${ended.stdout.split("\n").at(-2)}`);
    assertEquals(JSON.parse(await stage.simulators.dump()), JSON.parse(dump), `round ${round}`);
    const found = await discrepancies(await stage.simulators.practice(), stage.simulators.target);
    assertEquals(found, [], `round ${round}`);
  }
  assert(kills >= ROUNDS, `${kills} kills in ${ROUNDS} rounds`);
  Deno.stderr.writeSync(new TextEncoder().encode(`${kills} kills in ${ROUNDS} rounds\n`));
});

async function uninterrupted(): Promise<{ dump: string; ports: Ports; lines: number }> {
  await using stage = await stageOn();
  const ended = await handover(ARGS, environment(stage.simulators, stage.ledgerPath));
  assertEquals(ended.code, 0, ended.stderr + ended.stdout);
  const { ports } = stage.simulators;
  return { dump: await stage.simulators.dump(), ports, lines: ended.stdout.trim().split("\n").length };
}

/** Kills the program once it has printed so many lines; false where it came to its end before. */
async function killedAfter(env: Record<string, string>, lines: number): Promise<boolean> {
  const child = startHandover(ARGS, env);
  let left = lines;
  for await (const text of child.stdout.pipeThrough(new TextDecoderStream())) {
    left -= text.split("\n").length - 1;
    if (left <= 0) break;
  }
  try {
    child.kill("SIGKILL");
  } catch {
    // It has ended already.
  }
  await child.stderr.cancel();
  return (await child.status).signal === "SIGKILL";
}

/** Stands in for the seconds that a dead program's lease lasts; `every_moment_test.ts` waits them out. */
async function forgetLease(stage: Stage): Promise<void> {
  const client = createClient({ url: `file:${stage.ledgerPath}` });
  await client.execute("update lease set expires_at = '2000-01-01T00:00:00.000Z'");
  client.close();
}
