import { assert, assertEquals, assertRejects } from "@std/assert";
import type { Console } from "../../../../steps/console/console.ts";
import { Control } from "../../../../steps/base/control.ts";
import { CancelledError } from "../../../../steps/base/errors.ts";
import { forecast } from "../../../../steps/load/forecast/forecast.ts";
import { TINY } from "../../../crash/tiny_practice.ts";
import { InProcessStage } from "../../../support/in_process.ts";
import { runOn } from "../../../support/stage.ts";

/** A practice that was extracted; `asked` and `written` count what goes out and to disk from then on. */
async function extracted() {
  const stage = await InProcessStage.open(TINY);
  const seen = { asked: 0, written: 0 };
  const console = await stage.console({
    hook: (write) => {
      seen.written++;
      return write();
    },
  });
  await runOn(console, ["audit", "schema", "members", "extract"]);
  const fetched = stage.world.fetch.bind(stage.world);
  stage.world.fetch = (request) => {
    seen.asked++;
    return fetched(request);
  };
  return { stage, console, seen };
}

function desk(console: Console, control = new Control()) {
  const desk = console.desk(control);
  if (!desk) throw new Error("there are no settings");
  return desk;
}

Deno.test("a forecast asks neither system and writes nothing, and nor does any prediction", async () => {
  const { stage, console, seen } = await extracted();
  await using _ = stage;
  const before = { ...seen };
  const [sample, everything] = [
    await forecast(desk(console), "sample"),
    await forecast(desk(console), "everything"),
  ];
  assert(sample && everything);
  for (const { id } of console.steps) await console.predict(id, everything);
  assertEquals(seen, before);
});

Deno.test("a forecast that is cancelled takes no more rows", async () => {
  const { stage, console } = await extracted();
  await using _ = stage;
  const control = new Control();
  const going = forecast(desk(console, control), "everything");
  control.cancel();
  await assertRejects(() => going, CancelledError);
});

Deno.test("whoever waits gets a turn after every batch of a forecast", async () => {
  const { stage, console } = await extracted();
  await using _ = stage;
  const control = new Control();
  const turns: string[] = [];
  const pass = control.pass.bind(control);
  control.pass = () => {
    turns.push("batch");
    return pass();
  };
  stage.world.sleep = (ms) => {
    turns.push(`${ms} ms for others`);
    return Promise.resolve();
  };
  await forecast(desk(console, control), "everything");
  assert(turns.length > 10, `${turns.length}`);
  assertEquals(turns, turns.map((_, i) => i % 2 === 0 ? "0 ms for others" : "batch"));
});

Deno.test("without an owner for what has none, nothing is forecast", async () => {
  const { stage, console } = await extracted();
  await using _ = stage;
  await console.ledger.commit({ writes: [console.ledger.db.deleteFrom("member_map")] });
  assertEquals(await forecast(desk(console), "everything"), undefined);
});
