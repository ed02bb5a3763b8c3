import type { Ledger } from "../../db/ledger.ts";
import { openLedger } from "../../db/open.ts";
import { NeedsPersonError, UsageError } from "../base/errors.ts";
import { instant, systemWorld } from "../base/world.ts";
import { auditLog } from "../records/audit_log.ts";
import { checklistText } from "../schema/checklist.ts";
import { runMapCommand } from "../map_editor/map_command.ts";
import { exportWorkflows } from "../workflows/keep.ts";
import type { TextCommand } from "./command_flags.ts";
import type { CommandLine } from "./command_line.ts";
import { Console } from "./console.ts";
import { statusReport, statusText } from "./status.ts";

export interface TextOptions {
  /** Writes to the terminal. */
  print: (text: string) => void;
  /** The newest audit as a page, which is made where pages are. */
  report: (console: Console) => Promise<string>;
}

/**
 * Prints the text, or writes it to `--out`. Only the import of a map changes the ledger.
 *
 * @returns the exit code; 3: a person has to do something first
 * @throws {UsageError} what was typed fits nothing that is there
 */
export async function runTextCommand(
  command: TextCommand,
  line: CommandLine,
  options: TextOptions,
): Promise<0 | 3> {
  const mode = line.map?.verb === "import" ? "write" : "read";
  const ledger = await openLedger({ ...line.ledger, mode });
  try {
    const made = await textOf(command, ledger, line, options);
    if (typeof made !== "string") await writePieces(made, line.out);
    else if (line.out === undefined) options.print(made.trimEnd());
    else await Deno.writeTextFile(line.out, made);
    return 0;
  } catch (error) {
    if (!(error instanceof NeedsPersonError)) throw error;
    options.print(error.message);
    return 3;
  } finally {
    await ledger.close();
  }
}

async function textOf(
  command: TextCommand,
  ledger: Ledger,
  line: CommandLine,
  { report }: TextOptions,
): Promise<string | AsyncIterable<string>> {
  const look = () => Console.look(ledger, systemWorld());
  switch (command) {
    case "status": {
      const status = await statusReport(await look());
      return line.json ? JSON.stringify(status) : statusText(status);
    }
    case "report":
      return await report(await look());
    case "workflows": {
      const { settings } = await look();
      return await exportWorkflows(ledger, settings, line.format, { at: instant(systemWorld()), who: "" });
    }
    case "checklist":
      return await checklistText(ledger, line.checklistFormat);
    case "log":
      return auditLog(ledger, line.logFormat);
    case "map":
      if (!line.map) throw new UsageError("Say: map export, or map import FILE; see handover help.");
      // A run that was cut off is marked, so that only one of another console forbids the import.
      if (line.map.verb === "import") await Console.open(ledger, systemWorld(), line.keys, {});
      return await runMapCommand(ledger, systemWorld(), line.map);
  }
}

/** A text that may be long, as it comes. */
async function writePieces(pieces: AsyncIterable<string>, path: string | undefined): Promise<void> {
  const out = path === undefined
    ? Deno.stdout.writable
    : (await Deno.open(path, { write: true, create: true, truncate: true })).writable;
  await ReadableStream.from(pieces).pipeThrough(new TextEncoderStream()).pipeTo(out);
}
