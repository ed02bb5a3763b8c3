import { assertEquals } from "@std/assert";
import { CONSENTING, type Ended, handover } from "../support/child.ts";
import type { Simulators } from "../support/simulators.ts";
import { TO_FULL_RUN } from "../support/stage.ts";
import { TINY } from "./tiny_practice.ts";

/** A part of a migration that a program does from its start to its end. */
export interface Leg {
  name: string;
  /** What staff have done before it. */
  staff(simulators: Simulators): Promise<unknown>;
  /** The program's arguments, from what the workspace holds now. */
  args(env: Record<string, string>): Promise<string[]>;
}

const OPTIONAL = ["--also", "invoices,payments,patient_logs"];

/** In this order, again and again, on one ledger: the workspace ends as it began. */
export const LEGS: readonly Leg[] = [
  {
    name: "full run",
    staff: () => Promise.resolve(),
    args: () => Promise.resolve(["run", ...TO_FULL_RUN, ...CONSENTING, ...OPTIONAL, "--json"]),
  },
  { name: "delta", staff: change, args: () => Promise.resolve(["run", "delta", "--json"]) },
  { name: "rollback", staff: () => Promise.resolve(), args: rollbackArgs },
];

/** A change, a new row and two that go; nobody whose sticky note would bear the time of the change. */
async function change(simulators: Simulators): Promise<void> {
  const { patients = [], appointments = [] } = TINY;
  await simulators.putRow("patients", { ...patients[1], first_name: "Changed" });
  await simulators.putRow("appointments", { ...appointments[1], id: 22, start: "2026-04-02 09:00:00" });
  await simulators.deleteRow("clinical_notes", 30);
  await simulators.deleteRow("files", 60);
}

/** The plan is shown anew each time: what a killed rollback has removed is not in it any more. */
async function rollbackArgs(env: Record<string, string>): Promise<string[]> {
  const shown = await handover(["run", "rollback", "--json"], env);
  assertEquals(shown.code, 3, ending(shown));
  const { outcome } = JSON.parse(shown.stdout.trim().split("\n").at(-1) ?? "");
  return ["run", "rollback", "--json", "--confirm-rollback", String(outcome.detail.plan.count)];
}

/** What a failed expectation should show of a program that ended. */
export const ending = ({ code, stdout, stderr }: Ended): string =>
  `exit ${code}: ${stderr} ${stdout.trim().split("\n").at(-1)}`;
