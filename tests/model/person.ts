import { openConflicts } from "../../db/conflicts.ts";
import type { Take } from "../../db/tables.ts";
import { decideConflicts, TAKEABLE } from "../../steps/load/conflicts.ts";
import { Command } from "./command.ts";
import type { Dump, Ground } from "./ground.ts";
import type { Model } from "./model.ts";
import { editRow, nth } from "./source.ts";
import { all, contentOf, foreign, keyOf, ours, type Stored } from "./store.ts";

/** What a person types into a record: our fields, and fields that are nothing to us. `n` makes it another each time. */
type Typed = (n: number) => Record<string, unknown>;

const EDITS: Record<string, readonly Typed[]> = {
  people: [
    (n) => ({ jobTitle: `Edited ${n}` }),
    (n) => ({ name: { firstName: `Edited${n}`, lastName: "By-hand" } }),
    (n) => ({ linkedinLink: { primaryLinkUrl: `https://example.test/${n}`, primaryLinkLabel: "" } }),
  ],
  companies: [
    (n) => ({ name: `Edited company ${n}` }),
    (n) => ({ annualRevenue: { amountMicros: n * 1_000_000, currencyCode: "GBP" } }),
  ],
  opportunities: [
    (n) => ({ name: `Edited opportunity ${n}` }),
    (n) => ({ closeDate: `2027-01-0${1 + n % 9}T10:00:00.${String(n).padStart(3, "0")}Z` }),
  ],
  appointments: [(n) => ({ name: `Edited visit ${n}` }), (n) => ({ bookingNote: `Edited booking ${n}` })],
  notes: [(n) => ({ title: `Edited note ${n}` })],
  packagePatients: [(n) => ({ name: `Edited package patient ${n}` })],
  attachments: [(n) => ({ name: `edited ${n}.txt` })],
};

/** Which of our records a person can be told to choose; the rest follow them. */
export const EDITED = Object.entries(EDITS).flatMap(([plural, list]) =>
  list.map((_, variant) => ({ plural, variant }))
);
export const REMOVED = [...Object.keys(EDITS), "noteTargets"];

/** A person changes a record of ours. @param which of those of the object that are not in the trash */
export function editTarget(plural: string, which: number, variant: number): Command {
  return new Command(`editTarget("${plural}", ${which}, ${variant})`, async (model, ground) => {
    const row = await choose(ground, plural, which);
    if (row) await edit(model, ground, row, variant);
  }, hasMoved);
}

/** Staff change a patient's name, and a person that of the patient's record. */
export function collide(which: number): Command {
  return new Command(`collide(${which})`, async (model, ground) => {
    const { id } = nth(model.rowsOf("patients"), which);
    const dump = await ground.dump();
    const record = ours(dump).find((stored) =>
      stored.plural === "people" && !stored.row.isDeleted && keyOf(dump, stored) === `patients/${id}`
    );
    if (record) await edit(model, ground, record, NAME);
    await editRow("patients", which, 0).act(model, ground);
  }, (model) => model.moved && model.rowsOf("patients").length > 0);
}

/** What is typed into people's names. */
const NAME = 1;

async function edit(
  model: Model,
  ground: Ground,
  { plural, row: { id } }: Stored,
  variant: number,
): Promise<void> {
  const fields = EDITS[plural]?.[variant]?.(model.next) ?? {};
  await deed(model, ground, async () => {
    await ground.simulators.person("PATCH", `${plural}/${id}`, fields);
  });
  const known = model.edits.get(id);
  const ruled = new Set([...known?.ruled ?? []].filter((field) => !(field in fields)));
  model.edits.set(id, { plural, id, fields: { ...known?.fields, ...fields }, ruled, mayGo: false });
}

export function deleteTarget(plural: string, which: number): Command {
  return removal("deleteTarget", plural, which, "");
}

export function destroyTarget(plural: string, which: number): Command {
  return removal("destroyTarget", plural, which, "?hard=true");
}

function removal(name: string, plural: string, which: number, how: string): Command {
  return new Command(`${name}("${plural}", ${which})`, async (model, ground) => {
    const row = await choose(ground, plural, which);
    if (!row) return;
    await deed(model, ground, async () => {
      await ground.simulators.person("DELETE", `${plural}/${row.row.id}${how}`);
    });
  }, hasMoved);
}

/** Somebody's own records that refer to one of ours, which stays what it is as long as they do. */
const REFERENCES: Record<string, readonly string[]> = {
  people: ["noteTargets", "opportunities.pointOfContactId", "taskTargets"],
  companies: ["people.companyId", "noteTargets"],
  opportunities: ["noteTargets", "taskTargets"],
  notes: ["attachments"],
};

export const REFERRED = Object.entries(REFERENCES).flatMap(([plural, ways]) =>
  ways.map((_, way) => ({ plural, way }))
);

/** A person makes a record of their own that refers to one of ours. */
export function pointAt(plural: string, which: number, way: number): Command {
  return new Command(`pointAt("${plural}", ${which}, ${way})`, async (model, ground) => {
    const n = model.next;
    const row = await choose(ground, plural, which);
    if (!row) return;
    await deed(model, ground, () => refer(ground, plural, row.row.id, REFERENCES[plural]?.[way] ?? "", n));
  }, hasMoved);
}

