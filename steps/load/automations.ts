import { storedOutcome } from "../runbook/stored_run.ts";
import {
  acknowledgedAfter,
  insertAcknowledgements,
  latestAcknowledgement,
  nextAcknowledgementId,
} from "../../db/approvals.ts";
import { hashOf } from "../../db/hash.ts";
import type { Ledger } from "../../db/ledger.ts";
import { runsOf } from "../../db/runs.ts";
import { z } from "zod";
import { NeedsPersonError, UsageError } from "../base/errors.ts";
import type { Kit } from "../runbook/kit.ts";
import type { Finding } from "../runbook/step.ts";
import { many } from "../base/words.ts";
import { instant } from "../base/world.ts";
import { type Automation, readAutomations } from "../twenty/automations.ts";
import { TARGET_OBJECTS } from "../mapping/objects.ts";

/**
 * Workflows and webhooks of the workspace that start on what we write (contracts/twenty l). An API key cannot switch
 * them off, so a person reads the list and says that the migration goes on; records are written only then.
 */
export interface AutomationList {
  items: Automation[];
  /** Hash of exactly this list: what an acknowledgement is bound to. */
  subject: string;
}

/** The whole list as it was acknowledged, and each of its items, so that fewer active ones are still covered. */
const LIST = "automations";
const ITEM = "automation";

const OURS: readonly string[] = [...TARGET_OBJECTS, "*"];
const ACTIONS: readonly string[] = ["created", "updated", "upserted", "*"];

export function automationList(all: readonly Automation[]): AutomationList {
  const items = all.filter(({ event }) => startsOnOurs(event));
  return { items, subject: hashOf(items) };
}

/** Whether an event such as `person.upserted` happens when we create or update something. */
export function startsOnOurs(event: string): boolean {
  const [object = "", action = "*"] = event.split(".");
  return OURS.includes(object) && ACTIONS.includes(action);
}

/**
 * Before the first record is written. Reads what is active now; the audit's list may be days old.
 *
 * @throws {NeedsPersonError} something is active that nobody has acknowledged
 */
export async function mustBeAcknowledged(kit: Kit): Promise<void> {
  const { items } = automationList(await readAutomations(kit.target));
  await tellOfSwitchedOff(kit, items);
  const open = await unacknowledged(kit.ledger, items);
  if (open.length === 0) return;
  if (!kit.consent.acceptProposals && !kit.consent.acknowledgeAutomations) {
    throw new NeedsPersonError(sentence(open));
  }
  await write(kit, automationList(items), [kit.log.entry({
    level: "warning",
    kind: "acknowledged",
    message: `goes on although ${named(items)} ${items.length === 1 ? "is" : "are"} active in Twenty`,
  })]);
}

/** What stands in the way, as far as the ledger knows; for predictions, which send no request. */
export async function automationsBlock(ledger: Ledger): Promise<string | undefined> {
  const list = await auditedAutomations(ledger);
  const open = list ? await unacknowledged(ledger, list.items) : [];
  return open.length === 0 ? undefined : sentence(open);
}

/**
 * A person has read the list that the newest audit shows.
 *
 * @throws {UsageError} the audit was run again and its list is another
 */
export async function acknowledgeAutomations(kit: Kit, subject: string): Promise<void> {
  const list = await auditedAutomations(kit.ledger);
  if (list?.subject !== subject) {
    throw new UsageError("The audit was run again and its list is another one; read it before you go on.");
  }
  await write(kit, list, [kit.log.entry({
    kind: "acknowledged",
    message: `${kit.who} has read that ${named(list.items)} ${
      list.items.length === 1 ? "is" : "are"
    } active in Twenty, and goes on`,
  })]);
}

/** Who acknowledged exactly this list last, or a longer one that covers it. */
export async function acknowledgedBy(
  ledger: Ledger,
  list: AutomationList,
): Promise<{ who: string; at: string } | undefined> {
  const newest = await latestAcknowledgement(ledger, LIST);
  if (!newest || (await unacknowledged(ledger, list.items)).length > 0) return undefined;
  return { who: newest.who, at: newest.at };
}

/** What is switched off now and was active when an audit looked: somebody has to switch it on again. */
export async function switchedOffFindings(kit: Kit): Promise<Finding[]> {
  const off = await switchedOff(kit.ledger, await readAutomations(kit.target));
  if (off.length === 0) return [];
  return [{
    id: "switch-on",
    severity: "info",
    title: `Switch on again in Twenty: ${named(off)}`,
    detail: `${many(off.length, "automation")} that the audit found active ${
      off.length === 1 ? "is" : "are"
    } switched off now.`,
    action: "A workspace admin activates them under Workflows, when the last delta is done.",
  }];
}

/** The list as the audit put it into its outcome. */
export const Listed = z.object({
  automations: z.object({
    items: z.array(z.object({
      kind: z.enum(["workflow", "webhook"]),
      id: z.string(),
      version: z.string(),
      name: z.string(),
      event: z.string(),
    })),
    subject: z.string(),
  }),
});

/** The list that the newest audit shows. */
export async function auditedAutomations(ledger: Ledger): Promise<AutomationList | undefined> {
  return (await auditedLists(ledger)).at(0);
}

/** Newest first. */
async function auditedLists(ledger: Ledger): Promise<AutomationList[]> {
  return (await runsOf(ledger, "audit")).flatMap(({ outcome }) => {
    const listed = Listed.safeParse(storedOutcome({ outcome })?.detail);
    return listed.success ? [listed.data.automations] : [];
  });
}

async function unacknowledged(ledger: Ledger, items: readonly Automation[]): Promise<Automation[]> {
  const newest = await latestAcknowledgement(ledger, LIST);
  if (!newest) return [...items];
  const known = new Set((await acknowledgedAfter(ledger, ITEM, newest.id)).map((row) => row.subject));
  return items.filter((item) => !known.has(hashOf(item)));
}

async function write(
  kit: Kit,
  list: AutomationList,
  events: ReturnType<Kit["log"]["entry"]>[],
): Promise<void> {
  const first = await nextAcknowledgementId(kit.ledger);
  const row = { who: kit.who, at: instant(kit.world) };
  await kit.ledger.commit({
    writes: [insertAcknowledgements(kit.ledger, [
      { ...row, id: first, kind: LIST, subject: list.subject },
      ...list.items.map((item, i) => ({ ...row, id: first + 1 + i, kind: ITEM, subject: hashOf(item) })),
    ])],
    events,
  });
}

async function switchedOff(ledger: Ledger, now: readonly Automation[]): Promise<Automation[]> {
  const active = new Set(now.map((a) => a.id));
  const ever = new Map((await auditedLists(ledger)).flatMap((l) => l.items).map((a) => [a.id, a]));
  return [...ever.values()].filter((a) => !active.has(a.id));
}

async function tellOfSwitchedOff(kit: Kit, now: readonly Automation[]): Promise<void> {
  const off = await switchedOff(kit.ledger, now);
  if (off.length === 0) return;
  await kit.log.write({
    kind: "switched-off",
    message: `switched off in Twenty since the audit: ${named(off)}; remember to switch on again`,
  });
}

const sentence = (open: readonly Automation[]): string =>
  `${named(open)} ${open.length === 1 ? "is" : "are"} active in Twenty and ${
    open.length === 1 ? "starts" : "start"
  } on what is written. Switch off what should not run and run the audit again, or say there that you have read it ` +
  `(from a script: --acknowledge-automations).`;

/** Names of workflows are no patient's values; an event tells two of one name apart. */
function named(items: readonly Automation[]): string {
  return items.map(({ name, event }) => `“${name}” (${event})`).join(", ");
}
