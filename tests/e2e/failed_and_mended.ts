import { assertEquals } from "@std/assert";
import type { Console } from "../../steps/console/console.ts";
import { decideConflicts } from "../../steps/load/conflicts.ts";
import { openStage, runOn, type Stage, TO_FULL_RUN, told } from "../support/stage.ts";

const OPTION = "DID_NOT_ATTEND";

/** Takes an option away that the map needs, so that rows with it are refused; gives the way to put it back. */
async function withoutOneOption({ simulators }: Stage): Promise<() => Promise<void>> {
  const { url, key } = simulators.target;
  const ask = async (path: string, init: RequestInit = {}) => {
    const headers = { authorization: `Bearer ${key}`, "content-type": "application/json" };
    return await (await fetch(`${url}/rest/metadata/${path}`, { ...init, headers })).json();
  };
  const { data } = await ask("objects?limit=200");
  const appointment = data.find((o: { nameSingular: string }) => o.nameSingular === "appointment");
  const { id, options } = appointment.fields.find((f: { name: string }) => f.name === "appointmentStatus");
  const patch = (kept: unknown) =>
    ask(`fields/${id}`, { method: "PATCH", body: JSON.stringify({ options: kept }) });
  await patch(options.filter((o: { value: string }) => o.value !== OPTION));
  return async () => void await patch(options);
}

/** A full run in which some appointments were refused, and the cause mended since. */
export async function failedAndMended(): Promise<{ stage: Stage; console: Console; keys: string[] }> {
  const stage = await openStage({ patients: 60 });
  const console = await stage.console();
  const sampled = await runOn(console, TO_FULL_RUN.slice(0, -1));
  assertEquals(sampled.code, 0, told(sampled));
  const mend = await withoutOneOption(stage);
  // Records of the sample that lost their value with the option are conflicts, which wait for a person.
  await decideConflicts(await console.kit("ana"), "undecided", "twenty");
  const red = await runOn(console, ["full-run"]);
  assertEquals(red.last.state, "red", told(red));
  await mend();
  return { stage, console, keys: await failedKeys(console) };
}

export async function failedKeys({ ledger }: Console): Promise<string[]> {
  const rows = await ledger.db.selectFrom("effect as e").select("source_key").where("state", "=", "failed")
    .where((q) =>
      q.not(q.exists(
        q.selectFrom("effect as l").select("l.id").whereRef("l.target_id", "=", "e.target_id").whereRef(
          "l.id",
          ">",
          "e.id",
        ),
      ))
    ).execute();
  return [...new Set(rows.map((r) => r.source_key))].sort();
}
