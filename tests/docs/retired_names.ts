/**
 * Names that still have a retired word in them: a column of the ledger, a key of map files and a key of stored
 * throughput, which older files have; and one in the options. The list only shrinks.
 */
export const REMAINING: readonly string[] = ["firstSeenAt", "first_seen_at", "given", "held", "seen"];
