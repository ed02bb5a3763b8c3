import { pages } from "../../db/rows.ts";
import { remarksIn } from "../../db/stored.ts";
import type { Ledger } from "../../db/ledger.ts";
import { remarkedEffects } from "../../db/effect_rows.ts";
import { remarkWords, skipWords } from "../mapping/remarks.ts";

export const REMARK_COLUMNS = ["Object", "Source row", "State", "Field", "Why"] as const;

const AT_ONCE = 1_000;

/**
 * One line for each record that was not written, and for each field that is not, or not only, what its source row
 * holds: as the ledger has it now, in the order the records were first met. No value of a patient.
 */
export async function* remarkRows(ledger: Ledger): AsyncGenerator<string[][]> {
  const read = (after: number) => remarkedEffects(ledger, { after, limit: AT_ONCE });
  for await (const effects of pages(0, read, ({ id }) => id)) {
    yield effects.flatMap(({ object, source_key, state, reason, remarks }) => {
      const written = state === "confirmed" || state === "sent" || state === "planned";
      return [
        ...written ? [] : [[object, source_key, state, "", skipWords(reason ?? "")]],
        ...remarksIn(remarks).map((
          { field, remark },
        ) => [object, source_key, state, field, remarkWords(remark)]),
      ];
    });
  }
}
