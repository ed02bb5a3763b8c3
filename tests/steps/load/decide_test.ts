import { assertEquals } from "@std/assert";
import type { Effect } from "../../../db/effects.ts";
import { hashOf } from "../../../db/hash.ts";
import { decide, type Decision, mustRead, type Ruling } from "../../../steps/load/decide.ts";
import { foundHash, recordHash } from "../../../steps/twenty/compare.ts";
import type { Fields, Found } from "../../../steps/twenty/json.ts";
import { effectOn, wanted } from "../support/stage.ts";

const OLD: Fields = { jobTitle: "old" };
const NEW: Fields = { jobTitle: "new" };
const THEIRS: Fields = { jobTitle: "theirs" };

const there = (fields: Fields, deletedAt: string | null = null): Found => ({
  ...fields,
  id: "p1",
  deletedAt,
  updatedAt: "2026-03-01T00:00:00.000Z",
});
const last = (written: Fields, change: Partial<Effect> = {}): Effect => effectOn("p1", written, change);
const update = (change: Partial<Effect> = {}): Effect =>
  last(NEW, { kind: "update", prior: JSON.stringify(OLD), ...change });

const CREATE: Decision = { do: "create" };
const UNCHANGED: Decision = { do: "unchanged" };
const CONFIRM: Decision = { do: "confirm" };
const UPDATE: Decision = { do: "update", payload: NEW, prior: OLD };
const EDITED: Decision & { do: "conflict" } = { do: "conflict", code: "edited" };
const DELETED: Decision = { do: "conflict", code: "trashed" };
const DESTROYED: Decision = { do: "conflict", code: "destroyed" };
const RESTORE: Decision = { do: "update", payload: {}, prior: NEW, restore: true };

/** Everything that can be known of a record (what we wanted is always NEW), and what follows. */
const CASES: [fact: string, effect: Effect | undefined, found: Found | undefined, decision: Decision][] = [
  ["nothing is known", undefined, undefined, CREATE],
  ["it was skipped before", last(NEW, { state: "skipped" }), undefined, CREATE],
  ["it was rolled back", last(NEW, { state: "reverted" }), undefined, CREATE],

  ["a create was planned and is not there", last(NEW, { state: "planned" }), undefined, CREATE],
  ["a create was sent and is not there", last(NEW, { state: "sent" }), undefined, CREATE],
  ["a create was planned and is there as wanted", last(NEW, { state: "planned" }), there(NEW), CONFIRM],
  ["a create was sent and is there as wanted", last(NEW, { state: "sent" }), there(NEW), CONFIRM],
  ["a create was sent, is there, and more is wanted now", last(OLD, { state: "sent" }), there(OLD), UPDATE],
  [
    "a create was sent, is there, and somebody edited it",
    last(NEW, { state: "sent" }),
    there(THEIRS),
    EDITED,
  ],
  [
    "a create was sent, and somebody put it in the bin",
    last(NEW, { state: "sent" }),
    there(NEW, "x"),
    DELETED,
  ],

  ["a create failed and is not there", last(NEW, { state: "failed" }), undefined, CREATE],
  ["a create failed and is there after all", last(NEW, { state: "failed" }), there(NEW), CONFIRM],
  [
    "a create failed, is there as sent, and more is wanted",
    last(OLD, { state: "failed" }),
    there(OLD),
    UPDATE,
  ],

  ["it is confirmed and as wanted", last(NEW), there(NEW), UNCHANGED],
  ["it is confirmed, and somebody edited it", last(NEW), there(THEIRS), EDITED],
  ["it is confirmed, and somebody destroyed it", last(NEW), undefined, DESTROYED],
  ["it is confirmed, and somebody put it in the bin", last(NEW), there(NEW, "x"), DELETED],
  ["the source changed and the target is as last written", last(OLD), there(OLD), UPDATE],
  ["the source changed, and somebody edited the target", last(OLD), there(THEIRS), EDITED],
  ["the source changed, and somebody made the same change", last(OLD), there(NEW), CONFIRM],
  ["the source changed, and somebody destroyed it", last(OLD), undefined, DESTROYED],
  ["the source changed, and somebody put it in the bin", last(OLD), there(OLD, "x"), DELETED],

  ["an update was sent and did not arrive", update({ state: "sent" }), there(OLD), UPDATE],
  ["an update was sent and did arrive", update({ state: "sent" }), there(NEW), CONFIRM],
  ["an update was sent, and somebody edited it", update({ state: "sent" }), there(THEIRS), EDITED],
  ["an update was sent, and somebody destroyed it", update({ state: "sent" }), undefined, DESTROYED],
  ["an update failed and is as before", update({ state: "failed" }), there(OLD), UPDATE],
  [
    "an update was refused, and the record is as it was seen last",
    update({ state: "failed", code: "duplicate", read_hash: recordHash(there(OLD)) }),
    there(OLD),
    UPDATE,
  ],
  [
    "an update was read back differently, and is so still",
    update({ state: "failed", code: "mismatch", read_hash: recordHash(there(OLD)) }),
    there(OLD),
    { do: "conflict", code: "normalised" },
  ],
  [
    "an update was read back differently, and nobody has touched it since that was told",
    update({ state: "conflict", code: "normalised", read_hash: recordHash(there(OLD)) }),
    there(OLD),
    { do: "conflict", code: "normalised" },
  ],
  [
    "an update was read back differently, and somebody edited it since that was told",
    update({ state: "conflict", code: "normalised", read_hash: recordHash(there(OLD)) }),
    there(THEIRS),
    EDITED,
  ],
  ["an update is confirmed", update(), there(NEW), UNCHANGED],

  ["a conflict is still one", update({ state: "conflict" }), there(THEIRS), EDITED],
  ["a conflict was undone by hand", update({ state: "conflict" }), there(OLD), UPDATE],
  ["a conflict was settled our way by hand", update({ state: "conflict" }), there(NEW), CONFIRM],
  ["a conflict was destroyed by hand", update({ state: "conflict" }), undefined, DESTROYED],

  ["a delta removed it, and the source row is back", last(NEW, { kind: "remove" }), there(NEW, "x"), RESTORE],
  [
    "a delta removed it, and somebody edited it in the bin",
    last(NEW, { kind: "remove" }),
    there(THEIRS, "x"),
    EDITED,
  ],
  [
    "a delta removed it, Twenty having kept it otherwise, and it is as it was seen last",
    last(NEW, { kind: "remove", read_hash: recordHash(there(OLD, "x")) }),
    there(OLD, "x"),
    { ...RESTORE, payload: NEW, prior: OLD },
  ],
  ["a delta removed it, and somebody destroyed it", last(NEW, { kind: "remove" }), undefined, DESTROYED],
  ["a delta removed it, and somebody restored it", last(NEW, { kind: "remove" }), there(NEW), CONFIRM],
];

