import type { Ledger } from "./db/ledger.ts";
import { openLedger } from "./db/open.ts";
import { createApp } from "./routes/app.ts";
import { auditReport } from "./routes/audit/report.tsx";
import { auditLog } from "./steps/records/audit_log.ts";
import { type CommandLine, HELP, readCommandLine } from "./steps/console/command_line.ts";
import { Console } from "./steps/console/console.ts";
import { mustBeFree } from "./steps/csv/to_dir.ts";
import { NeedsPersonError, UsageError } from "./steps/base/errors.ts";
import { checkSettings } from "./steps/base/settings.ts";
import { instant, systemWorld } from "./steps/base/world.ts";
import { errorText, explainCrashes } from "./steps/console/terminal.ts";
import { type ExitCode, runHeadless } from "./steps/console/headless.ts";
import { Scheduler } from "./steps/console/schedule.ts";
import { checklistText } from "./steps/schema/checklist.ts";
import { runMapCommand } from "./steps/schema/map_command.ts";
import { statusReport, statusText } from "./steps/console/status.ts";
import { exportWorkflows } from "./steps/workflows/export.ts";

// deno-lint-ignore no-console -- the one place that writes to the terminal
const print = (line: string): void => console.log(line);

/** Reads flags, opens the ledger, then serves the page or runs headless. */
async function main(args: readonly string[]): Promise<ExitCode | "serving"> {
  const line = readCommandLine(args, (name) => Deno.env.get(name));
  if (line.command === "help") return print(HELP), 0;
  if (line.command === "demo") return await demo(line);
  const make = TEXTS[line.command];
  if (make) return await text(line, make);
  checkSettings(line.settings);
  if (line.command === "serve") return serve(await openConsole(line), line.port);
  if (line.steps.length === 0) throw new UsageError("Name the steps to run; see handover help.");
  if (line.csvDir) await mustBeFree(line.csvDir);
  await mustHaveSettings(line);
  const handover = await openConsole(line);
  Deno.addSignalListener("SIGINT", () => {
    void handover.runner.cancel("an interrupt");
    if (line.again) void new Scheduler(handover).stop("an interrupt").catch(() => {});
  });
  const { json, consent, csv, csvDir, told, again } = line;
  const code = await runHeadless(handover, line.steps, { json, consent, csv, csvDir, told, again, print });
  await handover.ledger.close();
  return code;
}

/** A ledger is made only when there is something to do: what is missing is said before. */
async function mustHaveSettings(line: CommandLine): Promise<void> {
  const { sourceUrl, sourceApp, timeZone, targetUrl } = line.settings;
  if (sourceUrl && sourceApp && timeZone && targetUrl) return;
  const message = "Set PRACTICEHUB_URL, PRACTICEHUB_APP, PRACTICE_TIMEZONE and TWENTY_URL first.";
  const ledger = await openLedger({ ...line.ledger, mode: "read" }).catch((cause) => {
    throw new UsageError(message, { cause });
  });
  const { settings } = await Console.look(ledger, systemWorld());
  await ledger.close();
  if (!settings) throw new UsageError(message);
}

async function openConsole(line: CommandLine): Promise<Console> {
  return await Console.open(await openLedger(line.ledger), systemWorld(), line.keys, line.settings);
}

/** Commands that make one text of the ledger; neither system is asked. */
type Text = string | AsyncIterable<string>;
type MakeText = (ledger: Ledger, line: CommandLine) => Text | Promise<Text>;
const TEXTS: Partial<Record<CommandLine["command"], MakeText>> = {
  status: async (ledger, { json }) => {
    const report = await statusReport(await Console.look(ledger, systemWorld()));
    return json ? JSON.stringify(report) : statusText(report);
  },
  report: async (ledger) => await auditReport(await Console.look(ledger, systemWorld())),
  workflows: async (ledger, { format }) => {
    const { settings } = await Console.look(ledger, systemWorld());
    return await exportWorkflows(ledger, settings, format, { at: instant(systemWorld()), who: "" });
  },
  checklist: (ledger, { checklistFormat }) => checklistText(ledger, checklistFormat),
  log: (ledger, { logFormat }) => auditLog(ledger, logFormat),
  map: async (ledger, { map, keys }) => {
    if (!map) throw new UsageError("Say: map export, or map import FILE; see handover help.");
    // A run that was cut off is told from one that another console is at.
    if (map.verb === "import") await Console.open(ledger, systemWorld(), keys, {});
    return await runMapCommand(ledger, systemWorld(), map);
  },
};

/** Prints the text, or writes it to `--out`. Only the import of a map changes the ledger. */
async function text(line: CommandLine, make: MakeText): Promise<ExitCode> {
  const mode = line.map?.verb === "import" ? "write" : "read";
  const ledger = await openLedger({ ...line.ledger, mode });
  try {
    const made = await make(ledger, line);
    if (typeof made !== "string") await writePieces(made, line.out);
    else if (line.out === undefined) print(made.trimEnd());
    else await Deno.writeTextFile(line.out, made);
    return 0;
  } catch (error) {
    if (!(error instanceof NeedsPersonError)) throw error;
    return print(error.message), 3;
  } finally {
    await ledger.close();
  }
}

/** A text that may be long, as it comes. */
async function writePieces(pieces: AsyncIterable<string>, path: string | undefined): Promise<void> {
  const out = path === undefined
    ? Deno.stdout.writable
    : (await Deno.open(path, { write: true, create: true, truncate: true })).writable;
  await ReadableStream.from(pieces).pipeThrough(new TextEncoderStream()).pipeTo(out);
}

/** Both simulators on ports of their own, a ledger that is thrown away, and the page. */
async function demo(line: CommandLine): Promise<"serving"> {
  const { startDemo } = await import("./fixtures/demo.ts");
  const { keys, settings, ledger, exports } = await startDemo(line.practice);
  if (exports) print(`CSV exports to upload: ${exports}`);
  return serve(await openConsole({ ...line, keys, settings, ledger: { url: ledger } }), line.port);
}

function serve(handover: Console, port: number): "serving" {
  const scheduler = new Scheduler(handover);
  // For as long as the program runs.
  void scheduler.keep(new AbortController().signal);
  const token = crypto.randomUUID();
  const viewerToken = crypto.randomUUID();
  const app = createApp(handover, { token, viewerToken, scheduler });
  try {
    Deno.serve({
      hostname: "127.0.0.1",
      port,
      onListen: (at) => {
        print(`Handover:              http://127.0.0.1:${at.port}/?token=${token}`);
        print(`To look and not press: http://127.0.0.1:${at.port}/?token=${viewerToken}`);
      },
    }, app.fetch);
  } catch (error) {
    if (!(error instanceof Deno.errors.AddrInUse)) throw error;
    throw new UsageError(`Port ${port} is taken by another program; name another with --port.`);
  }
  return "serving";
}

// deno-lint-ignore no-console
const tell = (text: string): void => console.error(text);

if (import.meta.main) {
  explainCrashes(tell);
  try {
    const code = await main(Deno.args);
    if (code !== "serving") Deno.exit(code);
  } catch (error) {
    tell(errorText(error));
    Deno.exit(2);
  }
}
