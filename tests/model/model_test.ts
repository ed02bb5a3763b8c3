import { assert } from "@std/assert";
import fc from "../support/fast_check.ts";
import { SEED } from "../support/seed.ts";
import { busy, deciding, quiet } from "./arbitrary.ts";
import { type Command, counted } from "./command.ts";
import { Ground } from "./ground.ts";
import { Model } from "./model.ts";
import { run } from "./program.ts";
import { REGRESSIONS } from "./regressions.ts";

const RUNS = Number(Deno.env.get("HANDOVER_MODEL_RUNS") ?? 5);
const COMMANDS = Number(Deno.env.get("HANDOVER_MODEL_COMMANDS") ?? 14);

for (const [name, arbitraries] of Object.entries({ quiet, busy, deciding })) {
  Deno.test(`whatever happens in whatever order, every promise holds: ${name}`, async () => {
    say(`${name}: seed ${SEED}`);
    const before = counted.commands;
    let runs = 0;
    const property = fc.asyncProperty(
      fc.commands([...arbitraries], { maxCommands: COMMANDS, size: "max" }),
      async (commands) => {
        runs++;
        await using ground = await Ground.open();
        const model = new Model();
        await fc.asyncModelRun(() => ({ model, real: ground }), [run(), ...commands]);
      },
    );
    const result = await fc.check(property, {
      numRuns: RUNS,
      interruptAfterTimeLimit: 3_600_000,
    });
    say(`${name}: ${runs} runs, ${counted.commands - before} commands`);
    assert(!result.failed, `${fc.defaultReportMessage(result)}\n${result.errorInstance}`);
  });
}

for (const [name, commands] of Object.entries(REGRESSIONS)) {
  Deno.test(`found before: ${name}`, async () => {
    await play(commands);
  });
}

async function play(commands: readonly Command[]): Promise<void> {
  await using ground = await Ground.open();
  const model = new Model();
  for (const command of commands) {
    assert(command.check(model), `${command} is not possible here`);
    await command.run(model, ground);
  }
}

function say(line: string): void {
  Deno.stderr.writeSync(new TextEncoder().encode(line + "\n"));
}