for (const [fact, effect, found, decision] of CASES) {
  Deno.test(`decide: ${fact} → ${decision.do}`, () => {
    assertEquals(decide(wanted("p1", NEW), effect, found), decision);
  });
}

const ruling = (change: Partial<Ruling> = {}): Ruling => ({
  take: "practicehub",
  wanted: hashOf(NEW),
  found: foundHash(THEIRS),
  ...change,
});
const AGAIN: Decision = { do: "update", payload: NEW, prior: THEIRS };
const OVER: Decision = { ...AGAIN, over: true };
const LEFT_BEHIND: Decision = { ...EDITED, decided: true };

/** A person edited the record, and one has decided. */
const RULED: [fact: string, found: Found | undefined, ruling: Ruling, decision: Decision][] = [
  ["PracticeHub's, and both are as shown", there(THEIRS), ruling(), OVER],
  ["PracticeHub's, but somebody edited it again", there({ jobTitle: "again" }), ruling(), EDITED],
  ["PracticeHub's, but the source changed again", there(THEIRS), ruling({ wanted: "other" }), EDITED],
  ["PracticeHub's, but somebody deleted it", there(THEIRS, "x"), ruling(), DELETED],
  ["PracticeHub's, but somebody destroyed it", undefined, ruling(), DESTROYED],
  ["Twenty's", there(THEIRS), ruling({ take: "twenty" }), LEFT_BEHIND],
  [
    "Twenty's, and it was edited again",
    there({ jobTitle: "again" }),
    ruling({ take: "twenty" }),
    LEFT_BEHIND,
  ],
  [
    "Twenty's, but the source changed again",
    there(THEIRS),
    ruling({ take: "twenty", wanted: "other" }),
    EDITED,
  ],
];

for (const [fact, found, ruled, decision] of RULED) {
  Deno.test(`decide: somebody chose ${fact} → ${decision.do}`, () => {
    assertEquals(decide(wanted("p1", NEW), update({ state: "conflict" }), found, ruled), decision);
  });
}

Deno.test("an edit in the trash into which we put a record is written over where somebody chose that, and only there", () => {
  const removed = last(OLD, { kind: "remove", state: "conflict", code: "edited" });
  assertEquals(decide(wanted("p1", NEW), removed, there(THEIRS, "x"), ruling()), { ...OVER, restore: true });
  assertEquals(decide(wanted("p1", NEW), removed, there({ jobTitle: "again" }, "x"), ruling()), EDITED);
  assertEquals(
    decide(wanted("p1", NEW), removed, there(THEIRS, "x"), ruling({ take: "twenty" })),
    LEFT_BEHIND,
  );
});

const FILLS: Fields = { ...OLD, city: "ours", name: { firstName: "A", lastName: "ours" } };
const LEFT_EMPTY: Fields = { ...OLD, name: { firstName: "A", lastName: "" } };
const FILLED: [what: string, theirs: Fields][] = [
  ["a field", { ...LEFT_EMPTY, city: "theirs" }],
  ["a part of a field", { ...LEFT_EMPTY, name: { firstName: "A", lastName: "theirs" } }],
];