async function refer(
  { simulators }: Ground,
  plural: string,
  id: string,
  way: string,
  n: number,
): Promise<void> {
  const [holder = "", column = `target${SINGULAR[plural]}Id`] = way.split(".");
  const named = holder === "people" ? { name: { firstName: `Own ${n}` } } : { name: `Own ${n}` };
  switch (holder) {
    case "noteTargets": {
      const note = await simulators.person("POST", "notes", { title: `Own ${n}` });
      await simulators.person("POST", "noteTargets", { noteId: note.id, [column]: id });
      return;
    }
    case "taskTargets": {
      const task = await simulators.person("POST", "tasks", { title: `Own ${n}` });
      await simulators.person("POST", "taskTargets", { taskId: task.id, [column]: id });
      return;
    }
    default:
      await simulators.person("POST", holder, { ...named, [column]: id });
  }
}

const SINGULAR: Record<string, string> = {
  people: "Person",
  companies: "Company",
  opportunities: "Opportunity",
  notes: "Note",
};

/** A person makes a record of their own, with an address of a patient's if nobody holds it yet. */
export function ownPerson(which: number): Command {
  return new Command(`ownPerson(${which})`, async (model, ground) => {
    const emails = model.history.flatMap(({ row }) => typeof row.email === "string" ? [row.email] : []);
    const email = nth([...emails, "nobody@example.test"], which);
    await deed(model, ground, async () => {
      const made = await ground.simulators.person("POST", "people", {
        name: { firstName: `Own ${model.next}` },
        emails: { primaryEmail: email },
      }).catch((error) => {
        // The address is taken: the browser says so, and nothing is made.
        if (!/duplicate/i.test(String(error))) throw error;
      });
      if (made) model.foreignEmails.add(email);
    });
  });
}

/** A person changes a record of their own. */
export function editOwn(which: number): Command {
  return new Command(`editOwn(${which})`, async (model, ground) => {
    const n = model.next;
    const mine = foreign(await ground.dump()).filter(({ plural, row }) =>
      plural === "people" && !row.isDeleted
    );
    if (mine.length === 0) return;
    await deed(model, ground, async () => {
      await ground.simulators.person("PATCH", `people/${nth(mine, which).row.id}`, { jobTitle: `Own ${n}` });
    });
  });
}

/** A person decides about one of the open conflicts. */
export function decide(which: number, take: Take): Command {
  return new Command(`decide(${which}, "${take}")`, async (model, ground) => {
    const console = await ground.console();
    const open = await openConflicts(console.ledger, { offset: 0, limit: 100 });
    const takeable = open.filter(({ code }) => take === "twenty" || TAKEABLE.includes(code));
    if (takeable.length > 0) {
      const { target_id: id, code } = nth(takeable, which);
      await decideConflicts(await console.kit("ana"), { id }, take);
      const edit = model.edits.get(id);
      if (edit && take === "practicehub") {
        for (const field of Object.keys(edit.fields)) edit.ruled.add(field);
        edit.mayGo ||= code === "source-gone-edited";
      }
      model.settled = false;
    }
    await ground.close(console.ledger);
  }, (model) => model.begun);
}

const hasMoved = (model: Readonly<Model>): boolean => model.moved;

async function choose(ground: Ground, plural: string, which: number): Promise<Stored | undefined> {
  const dump = await ground.dump();
  const there = ours(dump).filter((stored) => stored.plural === plural && !stored.row.isDeleted);
  const sorted = there.sort((a, b) => keyFor(dump, a) < keyFor(dump, b) ? -1 : 1);
  return sorted.length === 0 ? undefined : nth(sorted, which);
}

/** Ids say nothing to a reader of a counterexample; the order is that of the source. */
const keyFor = (dump: Dump, stored: Stored): string => `${keyOf(dump, stored) ?? ""} ${stored.row.id}`;

/** Carries out what a person does, and notes which of our records that changed, of itself or along with others. */
async function deed(model: Model, ground: Ground, act: () => Promise<void>): Promise<void> {
  const before = await ground.dump();
  await act();
  const after = new Map(everyRow(await ground.dump()));
  for (const stored of ours(before)) {
    const now = after.get(`${stored.plural} ${stored.row.id}`);
    if (now && JSON.stringify(contentOf(now.row)) === JSON.stringify(contentOf(stored.row))) continue;
    if (!now) model.removed.set(stored.row.id, "destroyed");
    else if (now.row.isDeleted && !stored.row.isDeleted) model.removed.set(stored.row.id, "trashed");
    if (!now) model.edits.delete(stored.row.id);
    model.touched.set(stored.row.id, keyOf(before, stored) ?? stored.plural);
  }
  model.settled = false;
}

const everyRow = (dump: Dump): [string, Stored][] =>
  all(dump).map((stored) => [`${stored.plural} ${stored.row.id}`, stored]);
