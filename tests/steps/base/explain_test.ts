import { assert, assertEquals } from "@std/assert";
import { LedgerError } from "../../../db/errors.ts";
import * as errors from "../../../steps/base/errors.ts";
import { explain } from "../../../steps/base/explain.ts";

Deno.test("an error that was foreseen says its own sentence, with one status", () => {
  const cases: [Error, number][] = [
    [new errors.UsageError("say"), 422],
    [new errors.KeyRefusedError("say"), 422],
    [new errors.NeedsPersonError("say"), 409],
    [new errors.BusyError("say"), 409],
    [new LedgerError("say"), 409],
    [new errors.SourceError("say"), 502],
    [new errors.CancelledError(), 502],
    [new errors.RefusedError(400, "say", "POST /x"), 502],
    [new errors.LostAnswerError("POST /x", "say"), 502],
  ];
  for (const [error, status] of cases) {
    const { foreseen, sentence, fault, ...rest } = explain(error);
    assertEquals([foreseen, sentence, fault], [true, error.message, undefined]);
    assertEquals(rest.status, status, error.name);
    const isOpen = error instanceof errors.RefusedError || error instanceof errors.LostAnswerError;
    assertEquals(rest.hint.includes("settled by reading"), isOpen, error.name);
  }
});

Deno.test("of a fault only its name and place are told, however many lines its message has", () => {
  const error = new TypeError("canary-one\nat canary-two\ncanary-three");
  const { foreseen, sentence, status, fault } = explain(error);
  assertEquals([foreseen, status, fault?.name], [false, 500, "TypeError"]);
  assert(/^steps\/base\/explain_test\.ts:\d+$/.test(fault?.place ?? ""), fault?.place);
  assert(!JSON.stringify([sentence, fault]).includes("canary"), sentence);
  assertEquals(explain("a text").foreseen, false);
});
