import { countBlobs } from "../../db/blobs.ts";
import { recordsFingerprint } from "../../db/source_records.ts";
import { many } from "../base/words.ts";
import { unlistedValues } from "../mapping/unmapped_values.ts";
import type { Kit } from "../runbook/kit.ts";
import { numbers, type Outcome, texts } from "../runbook/step.ts";
import { csvFindings } from "../staging/csv/report.ts";
import { sweepFindings, unlistedFindings } from "../staging/findings.ts";
import { isShort, type Swept } from "../staging/sweep.ts";

/** Green when every resource was read to its end; values that no map lists are findings. */
export async function outcomeOf(
  { ledger, settings }: Kit,
  swept: readonly Swept[],
  locations: number,
  since: string,
): Promise<Outcome> {
  const blobs = await countBlobs(ledger);
  const records = swept.reduce((n, s) => n + s.distinct, 0);
  const short = swept.filter((s) => isShort(s) || (s.resource === "patients" && !s.reachable));
  return {
    state: short.length === 0 ? "green" : "red",
    verdict:
      `${records.toLocaleString("en")} records and ${blobs.stored.toLocaleString("en")} files (${
        megabytes(blobs.bytes)
      }) in the ledger; ` +
      (short.length > 0
        ? `${short.map((s) => s.resource).join(", ")} incomplete.`
        : `${many(blobs.absent, "file")} without bytes to be had.`),
    findings: [
      ...sweepFindings(swept),
      ...unlistedFindings(await unlistedValues(ledger, settings)),
      ...await csvFindings(ledger),
    ],
    tables: [{
      id: "resources",
      title: "In the ledger",
      columns: [
        ...texts("Resource"),
        ...numbers("Records", "Rows on pages", "PracticeHub says", "Gone since"),
      ],
      rows: [
        ...swept.map((s) => [s.resource, s.distinct, s.rows, s.claimed, s.gone]),
        ["locations", locations, null, null, null],
      ],
    }],
    fingerprint: await recordsFingerprint(ledger),
    detail: { since },
  };
}

const megabytes = (bytes: number): string => `${(bytes / 1_000_000).toFixed(1)} MB`;
