import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { CANARIES, CANARY } from "../../fixtures/practice/canaries.ts";
import { tamper } from "../db/temp_ledger.ts";
import { CONSENTING, environment, handover, startHandover } from "../support/child.ts";
import { openStage } from "../support/stage.ts";
import { leaks } from "./canary/leaks.ts";

const EXPLAIN = new URL("../../steps/base/explain.ts", import.meta.url);

/** Ways in which a program can come to an end that nobody foresaw. */
const CRASHES: readonly [how: string, code: string][] = [
  [
    "a promise that nobody waits for is rejected",
    `Promise.reject(new Error(canary)); await new Promise(() => {});`,
  ],
  ["a timer throws", `setTimeout(() => { throw new TypeError(canary); }, 0);`],
  ["something that is no error is thrown", `setTimeout(() => { throw canary; }, 0);`],
  ["an error has a cause", `setTimeout(() => { throw new Error("x", { cause: new Error(canary) }); }, 0);`],
];

for (const [how, code] of CRASHES) {
  Deno.test(`crash output names no patient when ${how}`, async () => {
    const program = `import { explainCrashes } from "${EXPLAIN}";
      explainCrashes((text) => console.error(text));
      const canary = ${JSON.stringify(CANARIES.join(" "))};
      ${code}`;
    const child = new Deno.Command(Deno.execPath(), {
      args: [
        "run",
        "--no-prompt",
        "-A",
        "--quiet",
        `data:application/typescript,${encodeURIComponent(program)}`,
      ],
      env: { NO_COLOR: "1" },
    });
    const { code: exit, stdout, stderr } = await child.output();
    const text = new TextDecoder().decode(stderr);
    // A frame's place is the program's own text here, which no real place is.
    const said = text.replaceAll(/data:application\/typescript,\S+/g, "");
    assertEquals([exit, new TextDecoder().decode(stdout)], [2, ""]);
    assertStringIncludes(said, "This is a fault in Handover; running again is safe.");
    assertEquals(leaks([{ what: "stderr", text: said }], CANARIES), []);
  });
}

Deno.test("the program itself ends in these words, and prints no value and no key, when its ledger is not as it made it", async () => {
  await using stage = await openStage({ patients: 5 });
  assertEquals((await stage.run(["audit", "schema", "members", "extract"])).code, 0);
  // What is to be JSON is none, and a parser quotes what it cannot read.
  await tamper(
    stage.ledgerPath,
    `update field_map set creates = '${CANARY.email} {' where creates is not null`,
  );
  const env = environment(stage.simulators, stage.ledgerPath);
  const ended = await Promise.all([
    handover(["run", "sample", ...CONSENTING, "--json"], env),
    handover(["checklist"], env),
  ]);
  assert(ended.some(({ code }) => code !== 0));
  const texts = ended.flatMap(({ stdout, stderr }) => [stdout, stderr]).map((text) => ({
    what: "output",
    text,
  }));
  assert(texts.some(({ text }) => text.includes("fault in Handover")), JSON.stringify(texts));
  assertEquals(leaks(texts, [...CANARIES, stage.simulators.source.key, stage.simulators.target.key]), []);
});

Deno.test("a program that is interrupted ends its run and prints no value and no key", async () => {
  await using stage = await openStage({ patients: 40 });
  const child = startHandover(
    ["run", "audit", "schema", "members", "extract", ...CONSENTING],
    { ...environment(stage.simulators, stage.ledgerPath), PRACTICEHUB_INTERVAL_MS: "60" },
  );
  const lines: string[] = [];
  for await (const text of child.stdout.pipeThrough(new TextDecoderStream())) {
    lines.push(text);
    if (lines.join("").includes("Extract: run 1 started")) {
      child.kill("SIGINT");
      break;
    }
  }
  const stderr = await new Response(child.stderr).text();
  await child.status;
  const { source, target } = stage.simulators;
  assertEquals(
    leaks([{ what: "output", text: lines.join("") + stderr }], [...CANARIES, source.key, target.key]),
    [],
  );
});
