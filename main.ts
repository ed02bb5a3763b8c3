import { openLedger } from "./db/open.ts";
import { auditReport } from "./routes/audit/report.tsx";
import { serve } from "./routes/serve.ts";
import { UsageError } from "./steps/base/errors.ts";
import { checkSettings } from "./steps/base/check_settings.ts";
import { systemWorld } from "./steps/base/world.ts";
import { HELP, TEXT_COMMANDS } from "./steps/console/command_flags.ts";
import { type CommandLine, readCommandLine } from "./steps/console/command_line.ts";
import { Console } from "./steps/console/console.ts";
import { type ExitCode, mustHaveSettings, runCommand } from "./steps/console/headless.ts";
import { errorText, explainCrashes } from "./steps/base/explain.ts";
import { runTextCommand } from "./steps/console/text_command.ts";
import { mustBeFree } from "./steps/csv/write.ts";

// deno-lint-ignore no-console -- these two write to the terminal, and nothing else does
const [print, printError] = [(line: string) => console.log(line), (text: string) => console.error(text)];

/** Reads flags, then serves the page, runs headless or prints a text of the ledger. */
async function main(args: readonly string[]): Promise<ExitCode | "serving"> {
  const line = readCommandLine(args, (name) => Deno.env.get(name));
  if (line.command === "help") return print(HELP), 0;
  if (line.command === "demo") return await demo(line);
  const text = TEXT_COMMANDS.find((command) => command === line.command);
  if (text) return await runTextCommand(text, line, { print, report: auditReport });
  checkSettings(line.settings);
  if (line.command === "serve") return serve(await openConsole(line), line.port, print), "serving";
  if (line.steps.length === 0) throw new UsageError("Name the steps to run; see handover help.");
  if (line.csvDir) await mustBeFree(line.csvDir);
  await mustHaveSettings(line);
  return await runCommand(await openConsole(line), line, print);
}

async function openConsole(line: CommandLine): Promise<Console> {
  return await Console.open(await openLedger(line.ledger), systemWorld(), line.keys, line.settings);
}

/** Both simulators on ports of their own, a ledger that is thrown away, and the page. */
async function demo(line: CommandLine): Promise<"serving"> {
  const { startDemo } = await import("./fixtures/demo.ts");
  const { keys, settings, ledger, exports } = await startDemo(line.practice);
  if (exports) print(`CSV exports to upload: ${exports}`);
  serve(await openConsole({ ...line, keys, settings, ledger: { url: ledger } }), line.port, print);
  return "serving";
}

if (import.meta.main) {
  explainCrashes(printError);
  try {
    const code = await main(Deno.args);
    if (code !== "serving") Deno.exit(code);
  } catch (error) {
    printError(errorText(error));
    Deno.exit(2);
  }
}
