import { assertRejects } from "@std/assert";
import type { Effect } from "../../../db/effects.ts";
import { hashOf } from "../../../db/hash.ts";
import { LostAnswerError } from "../../../steps/base/errors.ts";
import type { Kit } from "../../../steps/runbook/kit.ts";
import type { Wanted } from "../../../steps/load/effect.ts";
import type { Fields } from "../../../steps/twenty/json.ts";
import { AT, PLAIN, TempLedger } from "../../db/temp_ledger.ts";
import { FakeTwenty, type Mishap } from "./fake_twenty.ts";
import { FakeWorld } from "./fake_world.ts";
import { makeKit } from "./make_kit.ts";

/** A ledger, a clock that stands still, a Twenty in memory, and a kit over them. */
export class Stage implements AsyncDisposable {
  private constructor(
    readonly temp: TempLedger,
    readonly world: FakeWorld,
    readonly twenty: FakeTwenty,
    readonly kit: Kit,
  ) {}

  static async make(): Promise<Stage> {
    const temp = await TempLedger.open();
    const twenty = new FakeTwenty();
    const world = new FakeWorld(twenty.answer);
    return new Stage(temp, world, twenty, await makeKit(temp.ledger, world));
  }

  get ledger() {
    return this.temp.ledger;
  }

  effects(): Promise<Effect[]> {
    return this.ledger.db.selectFrom("effect").selectAll().orderBy("id").execute();
  }

  /** `effect state` of every transition, in order. */
  async transitions(): Promise<string[]> {
    const rows = await this.ledger.db.selectFrom("effect_transition").selectAll().orderBy("seq").execute();
    return rows.map((r) => `${r.effect_id} ${r.state}`);
  }

  /** Bodies of the batches that left, as lists of ids. */
  batches(): string[][] {
    return this.twenty.bodies.filter((b) => Array.isArray(b)).map((b) =>
      (b as { id: string }[]).map((r) => r.id)
    );
  }

  /** The console dies in `work` with its first PATCH on its way: before that arrived, or with its answer. */
  async cutOff(work: () => Promise<unknown>, mishap: Mishap): Promise<void> {
    let sent = false;
    this.twenty.mishap = (method) => {
      sent ||= method === "PATCH";
      if (!sent) return undefined;
      return method === "PATCH" ? mishap : "lost before";
    };
    await assertRejects(work, LostAnswerError);
    this.twenty.mishap = () => undefined;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.temp[Symbol.asyncDispose]();
  }
}

export const wanted = (id: string, fields: Fields = { jobTitle: id }): Wanted => ({
  object: "person",
  plural: "people",
  id,
  sourceKey: `patients/${id}`,
  fields,
  remarks: [],
});

/** An effect as the ledger holds it, with `written` as its intent. */
export function effectOn(id: string, written: Fields, change: Partial<Effect> = {}): Effect {
  return {
    id: 1,
    run_id: 1,
    kind: "create",
    object: "person",
    target_id: id,
    source_key: `patients/${id}`,
    payload: null,
    payload_hash: hashOf(written),
    written: JSON.stringify(written),
    prior: null,
    ...PLAIN,
    state: "confirmed",
    reason: null,
    remarks: "[]",
    at: AT,
    ...change,
  };
}
