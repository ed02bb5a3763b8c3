import { assert, assertEquals } from "@std/assert";
import { QUIRK_NAMES, type QuirkSettings } from "../../fixtures/practicehub/quirks.ts";
import type { StepId } from "../../steps/runbook/step.ts";
import { openStage, runOn, type Stage, TO_FULL_RUN, told } from "../support/stage.ts";
import { DEFAULTS, discrepancies } from "./reader.ts";
import type { ReaderOptions } from "./reader/context.ts";

const NO_BYTES: Partial<ReaderOptions> = { bytesOf: () => undefined };
/** Under a cap of two rows even eight patients have many pages. */
const FEW = { "page-size-cap": 7 };

const POSITIONS: [QuirkSettings, Partial<ReaderOptions>?][] = [
  [{ "page-size-cap": 2 }],
  [{ "page-size-cap": 1, order: "asc" }],
  [{ duplicates: "all", ...FEW }],
  [{ duplicates: "all", "total-entries": "rows", ...FEW }],
  [{ duplicates: "off", "appointment-twice": "off" }],
  [{ next: "absent", ...FEW }],
  [{ next: "absent", "past-the-end": "404", ...FEW }],
  [{ "next-host": "foreign", ...FEW }],
  [{ "links-query": "dropped", ...FEW }],
  [{ order: "asc", ...FEW }],
  [{ fk: "string" }],
  [{ fk: "number" }],
  [{ money: "string", booleans: "string" }],
  [{ money: "number", booleans: "number" }],
  [{ "package-patient": "first-subscriber" }],
  [{ "inactive-practitioners": "listed", ...FEW }],
  [{ "invalid-filter": "refused", ...FEW }],
  [{ "updated-filter": "ignored", "bare-updated": "since" }],
  [{ "singular-get": "wrapped" }],
  [{ "singular-get": "404" }],
  [{ "error-body": "html" }],
  [{ "error-body": "empty" }],
  [{ "app-details": "optional", bearer: "accepted", "retry-after": "on" }],
  [{ "in-flight-limit": 0, "keep-alive": "on" }],
  [{ "service-ms": 3, "in-flight-limit": 1 }],
  [{ "file-url": "expired-once" }],
  [{ "file-url": "expired" }, NO_BYTES],
  [{ "file-url": "null" }, NO_BYTES],
  [{ "file-link-ttl-s": 0 }, NO_BYTES],
  [{ "file-etag": "weak", "file-range": "ignored" }],
  [{ "time-zone": "Pacific/Auckland" }],
];

/** Where pages are small the audit sees few rows: values that only the extract meets get options by a second schema. */
const THROUGH: readonly StepId[] = [
  "audit",
  "schema",
  "members",
  "extract",
  "schema",
  "sample",
  "full-run",
];

for (const [quirks, options] of POSITIONS) {
  Deno.test(`a practice lands whole under ${named(quirks)}`, async () => {
    await using stage = await openStage({ patients: 8, quirks });
    const ran = await stage.run(THROUGH);
    assertEquals(ran.code, 0, told(ran));
    assertEquals(await read(stage, options), []);
    const { maxInFlight, keySentToFiles, nonGet } = await stage.simulators.sourceStats();
    assertEquals({ maxInFlight, keySentToFiles, nonGet }, { maxInFlight: 1, keySentToFiles: 0, nonGet: 0 });
  });
}

function named(quirks: QuirkSettings): string {
  return Object.entries(quirks).map((quirk) => quirk.join("=")).join(" ");
}

const read = async ({ simulators }: Stage, options: Partial<ReaderOptions> = {}) =>
  discrepancies(await simulators.practice(), simulators.target, options);

Deno.test("every quirk there is stands in another position than its default in some test", () => {
  const turned = new Set(POSITIONS.flatMap(([quirks]) => Object.keys(quirks)));
  assertEquals(QUIRK_NAMES.filter((name) => !turned.has(name)), []);
});

for (const timeZone of ["America/New_York", "Australia/Lord_Howe"]) {
  Deno.test(`local times become the instants that they were in ${timeZone}`, async () => {
    await using stage = await openStage({ patients: 8 });
    const console = await stage.console({ settings: { timeZone, country: "GB", currency: "GBP" } });
    const ran = await runOn(console, TO_FULL_RUN);
    assertEquals(ran.code, 0, told(ran));
    assertEquals(await read(stage, { timeZone }), []);
    assert((await read(stage, { timeZone: DEFAULTS.timeZone })).length > 10, "the zone makes a difference");
  });
}

for (const filter of ["works", "ignored"]) {
  Deno.test(`a delta without a sweep brings what was updated when the filter on it ${filter}`, async () => {
    await using stage = await openStage({ patients: 8, quirks: { "updated-filter": filter } });
    await stage.run(TO_FULL_RUN);
    const { patients = [], appointments = [] } = await stage.simulators.practice();
    const [patient, visit] = [patients.at(-1), appointments.at(-1)];
    await stage.simulators.putRow("patients", { ...patient, first_name: "Changed" });
    await stage.simulators.putRow("appointments", { ...visit, id: 99_001 });
    const console = await stage.console();
    const { done } = await console.runner.start(console.step("delta"), {
      who: "a test",
      input: { sweep: false },
    });
    const outcome = await done;
    assertEquals(outcome.state, "green", outcome.verdict);
    assertEquals(await read(stage), []);
    const ignored = outcome.findings?.some((finding) => finding.id === "filter-ignored") ?? false;
    assertEquals(ignored, filter === "ignored");
  });
}
