/** The page over made-up steps, to look at while it is being drawn: `deno run -A tests/browser/dev.ts [port] [--many]`. */
import { openLedger } from "../../db/open.ts";
import { createApp } from "../../routes/app.ts";
import { Console } from "../../steps/console.ts";
import { systemWorld } from "../../steps/engine/world.ts";
import { fakeSteps } from "../routes/fake_steps.ts";
import { SETTINGS } from "../routes/open_page.ts";
import { madeUpActs } from "./made_up.ts";
import { madeUpDecisions } from "./made_up_decisions.ts";

const port = Number(Deno.args[0] ?? 8099);
const bare = Deno.args.includes("--bare");
const ledger = await openLedger({ url: `${await Deno.makeTempDir()}/handover.db` });
const keys = bare ? { source: "", target: "" } : { source: "a", target: "b" };
const console_ = await Console.open(
  ledger,
  systemWorld(),
  keys,
  bare ? {} : SETTINGS,
  fakeSteps(madeUpActs(400, Deno.args.includes("--many"))),
);
const app = createApp(console_, { token: "dev", viewerToken: "look", decisions: madeUpDecisions });
Deno.serve({ hostname: "127.0.0.1", port }, app.fetch);
