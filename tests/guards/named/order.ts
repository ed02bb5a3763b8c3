import type { Theme } from "../guard.ts";

const CONTROL = "tests/steps/base/control_test.ts";
const RUNNER = "tests/steps/runbook/runner_test.ts";
const PACE = "tests/steps/base/pace_test.ts";
const CLIENT = "tests/steps/twenty/client_test.ts";
const LEASE = "tests/db/lease_test.ts";

export const ORDER: Theme = {
  title: "Who may run, when, and how fast",
  guards: [
    {
      name: "one console runs at a time",
      file: "db/lease.ts",
      find: '              w("lease.holder", "=", holder),',
      replace: '              w("lease.holder", "!=", ""),',
      tests: [LEASE, RUNNER],
    },
    {
      name: "a console that lost its lease stops",
      file: "steps/runbook/runner.ts",
      find: "    active.control.cancel();\n    await active.record.leaseLost();",
      replace: "    await active.record.leaseLost();",
      tests: [RUNNER],
    },
    {
      name: "no request leaves for Twenty while paused or after a cancel",
      file: "steps/twenty/client.ts",
      find: "        await control.pass();\n        if (sending.paced)",
      replace: "        if (sending.paced)",
      tests: [CONTROL],
    },
    {
      name: "no request leaves for PracticeHub while paused or after a cancel",
      file: "steps/practicehub/client.ts",
      find: "        await control.pass();\n        await pace.wait",
      replace: "        await pace.wait",
      tests: [CONTROL],
    },
    {
      name: "no file is opened while paused or after a cancel",
      file: "steps/practicehub/files.ts",
      find: "  await control.pass();\n  let response: Response;",
      replace: "  let response: Response;",
      tests: [CONTROL],
    },
    {
      name: "nothing passes after a cancel",
      file: "steps/base/control.ts",
      find: "    if (this.signal.aborted) throw new CancelledError();\n",
      replace: "",
      tests: [CONTROL],
    },
    {
      name: "a cell that is paused at its last request does not end before it is resumed",
      file: "steps/runbook/runner.ts",
      find: "      await active.control.pass();\n",
      replace: "",
      tests: ["tests/steps/runbook/runner_test.ts"],
    },
    {
      name: "a pause that comes while a cell ends leaves no mark",
      file: "steps/base/control.ts",
      find: "    if (!this.#closed) this.#paused",
      replace: "    this.#paused",
      tests: ["tests/steps/runbook/runner_test.ts"],
    },
    {
      name: "core requests keep to the limiter",
      file: "steps/twenty/client.ts",
      find: "        if (sending.paced) await pace.wait(control.signal);\n",
      replace: "",
      tests: [CLIENT],
    },
    {
      name: "requests are further apart than one token takes",
      file: "steps/base/pace.ts",
      find: "const GAP_MARGIN = 1.03;",
      replace: "const GAP_MARGIN = 0.97;",
      tests: [PACE],
    },
    {
      name: "Retry-After is obeyed",
      file: "steps/base/pace.ts",
      find: "this.#spacing.hold(afterMs ?? gap);",
      replace: "this.#spacing.hold(gap);",
      tests: [PACE, CLIENT],
    },
    {
      name: "nothing runs on what is stale",
      file: "steps/runbook/current.ts",
      find: "    if (changed.length > 0) {",
      replace: "    if (changed.length < 0) {",
      tests: ["tests/e2e/review/gates_test.ts"],
    },
    {
      name: "what a person decides waits while a cell runs",
      file: "steps/runbook/current.ts",
      find: "if ((await unfinishedRuns(ledger)).length === 0) return;",
      replace: "if ((await unfinishedRuns(ledger)).length >= 0) return;",
      tests: ["tests/routes/http/resting_test.ts"],
    },
    {
      name: "a full run needs a signed sample",
      file: "steps/load/gates.ts",
      find:
        '    if (!sample?.signedBy) throw new NeedsPersonError("The sample has to be signed off first.");\n',
      replace: "",
      tests: ["tests/e2e/review/gates_test.ts"],
    },
    {
      name: "a sample that is stale signs nothing",
      file: "steps/load/gates.ts",
      find: "    if (sample.stale) {",
      replace: "    if (sample?.stale && sample.unequal < 0) {",
      tests: ["tests/e2e/review/gates_test.ts"],
    },
    {
      name: "nothing is written before the automations were acknowledged",
      file: "steps/load/automations.ts",
      find: "    throw new NeedsPersonError(sentence(open));\n",
      replace: "",
      tests: ["tests/e2e/automations_test.ts"],
    },
    {
      name: "a full run that only asked a person for something counts as none",
      file: "steps/runbook/current.ts",
      find: " || !wentThrough(run)",
      replace: "",
      tests: ["tests/e2e/review/delta_gate_test.ts"],
    },
    {
      name: "a run of single rows never makes a cell better",
      file: "steps/runbook/current.ts",
      find: "rank(part.state) > rank(worst) ? part.state : worst",
      replace: "rank(part.state) >= 0 ? part.state : worst",
      tests: ["tests/steps/runbook/current_test.ts", "tests/e2e/rows_again_test.ts"],
    },
    {
      name: "single rows are run only on a run of everything by the same maps",
      file: "steps/console/rows_again.ts",
      find: "  await mustStandOnWhole(console, id);\n",
      replace: "",
      tests: ["tests/e2e/rows_again_test.ts"],
    },
  ],
};
