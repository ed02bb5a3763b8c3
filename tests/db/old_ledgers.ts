import { deserialize } from "node:v8";
import { brotliDecompressSync } from "node:zlib";
import { decideConflicts } from "../../steps/load/conflicts.ts";
import { whatThePlanSays } from "../crash/journeys.ts";
import { must } from "../e2e/review/ground.ts";
import { type Image, InProcessStage } from "../support/in_process.ts";
import { type Ran, type Stage, TO_FULL_RUN } from "../support/stage.ts";

type Stored = Omit<Image, "dir"> & { ledger: Uint8Array };
/** Where the version that wrote a ledger ended when it went on from it. */
export interface End {
  code: number;
  state: string;
  verdict: string;
  reconciliation: unknown;
  detail: unknown;
  /** `id|kind|object|target|state|reason` of each effect. */
  effects: string[];
  /** Hash of all that Twenty then held. */
  dump: string;
}

const file = (name: string): string => new URL(`ledgers/${name}`, import.meta.url).pathname;
export const IMAGES = deserialize(brotliDecompressSync(Deno.readFileSync(file("version_5.br")))) as Record<
  string,
  Stored
>;
export const ENDS = JSON.parse(Deno.readTextFileSync(file("version_5.json"))) as Record<string, End>;

/** Everything as it was at one of the moments that `ledgers/README.md` names. */
export async function oldStage(name: string): Promise<InProcessStage> {
  const { ledger, ...systems } = must(IMAGES[name]);
  const dir = await Deno.makeTempDir({ prefix: "handover-test-" });
  await Deno.writeFile(`${dir}/handover.db`, ledger);
  const stage = await InProcessStage.from({ dir, ...systems });
  await Deno.remove(dir, { recursive: true });
  return stage;
}

async function decideAll(stage: Stage): Promise<void> {
  const console = await stage.console();
  await decideConflicts(await console.kit("ana"), "undecided", "practicehub");
  await console.ledger.close();
}

/** Ways to go on from a moment. */
const GOING: Record<string, (stage: Stage) => Promise<Ran>> = {
  "delta": (stage) => stage.run(["delta"]),
  "all decided": async (stage) => {
    await decideAll(stage);
    return await stage.run(["delta"]);
  },
  "rollback": async (stage) => stage.run(["rollback"], await whatThePlanSays(stage)),
  "full run": (stage) => stage.run(TO_FULL_RUN),
};

/** Goes on as `which` says: a moment and a way. */
export async function goOn(which: string): Promise<{ stage: InProcessStage; ran: Ran }> {
  const [name = "", ...how] = which.split(" ");
  const stage = await oldStage(name);
  return { stage, ran: await must(GOING[how.join(" ")])(stage) };
}
