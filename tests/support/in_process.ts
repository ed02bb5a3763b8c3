import type { Practice } from "../../fixtures/practice/practice.ts";
import { practiceHubInProcess } from "../../fixtures/practicehub/in_process.ts";
import { type TwentyInProcess, twentyInProcess } from "../../fixtures/twenty/in_process.ts";
import { Simulators } from "./simulators.ts";
import { Stage } from "./stage.ts";
import { HurriedWorld } from "./world.ts";

/** What a program that was killed leaves behind: its ledger's files, and both systems as they were then. */
export interface Image {
  /** A directory with the ledger's files. */
  dir: string;
  practice: Practice;
  workspace: ReturnType<TwentyInProcess["copy"]>;
  /** What time it was for the program. */
  now: number;
}

/** The same addresses always, and with them the same ids in Twenty. */
const SOURCE = "http://practicehub.test";
const TARGET = "http://twenty.test";
/** The ledger and what SQLite keeps beside it; the shared memory is made anew by whoever opens it. */
const LEDGER_FILES = ["handover.db", "handover.db-wal"];

/** Both simulators without ports, a ledger in a directory of its own, and images of all three. */
export class InProcessStage extends Stage {
  private constructor(
    simulators: Simulators,
    dir: string,
    world: HurriedWorld,
    readonly copy: () => Pick<Image, "practice" | "workspace">,
  ) {
    super(simulators, dir, world);
  }

  static async open(practice: Practice): Promise<InProcessStage> {
    return InProcessStage.#of(practice, undefined, await newDir());
  }

  /** Everything as it was when the image was taken, in a directory of its own. */
  static async from(image: Image): Promise<InProcessStage> {
    const dir = await newDir();
    await copyLedger(image.dir, dir);
    const stage = InProcessStage.#of(image.practice, image.workspace, dir);
    stage.world.skip(image.now - stage.world.now());
    return stage;
  }

  static #of(practice: Practice, workspace: Image["workspace"] | undefined, dir: string): InProcessStage {
    const source = practiceHubInProcess({ url: SOURCE, key: "the source's key", practice, intervalMs: 0 });
    const target = twentyInProcess({ url: TARGET, ...(workspace ? { from: workspace } : {}) });
    const close = () => Promise.resolve();
    const simulators = new Simulators({ ...source, close }, { ...target, close });
    return new InProcessStage(
      simulators,
      dir,
      new HurriedWorld(simulators.direct),
      () => ({ practice: source.practice(), workspace: target.copy() }),
    );
  }

  /** What would be left if the program were killed now. */
  async image(): Promise<Image> {
    const now = this.world.now();
    const systems = this.copy();
    const dir = await newDir();
    await copyLedger(this.dir, dir);
    return { dir, now, ...systems };
  }
}

export const dropImage = (image: Image): Promise<void> => Deno.remove(image.dir, { recursive: true });

/** In memory where the system has such a place: a killed program loses no page that it wrote, only a machine does. */
async function newDir(): Promise<string> {
  try {
    return await Deno.makeTempDir({ prefix: "handover-test-", dir: "/dev/shm" });
  } catch {
    return await Deno.makeTempDir({ prefix: "handover-test-" });
  }
}

async function copyLedger(from: string, to: string): Promise<void> {
  for (const name of LEDGER_FILES) {
    await Deno.copyFile(`${from}/${name}`, `${to}/${name}`).catch((error) => {
      if (!(error instanceof Deno.errors.NotFound)) throw error;
    });
  }
}
