import { countEffects, countWorkedOn } from "../../db/effects.ts";
import type { Desk } from "../runbook/kit.ts";
import type { Prediction } from "../runbook/step.ts";
import { many } from "../base/words.ts";
import { TARGET_OBJECTS } from "../mapping/objects.ts";

/** What is of this migration in Twenty, by the ledger; which of it goes is the plan's to say. */
export async function predict({ ledger }: Desk): Promise<Prediction> {
  const there = (await countEffects(ledger)).filter((e) =>
    ["confirmed", "sent", "conflict"].includes(e.state)
  );
  const sum = (of: (object: string) => boolean): number =>
    there.filter((e) => of(e.object)).reduce((n, e) => n + e.n, 0);
  const records = sum((object) => TARGET_OBJECTS.some((name) => name === object));
  const made = sum((object) => object === "schema");
  if (records + made === 0) return { sentence: "Nothing of this migration is in Twenty." };
  const worked = await countWorkedOn(ledger, TARGET_OBJECTS);
  const ours = [
    ...(records > 0 ? [many(records, "record")] : []),
    ...(made > 0 ? [many(made, "object, field or option", "objects, fields and options")] : []),
  ].join(" and ");
  const stay = worked > 0 ? `; ${worked.toLocaleString("en")} stay, because people have worked on them` : "";
  return {
    sentence: `Would look at ${ours} of this migration in Twenty and show which go${stay}. ` +
      "Removes nothing before that plan is confirmed.",
  };
}
