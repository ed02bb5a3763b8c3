import { landedKeys } from "../../../db/effects.ts";
import type { Ledger } from "../../../db/ledger.ts";
import { presentKeys } from "../../../db/source_records.ts";
import type { Foreseen } from "./simulate.ts";

/**
 * Which records would be there to be linked to at a point of a run that is only foreseen: those of the rows that it has
 * walked, but for the exceptions, and for every other row what the ledger says. Its size does not grow with the rows:
 * it keeps how far the walk is and the exceptions.
 */
export class LinkIndex {
  /** Up to which id, by object and resource. */
  #walked = new Map<string, number>();
  #absent = new Set<string>();

  /** @param only the rows that the run takes, by resource; undefined: all */
  constructor(readonly ledger: Ledger, readonly only?: ReadonlyMap<string, readonly number[]>) {}

  /** What a run has landed, in the order of the walk. */
  landed(records: readonly Foreseen[]): void {
    for (const record of records) {
      const { object, sourceKey } = record.wanted;
      const { resource, id } = parts(sourceKey);
      this.#walked.set(`${object} ${resource}`, id);
      if (!isThere(record)) this.#absent.add(`${object} ${sourceKey}`);
    }
  }

  /** What it has done about records whose source row is gone. */
  gone(records: readonly Foreseen[]): void {
    for (const { wanted: { object, sourceKey }, code } of records) {
      if (code === "source-gone") this.#absent.add(`${object} ${sourceKey}`);
    }
  }

  linkable = async (object: string, keys: readonly string[]): Promise<ReadonlySet<string>> => {
    const walked = keys.filter((key) => this.#isWalked(object, key));
    const present = await presentKeys(this.ledger, walked);
    const others = await landedKeys(this.ledger, object, keys.filter((key) => !present.has(key)));
    return new Set([...present, ...others].filter((key) => !this.#absent.has(`${object} ${key}`)));
  };

  #isWalked(object: string, key: string): boolean {
    const { resource, id } = parts(key);
    if (this.only && !this.only.get(resource)?.includes(id)) return false;
    return id <= (this.#walked.get(`${object} ${resource}`) ?? -1);
  }
}

/** As `landedKeys` says it of what the run leaves in the ledger. */
function isThere({ verdict, code, hasRecord }: Foreseen): boolean {
  if (verdict === "skipped") return hasRecord ?? false;
  return code !== "destroyed" && code !== "source-gone";
}

function parts(key: string): { resource: string; id: number } {
  const [resource = "", id = ""] = key.split("/");
  return { resource, id: Number(id) };
}
