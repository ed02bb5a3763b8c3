import { LedgerError } from "./db/errors.ts";
import { openLedger } from "./db/open.ts";
import { createApp } from "./routes/app.ts";
import { auditReport } from "./routes/report.tsx";
import { type CommandLine, HELP, readCommandLine } from "./steps/command_line.ts";
import { Console } from "./steps/console.ts";
import { mustBeFree } from "./steps/csv_out/to_dir.ts";
import { HandoverError, NeedsPersonError, UsageError } from "./steps/engine/errors.ts";
import { checkSettings } from "./steps/engine/settings.ts";
import { instant, systemWorld } from "./steps/engine/world.ts";
import { type ExitCode, runHeadless } from "./steps/headless.ts";
import { checklistText } from "./steps/schema/checklist.ts";
import { runMapCommand } from "./steps/schema/map_command.ts";
import { statusReport, statusText } from "./steps/status.ts";
import { exportWorkflows } from "./steps/workflows/export.ts";

// deno-lint-ignore no-console -- the one place that writes to the terminal
const print = (line: string): void => console.log(line);

/** Reads flags, opens the ledger, then serves the page or runs headless. */
async function main(args: readonly string[]): Promise<ExitCode | "serving"> {
  const line = readCommandLine(args, (name) => Deno.env.get(name));
  if (line.command === "help") return print(HELP), 0;
  if (line.command === "demo") return await demo(line);
  if (line.command === "status") return await status(line);
  if (line.command === "workflows") return await workflows(line);
  if (line.command === "map") return await map(line);
  if (line.command === "checklist") return await checklist(line);
  if (line.command === "report") return await report(line);
  checkSettings(line.settings);
  if (line.command === "serve") return serve(await openConsole(line), line.port);
  if (line.steps.length === 0) throw new UsageError("Name the steps to run; see handover help.");
  if (line.csvDir) await mustBeFree(line.csvDir);
  await mustHaveSettings(line);
  const handover = await openConsole(line);
  Deno.addSignalListener("SIGINT", () => void handover.runner.cancel("an interrupt"));
  const { json, consent, csv, csvDir, told } = line;
  const code = await runHeadless(handover, line.steps, { json, consent, csv, csvDir, told, print });
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

async function status(line: CommandLine): Promise<ExitCode> {
  const ledger = await openLedger({ ...line.ledger, mode: "read" });
  const report = await statusReport(await Console.look(ledger, systemWorld()));
  print(line.json ? JSON.stringify(report) : statusText(report));
  await ledger.close();
  return 0;
}

async function report(line: CommandLine): Promise<ExitCode> {
  const ledger = await openLedger({ ...line.ledger, mode: "read" });
  try {
    const page = await auditReport(await Console.look(ledger, systemWorld()));
    if (line.out === undefined) print(page);
    else await Deno.writeTextFile(line.out, page);
    return 0;
  } catch (error) {
    if (!(error instanceof NeedsPersonError)) throw error;
    return print(error.message), 3;
  } finally {
    await ledger.close();
  }
}

/** What was entered of PracticeHub's workflows; the ledger is only read, and nobody is asked. */
async function workflows({ ledger: at, out, format }: CommandLine): Promise<ExitCode> {
  const world = systemWorld();
  const ledger = await openLedger({ ...at, mode: "read" });
  const { settings } = await Console.look(ledger, world);
  const text = await exportWorkflows(ledger, settings, format, { at: instant(world), who: "" });
  await ledger.close();
  if (out === undefined) print(text.trimEnd());
  else await Deno.writeTextFile(out, text);
  return 0;
}

/** The maps out to a file, or in from one; neither system is asked. */
async function map({ ledger: at, keys, map: command, out }: CommandLine): Promise<ExitCode> {
  if (!command) throw new UsageError("Say: map export, or map import FILE; see handover help.");
  const ledger = await openLedger(command.verb === "export" ? { ...at, mode: "read" } : at);
  // A run that was cut off is told from one that another console is at.
  if (command.verb === "import") await Console.open(ledger, systemWorld(), keys, {});
  try {
    const text = await runMapCommand(ledger, systemWorld(), command);
    if (out === undefined) print(text.trimEnd());
    else await Deno.writeTextFile(out, text);
    return 0;
  } catch (error) {
    if (!(error instanceof NeedsPersonError)) throw error;
    return print(error.message), 3;
  } finally {
    await ledger.close();
  }
}

/** What an admin makes in Twenty by hand; the ledger is only read, and nobody is asked. */
async function checklist({ ledger: at, out, checklistFormat }: CommandLine): Promise<ExitCode> {
  const ledger = await openLedger({ ...at, mode: "read" });
  const text = await checklistText(ledger, checklistFormat);
  await ledger.close();
  if (out === undefined) print(text.trimEnd());
  else await Deno.writeTextFile(out, text);
  return 0;
}

/** Both simulators on ports of their own, a ledger that is thrown away, and the page. */
async function demo(line: CommandLine): Promise<"serving"> {
  const { startDemo } = await import("./fixtures/demo.ts");
  const { keys, settings, ledger, exports } = await startDemo(line.practice);
  if (exports) print(`CSV exports to upload: ${exports}`);
  return serve(await openConsole({ ...line, keys, settings, ledger: { url: ledger } }), line.port);
}

function serve(handover: Console, port: number): "serving" {
  const token = crypto.randomUUID();
  const viewerToken = crypto.randomUUID();
  const app = createApp(handover, { token, viewerToken });
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

/** A sentence for what was foreseen; what was not is told without its message, which might quote a record. */
function explain(error: unknown): string {
  if (error instanceof HandoverError || error instanceof LedgerError) return error.message;
  if (error instanceof Error && error.name === "UsageError") return error.message;
  if (error instanceof Deno.errors.NotCapable) return `Deno was not allowed to do this: ${error.message}`;
  const frames = error instanceof Error
    ? (error.stack ?? "").split("\n").filter((l) => /^\s+at /.test(l))
    : [];
  return ["This is a fault in Handover; running again is safe.", ...frames].join("\n");
}

if (import.meta.main) {
  try {
    const code = await main(Deno.args);
    if (code !== "serving") Deno.exit(code);
  } catch (error) {
    // deno-lint-ignore no-console
    console.error(explain(error));
    Deno.exit(2);
  }
}
