import { type Client, createClient } from "@libsql/client";
import { brokenConflict, brokenEffect, brokenLink, CHAINS } from "./evidence.ts";
import { LedgerError, ledgerError } from "./errors.ts";
import { type CommitHook, Ledger } from "./ledger.ts";
import { MIGRATIONS } from "./migrations/list.ts";
import { setPragmas } from "./dialect.ts";

export interface OpenOptions {
  /** A file path, or a `file:`, `libsql:` or `https:` URL. */
  url: string;
  /** For a remote ledger. */
  token?: string;
  /** Encrypts a file at rest. */
  encryptionKey?: string;
  /** `read` never creates, migrates or writes. Default `write`. */
  mode?: "read" | "write";
  hook?: CommitHook;
}

/** How long a statement waits for another process's write before it fails as locked. */
const BUSY_TIMEOUT_MS = 5_000;
/** Marks a SQLite file as ours ("HAND"), so that no other database is taken for a ledger. */
const APPLICATION_ID = 0x48414e44;

/**
 * Opens the ledger, brings its schema up to date and checks its evidence.
 *
 * @throws {LedgerError} not a ledger, newer than this program, locked, damaged, or evidence that does not hold.
 */
export async function openLedger(options: OpenOptions): Promise<Ledger> {
  const { url, name, remote } = address(options.url);
  const mode = options.mode ?? "write";
  if (mode === "read" && !remote) await mustExist(name);
  try {
    const client = createClient({
      url,
      concurrency: 1,
      ...(options.token ? { authToken: options.token } : {}),
      ...(options.encryptionKey ? { encryptionKey: options.encryptionKey } : {}),
      ...(remote ? {} : { timeout: BUSY_TIMEOUT_MS }),
    });
    try {
      await prepare(client, name, mode, remote);
      const ledger = new Ledger(client, name, options.hook);
      await verify(ledger);
      return ledger;
    } catch (error) {
      client.close();
      throw error;
    }
  } catch (error) {
    throw error instanceof LedgerError ? error : ledgerError(name, error);
  }
}

function address(typed: string): { url: string; name: string; remote: boolean } {
  if (/^(libsql|https?|wss?):/.test(typed)) return { url: typed, name: new URL(typed).host, remote: true };
  const path = typed.replace(/^file:(\/\/)?/, "");
  return { url: `file:${path}`, name: path, remote: false };
}

async function mustExist(path: string): Promise<void> {
  try {
    await Deno.stat(path);
  } catch (cause) {
    throw new LedgerError(
      `There is no ledger at ${path}; start the console or name another with HANDOVER_LEDGER.`,
      {
        cause,
      },
    );
  }
}

async function prepare(client: Client, name: string, mode: "read" | "write", remote: boolean): Promise<void> {
  const tables = await number(client, "select count(*) from sqlite_master");
  if (!remote) {
    const id = await number(client, "pragma application_id");
    if (tables > 0 && id !== APPLICATION_ID) {
      throw new LedgerError(`${name} is a database, but not a ledger of Handover; name another file.`);
    }
    await setPragmas(client, mode);
  }
  await migrate(client, name, mode, tables === 0 ? 0 : await version(client));
}

/** The version is kept in a table of its own because a remote ledger refuses `pragma user_version`. */
async function version(client: Client): Promise<number> {
  return await number(client, "select max(version) from schema_version");
}

async function migrate(client: Client, name: string, mode: "read" | "write", from: number): Promise<void> {
  if (from > MIGRATIONS.length) {
    throw new LedgerError(
      `The ledger ${name} was written by a newer Handover (schema ${from}, this one knows ${MIGRATIONS.length}); use that one.`,
    );
  }
  if (from < MIGRATIONS.length && mode === "read") {
    throw new LedgerError(
      `The ledger ${name} has schema ${from}, this program ${MIGRATIONS.length}; start the console once to bring it up to date.`,
    );
  }
  for (let v = from; v < MIGRATIONS.length; v++) {
    await client.batch([
      ...(v === 0
        ? [
          `pragma application_id = ${APPLICATION_ID}`,
          "create table schema_version (version integer primary key) strict",
        ]
        : []),
      ...split(MIGRATIONS[v] ?? ""),
      { sql: "insert into schema_version (version) values (?)", args: [v + 1] },
    ], "write");
  }
}

/** Statements end with a semicolon at the end of a line; comments are dropped first. */
function split(sql: string): string[] {
  return sql.replace(/--.*$/gm, "").split(/;\s*$/m).map((s) => s.trim()).filter((s) => s !== "");
}

async function verify(ledger: Ledger): Promise<void> {
  for (const chain of CHAINS) mustHold(ledger, await brokenLink(ledger.db, chain));
  mustHold(ledger, await brokenEffect(ledger.db));
  mustHold(ledger, await brokenConflict(ledger.db));
}

function mustHold(ledger: Ledger, broken: string | undefined): void {
  if (broken === undefined) return;
  throw new LedgerError(
    `The evidence in the ledger ${ledger.path} does not hold: ${broken}. Open an untouched copy.`,
  );
}

async function number(client: Client, sql: string): Promise<number> {
  const row = (await client.execute(sql)).rows[0];
  return Number(row?.[0] ?? 0);
}
