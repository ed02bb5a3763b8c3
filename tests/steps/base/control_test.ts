import { assertEquals, assertRejects } from "@std/assert";
import { Control } from "../../../steps/base/control.ts";
import { CancelledError } from "../../../steps/base/errors.ts";
import { download, put } from "../../../steps/twenty/links.ts";
import type { Kit } from "../../../steps/runbook/kit.ts";
import { openFile } from "../../../steps/practicehub/files.ts";
import { json } from "../support/fake_world.ts";
import { SOURCE_URL } from "../support/make_kit.ts";
import { Stage } from "../support/stage.ts";

const never = new AbortController().signal;
const noBytes = {
  type: "text/plain",
  size: 0,
  bytes: () => ReadableStream.from<Uint8Array<ArrayBuffer>>([]),
};

/** Every way in which a step can send something. */
const WAYS: [way: string, send: (kit: Kit) => Promise<unknown>][] = [
  ["a page of the source", (kit) => kit.source.page("patients", 1)],
  ["a file of the source", (kit) => openFile(`${SOURCE_URL}/f`, SOURCE_URL, kit.world, kit.control, never)],
  ["a read of the target", (kit) => kit.target.get("people")],
  ["a write to the target", (kit) => kit.target.write("POST", "batch/people", [])],
  ["a metadata request", (kit) => kit.target.metadata("POST", "fields", {})],
  ["a GraphQL request", (kit) => kit.target.graphql("metadata", "{ x }", {}, "read")],
  ["an upload", (kit) => kit.target.upload("mutation", {}, new File(["x"], "x.txt"))],
  ["an upload by link", (kit) => put(kit.target, "/file-upload/f", noBytes)],
  ["a download", (kit) => download(kit.target, "https://twenty.test/f", never)],
];

for (const [way, send] of WAYS) {
  Deno.test(`while paused ${way} does not leave; when resumed it does`, async () => {
    await using stage = await Stage.make();
    stage.world.answer = () => json({ data: [], id: "x" });
    stage.kit.control.pause();
    const sent = send(stage.kit);
    await settle();
    const whilePaused = stage.world.requests.length;
    stage.kit.control.resume();
    await sent;
    assertEquals([whilePaused, stage.world.requests.length], [0, 1]);
  });

  Deno.test(`cancelled while paused, ${way} never leaves`, async () => {
    await using stage = await Stage.make();
    stage.world.answer = () => json({ data: [], id: "x" });
    stage.kit.control.pause();
    const sent = send(stage.kit).then(() => "sent", (error: Error) => error.name);
    await settle();
    stage.kit.control.cancel();
    assertEquals([await sent, stage.world.requests.length], ["CancelledError", 0]);
  });
}

Deno.test("pausing twice needs one resume", async () => {
  const control = new Control();
  control.pause();
  control.pause();
  assertEquals(control.paused, true);
  const passed = control.pass();
  control.resume();
  await passed;
  assertEquals(control.paused, false);
});

Deno.test("a pause that comes again while one waits holds again", async () => {
  const control = new Control();
  control.pause();
  let through = false;
  const passed = control.pass().then(() => through = true);
  control.resume();
  control.pause();
  await settle();
  assertEquals(through, false);
  control.resume();
  await passed;
});

Deno.test("nothing passes after a cancel", async () => {
  const control = new Control();
  control.cancel();
  await assertRejects(() => control.pass(), CancelledError);
});

/** Lets everything that can go on go on: one turn of the event loop. */
const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));
