import { assertEquals } from "@std/assert";
import type { Settings } from "../../../steps/base/settings.ts";
import type { Stage } from "../../support/stage.ts";
import { green, moved } from "./ground.ts";

async function staleWith(stage: Stage, settings: Partial<Settings>): Promise<string[]> {
  const console = await stage.console({ settings });
  const cells = await console.statuses();
  await console.ledger.close();
  return cells.filter((cell) => cell.state === "stale").map((cell) => cell.step);
}

Deno.test("how fast requests go makes no cell stale, and what they bring does", async () => {
  await using stage = await moved();
  await green(stage.run(["delta"]));
  assertEquals(await staleWith(stage, {}), []);
  assertEquals(await staleWith(stage, { sourceIntervalMs: 7 }), []);
  assertEquals(await staleWith(stage, { targetRequestsPerMinute: 50_000 }), []);
  assertEquals(await staleWith(stage, { sourceIntervalMs: 0, targetRequestsPerMinute: 60_000 }), []);
  await green(stage.run(["delta"]));
  const [first] = await staleWith(stage, { country: "IE" });
  assertEquals(first, "audit");
});
