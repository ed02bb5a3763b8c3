import { assert, assertEquals } from "@std/assert";
import { Random } from "../../fixtures/practice/random.ts";
import { environment, handover } from "../support/child.ts";
import { startChild } from "../support/child_simulators.ts";
import { SEED } from "../support/seed.ts";
import { Simulators } from "../support/simulators.ts";
import { say } from "./complete_pass.ts";
import { differing } from "./differing.ts";
import { type EndState, endState } from "./end_state.ts";
import { ending, type Leg, LEGS } from "./legs.ts";
import { forgetLease, killedAfter } from "./sigkill.ts";
import { TINY } from "./tiny_practice.ts";

/** Each is a leg that is killed a few times and then let through. */
const ROUNDS = Number(Deno.env.get("HANDOVER_KILL_ROUNDS") ?? 9);
const MOST_KILLS = 2;

Deno.test("a program killed with SIGKILL at any time, and started again, ends as if it had not been killed", async () => {
  await using ground = await Ground.open();
  const expected: Through[] = [];
  for (const leg of LEGS) expected.push(await ground.through(leg));
  const random = Random.for(SEED, "kills");
  let kills = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const [leg, without] = [LEGS[round % LEGS.length], expected[round % LEGS.length]];
    if (!leg || !without) throw new Error("a leg was not walked");
    const where = `seed ${SEED}, round ${round}, ${leg.name}`;
    const lines = Array.from({ length: random.int(1, MOST_KILLS) }, () => random.int(0, without.lines));
    const through = await ground.through(leg, lines);
    assertEquals(differing(through.state, without.state), [], where);
    kills += through.kills;
  }
  say(`${kills} kills with SIGKILL in ${ROUNDS} rounds, seed ${SEED} (HANDOVER_SEED=N kills at others)`);
  assert(kills >= ROUNDS / 2, `${kills} kills in ${ROUNDS} rounds`);
});

interface Through {
  state: EndState;
  /** Lines that the last program printed. */
  lines: number;
  kills: number;
}

/** Both systems as programs of their own, and one ledger for all rounds. */
class Ground implements AsyncDisposable {
  private constructor(readonly dir: string, public simulators: Simulators) {}

  static async open(): Promise<Ground> {
    const dir = await Deno.makeTempDir({ prefix: "handover-test-" });
    for (const [resource, rows] of Object.entries(TINY)) {
      await Deno.writeTextFile(`${dir}/${resource}.json`, JSON.stringify(rows));
    }
    const target = await startChild("twenty", ["--requests-per-minute", "0"]);
    return new Ground(dir, new Simulators(await source(dir, 0), target));
  }

  /** A leg from its beginning to its end, killed after so many lines each time before. */
  async through(leg: Leg, kills: readonly number[] = []): Promise<Through> {
    if (leg === LEGS[0]) await this.#freshSource();
    const { simulators, ledgerPath } = this;
    const env = environment(simulators, ledgerPath);
    await leg.staff(simulators);
    let killed = 0;
    for (const lines of kills) {
      if (await killedAfter(await leg.args(env), env, lines)) killed++;
      await forgetLease(ledgerPath);
    }
    const ended = await handover(await leg.args(env), env);
    assertEquals(ended.code, 0, `${leg.name}, seed ${SEED}: ${ending(ended)}`);
    const state = await endState(this);
    // The rows bear the times at which staff changed them, which are of this round alone.
    return {
      state: { ...state, ledger: { ...state.ledger, rows: [] } },
      lines: ended.stdout.trim().split("\n").length,
      kills: killed,
    };
  }

  get ledgerPath(): string {
    return `${this.dir}/handover.db`;
  }

  /** As before staff changed anything, at the same address. */
  async #freshSource(): Promise<void> {
    const { source: old, target, ports } = this.simulators;
    await old.close();
    this.simulators = new Simulators(await source(this.dir, ports.source), target);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.simulators[Symbol.asyncDispose]();
    await Deno.remove(this.dir, { recursive: true });
  }
}

const source = (dir: string, port: number): Promise<Simulators["source"]> =>
  startChild("practicehub", ["--practice", dir, "--interval-ms", "0", "--port", String(port)]);
