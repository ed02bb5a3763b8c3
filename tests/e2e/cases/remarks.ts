import { inLedger } from "../review/ground.ts";
import type { Stage } from "../../support/stage.ts";

/** What the ledger says of each record besides its values. */
export class Remarks {
  private constructor(readonly byKey: ReadonlyMap<string, ReadonlySet<string>>) {}

  /** `field remark` of each effect, and the reason of one that was skipped. */
  static async of(stage: Stage): Promise<Remarks> {
    const rows = await inLedger(stage, "select object, source_key, remarks, state, reason from effect");
    const byKey = new Map<string, Set<string>>();
    for (const { object, source_key, remarks, state, reason } of rows) {
      const key = `${object} ${source_key}`;
      const said = byKey.get(key) ?? new Set<string>();
      for (const { field, remark } of JSON.parse(String(remarks)) as { field: string; remark: string }[]) {
        said.add(`${field} ${remark}`);
      }
      if (state === "skipped") said.add(`skipped ${reason}`);
      byKey.set(key, said);
    }
    return new Remarks(byKey);
  }

  has(object: string, key: string, remark: string): boolean {
    return this.byKey.get(`${object} ${key}`)?.has(remark) ?? false;
  }

  /** All that is said of one record, for whoever reads a failure. */
  of(object: string, key: string): string {
    return [...this.byKey.get(`${object} ${key}`) ?? []].join("; ");
  }
}
