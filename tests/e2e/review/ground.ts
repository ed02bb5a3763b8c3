import { assertEquals } from "@std/assert";
import type { Client } from "@libsql/client";
import { createClient } from "@libsql/client";
import type { Row } from "../../../fixtures/practice/practice.ts";
import { openStage, type Ran, type Stage, TO_FULL_RUN, told } from "../../support/stage.ts";
import type { SimulatorOptions } from "../../support/simulators.ts";
import { discrepancies } from "../reader.ts";
import type { Discrepancy } from "../reader/discrepancies.ts";

/** As few patients as have everything that a practice has, and several pages of most of it. */
export const SMALL: SimulatorOptions = {
  patients: 5,
  quirks: { "page-size-cap": 8, "appointment-twice": "off" },
};

/** A practice that was moved and is as it was. */
export async function moved(options: SimulatorOptions = SMALL): Promise<Stage> {
  const stage = await openStage(options);
  await green(stage.run(TO_FULL_RUN));
  return stage;
}

export async function green(running: Promise<Ran>): Promise<Ran> {
  const ran = await running;
  assertEquals(ran.code, 0, told(ran));
  return ran;
}

export const read = async ({ simulators }: Stage): Promise<Discrepancy[]> =>
  discrepancies(await simulators.practice(), simulators.target);

export const last = (rows: readonly Row[] | undefined): Row => must(rows?.at(-1));

/** What a test cannot begin without. */
export function must<T>(value: T | undefined): T {
  if (value === undefined) throw new Error("the practice, or the workspace, has nothing of the kind");
  return value;
}

export interface Shown {
  count: number;
  kept: { object: string; sourceKey: string; reason: string }[];
}

/** Shows the plan of a rollback and carries it out. */
export async function rollBack(stage: Stage): Promise<Ran> {
  const shown = await stage.run(["rollback"]);
  assertEquals(shown.code, 3, told(shown));
  const { plan } = shown.last.detail as { plan: Shown };
  return await stage.run(["rollback"], { rollbackCount: plan.count });
}

/** Answers instead of the network where `answer` gives something. */
export function intercept(
  { world }: Stage,
  answer: (url: URL, request: Request) => Response | Request | undefined | Promise<Response | undefined>,
): { [Symbol.dispose](): void } {
  const fetched = world.fetch;
  const through = fetched.bind(world);
  world.fetch = async (request) => {
    const other = await answer(new URL(request.url), request);
    return other instanceof Response ? other : await through(other ?? request);
  };
  return { [Symbol.dispose]: () => void (world.fetch = fetched) };
}

export const notThere = (): Response => Response.json({ message: "Not found." }, { status: 404 });

/** Rows of the ledger, read past the program's own code. */
export async function inLedger(stage: Stage, sql: string): Promise<Record<string, unknown>[]> {
  return await withLedger(stage, async (client) => (await client.execute(sql)).rows.map((r) => ({ ...r })));
}

export async function withLedger<T>(
  stage: Pick<Stage, "ledgerPath">,
  work: (client: Client) => Promise<T>,
): Promise<T> {
  const client = createClient({ url: `file:${stage.ledgerPath}` });
  try {
    return await work(client);
  } finally {
    client.close();
  }
}

export const watermarks = (stage: Stage): Promise<Record<string, unknown>[]> =>
  inLedger(stage, "select resource, at, run_id from watermark order by resource");
