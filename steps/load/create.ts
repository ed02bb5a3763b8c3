import { concernsEveryRow, RefusedError, WholeRefusedError } from "../base/errors.ts";
import { retry, untilAnswered } from "../base/retry.ts";
import type { Kit } from "../runbook/kit.ts";
import { type Refusal, refusalOf, type Wanted } from "./effect.ts";
import { BATCH_BYTES, createBatch, readByIds } from "../twenty/records.ts";

/** How often a batch whose answer was lost, and whose rows are not there, is sent again. */
const ATTEMPTS = 5;

/**
 * Creates records, each exactly once, and says which Twenty refused and why.
 *
 * A batch is all or nothing (contracts/twenty b). A lost answer is settled by reading the ids; a refused batch is
 * halved until the bad row stands alone and the others are through.
 *
 * @returns refusals by id
 * @throws {LostAnswerError} no answer after five attempts; the rows are still `sent` and settled by the next run
 * @throws {WholeRefusedError} no row of the object would be taken; the same holds of them
 */
export async function createAll(kit: Kit, wanted: readonly Wanted[]): Promise<Map<string, Refusal>> {
  const refused = new Map<string, Refusal>();
  for (const batch of bySize(wanted)) await createSome(kit, batch, refused);
  return refused;
}

async function createSome(kit: Kit, wanted: readonly Wanted[], refused: Map<string, Refusal>): Promise<void> {
  let rest = wanted;
  const refusal = await retry(kit, untilAnswered(ATTEMPTS), () => createRefused(kit, rest), async () => {
    const missing = await missingOf(kit, rest);
    await kit.log.write({
      level: "warning",
      kind: "settled",
      object: rest[0]?.object ?? "",
      message: `the answer to a batch was lost; ${rest.length - missing.length} of ${rest.length} are there`,
    });
    rest = missing;
    return missing.length === 0 ? { done: undefined } : undefined;
  });
  if (refusal) await afterRefusal(kit, rest, refusal, refused);
}

/** Sends the batch; gives the refusal, if it is refused. */
async function createRefused(kit: Kit, rows: readonly Wanted[]): Promise<RefusedError | undefined> {
  const [first] = rows;
  if (!first) return undefined;
  try {
    await createBatch(kit.target, first.plural, rows.map((w) => ({ id: w.id, ...w.fields })));
  } catch (error) {
    if (error instanceof RefusedError) return error;
    throw error;
  }
}

async function afterRefusal(
  kit: Kit,
  rows: readonly Wanted[],
  error: RefusedError,
  refused: Map<string, Refusal>,
): Promise<void> {
  if (concernsEveryRow(error)) throw WholeRefusedError.from(rows[0]?.plural ?? "", error);
  // A duplicate may be our own row: a request that we gave up on may have been carried out late.
  const missing = error.code === "duplicate" ? await missingOf(kit, rows) : rows;
  if (missing.length < rows.length) return await createSome(kit, missing, refused);
  const [only] = rows;
  if (rows.length === 1 && only) {
    refused.set(only.id, refusalOf(error));
    return;
  }
  const middle = Math.ceil(rows.length / 2);
  await createSome(kit, rows.slice(0, middle), refused);
  await createSome(kit, rows.slice(middle), refused);
}

async function missingOf(kit: Kit, rows: readonly Wanted[]): Promise<Wanted[]> {
  const found = await readByIds(kit.target, rows[0]?.plural ?? "", rows.map((w) => w.id));
  return rows.filter((w) => !found.has(w.id));
}

function* bySize(wanted: readonly Wanted[]): Generator<Wanted[]> {
  let batch: Wanted[] = [];
  let bytes = 0;
  for (const w of wanted) {
    const size = new TextEncoder().encode(JSON.stringify(w.fields)).length;
    if (batch.length > 0 && bytes + size > BATCH_BYTES) {
      yield batch;
      [batch, bytes] = [[], 0];
    }
    batch.push(w);
    bytes += size;
  }
  if (batch.length > 0) yield batch;
}