for (const [what, theirs] of FILLED) {
  Deno.test(`${what} that the source left empty and a person has filled is not written over when the source fills it`, () => {
    const written: Fields = { ...OLD, name: { firstName: "A" } };
    const read_hash = recordHash(there(LEFT_EMPTY));
    const [before, removed] = [last(written, { read_hash }), last(written, { read_hash, kind: "remove" })];
    assertEquals(decide(wanted("p1", FILLS), before, there(theirs)), EDITED);
    assertEquals(decide(wanted("p1", FILLS), removed, there(theirs, "x")), EDITED);
    const nobody = decide(wanted("p1", FILLS), before, there(LEFT_EMPTY));
    assertEquals(nobody.do, "update");
    // What stands there without anybody's work is a value that Twenty gave by itself.
    const byItself = decide(
      wanted("p1", FILLS),
      last(written, { read_hash: recordHash(there(theirs)) }),
      there(theirs),
    );
    assertEquals(byItself.do, "update");
    const same = { ...theirs, city: "ours", name: { firstName: "A", lastName: "ours" } };
    assertEquals(decide(wanted("p1", FILLS), before, there(same)), CONFIRM);
    const shown = foundHash({ ...OLD, city: theirs["city"] ?? null, name: theirs["name"] ?? null });
    const ours: Ruling = { take: "practicehub", wanted: hashOf(FILLS), found: shown };
    const over = decide(wanted("p1", FILLS), before, there(theirs), ours);
    assertEquals([over.do, "over" in over], ["update", true]);
  });
}

Deno.test("an overruled edit that was cut off is sent again, but not over a later edit", () => {
  const sent = update({ state: "sent", prior: JSON.stringify(THEIRS) });
  assertEquals(decide(wanted("p1", NEW), sent, there(THEIRS)), AGAIN);
  assertEquals(decide(wanted("p1", NEW), sent, there({ jobTitle: "again" })), EDITED);
});

Deno.test("an update that arrived unnoticed is not taken for somebody's edit when the source changes again", () => {
  const newer: Fields = { jobTitle: "newer" };
  assertEquals(decide(wanted("p1", newer), update({ state: "sent" }), there(NEW)), {
    do: "update",
    payload: newer,
    prior: NEW,
  });
});

Deno.test("what Twenty keeps otherwise than it was written is nobody's edit, and in the way of no later change", () => {
  const newer: Fields = { jobTitle: "newer" };
  const cut = there({ jobTitle: "ne" });
  const read_hash = recordHash(cut);
  for (
    const effect of [
      last(NEW, { state: "failed", code: "mismatch", read_hash }),
      update({ state: "failed", code: "mismatch", read_hash }),
      update({ state: "conflict", code: "normalised", read_hash }),
    ]
  ) {
    assertEquals(decide(wanted("p1", newer), effect, cut), {
      do: "update",
      payload: newer,
      prior: { jobTitle: "ne" },
    });
    assertEquals(decide(wanted("p1", newer), effect, there(THEIRS)), EDITED);
  }
});

Deno.test("a field that the source no longer fills is emptied, and only then is the record as wanted", () => {
  const both: Fields = {
    jobTitle: "new",
    emails: { primaryEmail: "a@b.test", additionalEmails: ["c@d.test"] },
  };
  assertEquals(decide(wanted("p1", NEW), last(both), there(both)), {
    do: "update",
    payload: { emails: { primaryEmail: "", additionalEmails: [] } },
    prior: both,
  });
  const emptied = { jobTitle: "new", emails: { primaryEmail: "", additionalEmails: [] } };
  assertEquals(decide(wanted("p1", NEW), last(both), there(emptied)), CONFIRM);
});

Deno.test("an update sends only the fields that differ", () => {
  const before: Fields = { jobTitle: "old", name: { firstName: "A", lastName: "B" } };
  const after: Fields = { jobTitle: "new", name: { firstName: "A", lastName: "B" } };
  assertEquals(decide(wanted("p1", after), last(before), there(before)), {
    do: "update",
    payload: { jobTitle: "new" },
    prior: before,
  });
});

Deno.test("fields that are not ours play no part", () => {
  assertEquals(decide(wanted("p1", NEW), last(NEW), there({ ...NEW, linkedinLink: "theirs" })), UNCHANGED);
  assertEquals(decide(wanted("p1", NEW), last(OLD), there({ ...OLD, linkedinLink: "theirs" })), UPDATE);
});

Deno.test("the target is read wherever a record of ours may be there, and nowhere else", () => {
  assertEquals(mustRead(undefined), false);
  for (const state of ["planned", "sent", "failed", "confirmed", "conflict"] as const) {
    assertEquals(mustRead(last(NEW, { state })), true, state);
  }
  for (const state of ["skipped", "reverted"] as const) {
    assertEquals(mustRead(last(NEW, { state })), false, state);
  }
});
