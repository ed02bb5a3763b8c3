import { assertEquals } from "@std/assert";
import { moveValue } from "../../../steps/map_editor/value_decisions.ts";
import { checklist, type ChecklistItem } from "../../../steps/schema/checklist.ts";
import { openStage, type Stage } from "../../support/stage.ts";
import { makeField, onMaps } from "./data_model.ts";
import { green, rollBack, SMALL } from "./ground.ts";

/** What the checklist says of each thing: `object.name there`, of an object its name alone. */
async function said(stage: Stage): Promise<string[]> {
  const { ledger } = await stage.console();
  const items = await checklist(ledger);
  await ledger.close();
  return items.map((item) => `${nameOf(item)} ${item.there}`);
}

const nameOf = ({ what, object, name }: ChecklistItem): string =>
  what === "object" ? object : `${object}.${name}`;

Deno.test("after a rollback the checklist ticks what others made and nothing that was taken back", async () => {
  await using stage = await openStage(SMALL);
  const male = { value: "MALE", label: "Male", color: "red", position: 0 };
  await makeField(stage, "person", { type: "SELECT", name: "sex", label: "Sex", options: [male] });
  await stage.run(["audit", "schema"], { acceptProposals: false });
  const inactive = { object: "opportunity", field: "stage", source_value: "inactive" };
  await onMaps(stage, (by) => moveValue(by, inactive, { label: "Used up" }));
  await green(stage.run(["schema"]));
  const before = await said(stage);
  assertEquals(before.filter((line) => !line.endsWith(" yes")), []);

  await rollBack(stage);
  const after = await said(stage);
  assertEquals(after.filter((line) => !line.endsWith(" no")), [
    "person.sex options are missing",
    "opportunity.stage options are missing",
  ]);

  await green(stage.run(["audit", "schema"]));
  assertEquals((await said(stage)).filter((line) => !line.endsWith(" yes")), []);
});
