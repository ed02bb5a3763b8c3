/** The ledger cannot be used as it is. `message` is one sentence that says what and what to do. */
export class LedgerError extends Error {
  override name = "LedgerError";
}

/** Turns what libSQL throws into a sentence; anything unknown keeps its cause. */
export function ledgerError(path: string, cause: unknown): LedgerError {
  const text = cause instanceof Error ? cause.message : String(cause);
  return new LedgerError(sentence(path, text), { cause });
}

function sentence(path: string, text: string): string {
  if (/SQLITE_FULL|disk is full|database or disk|ENOSPC|no space left/i.test(text)) {
    return `No room left on the disk that holds the ledger ${path}; free some space and run again, nothing is lost.`;
  }
  if (/SQLITE_IOERR|disk I\/O error/i.test(text)) {
    return `The disk that holds the ledger ${path} failed; check that it is there and well, and run again.`;
  }
  if (/UNIQUE constraint failed: lease|CHECK constraint failed: id = 1/i.test(text)) {
    return `Another console runs on the ledger ${path} by now; this run has stopped. Look at the other one's log.`;
  }
  if (/SQLITE_BUSY|SQLITE_LOCKED|database is locked/i.test(text)) {
    return `The ledger ${path} is locked by another program; close it and try again.`;
  }
  if (/SQLITE_NOTADB|not a database/i.test(text)) {
    return `The ledger ${path} is encrypted with another key or is not a ledger; check HANDOVER_LEDGER_KEY.`;
  }
  if (/SQLITE_CORRUPT|malformed/i.test(text)) {
    return `The ledger ${path} is damaged; keep the file, restore a copy and open that. Nothing was changed.`;
  }
  if (/SQLITE_CANTOPEN|unable to open|ConnectionFailed/i.test(text)) {
    return `The ledger ${path} cannot be opened; check that its folder exists and may be written.`;
  }
  if (/SQLITE_READONLY|readonly/i.test(text)) {
    return `The ledger ${path} may not be written; check the file's permissions.`;
  }
  return `The ledger ${path} failed: ${text}`;
}
