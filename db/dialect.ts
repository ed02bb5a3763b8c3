import type { Client, InValue } from "@libsql/client";
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from "kysely";

/**
 * Kysely over one libSQL client. The published dialect pins an old client, so this is the little that is
 * needed: compile as SQLite, execute, hand rows back.
 *
 * Interactive transactions are refused: several writes go through `Ledger.commit`, one atomic batch.
 */
export class LibsqlDialect implements Dialect {
  constructor(readonly client: Client) {}
  createAdapter = () => new SqliteAdapter();
  createDriver = () => new LibsqlDriver(this.client);
  createIntrospector = (db: ConstructorParameters<typeof SqliteIntrospector>[0]) =>
    new SqliteIntrospector(db);
  createQueryCompiler = () => new SqliteQueryCompiler();
}

class LibsqlDriver implements Driver {
  #connection: LibsqlConnection;
  constructor(client: Client) {
    this.#connection = new LibsqlConnection(client);
  }
  init = () => Promise.resolve();
  acquireConnection = () => Promise.resolve(this.#connection);
  releaseConnection = () => Promise.resolve();
  beginTransaction = () => refuse();
  commitTransaction = () => refuse();
  rollbackTransaction = () => refuse();
  destroy = () => Promise.resolve();
}

class LibsqlConnection implements DatabaseConnection {
  constructor(readonly client: Client) {}

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    const result = await this.client.execute({ sql: query.sql, args: query.parameters as InValue[] });
    return {
      // By index: a libSQL row is array-like, so a column named `length` would read as the number of columns.
      rows: result.rows.map((row) => Object.fromEntries(result.columns.map((c, i) => [c, row[i]])) as R),
      numAffectedRows: BigInt(result.rowsAffected),
    };
  }

  // deno-lint-ignore require-yield
  async *streamQuery(): AsyncGenerator<never> {
    await refuse();
  }
}

function refuse(): Promise<never> {
  return Promise.reject(new Error("the ledger has no interactive transactions; use Ledger.commit"));
}

/** What every connection to a ledger file needs: SQLite forgets all of it but the journal mode. */
export async function setPragmas(client: Client, mode: "read" | "write"): Promise<void> {
  if (mode === "read") {
    await client.execute("pragma query_only = on");
    return;
  }
  await client.execute("pragma journal_mode = wal");
  await client.execute("pragma synchronous = full");
}

/**
 * A connection whose `begin` failed as busy stays in a statement and can never commit again; a new one can.
 */
export async function reconnect(client: Client): Promise<void> {
  await client.reconnect();
  await setPragmas(client, "write");
}
