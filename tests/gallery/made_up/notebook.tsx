import { AuditFiles } from "../../../views/audit/automations.tsx";
import { Conflicts } from "../../../views/conflicts/list.tsx";
import { CsvBlock } from "../../../views/csv/block.tsx";
import { MapEditor } from "../../../views/maps/editor.tsx";
import { MemberTable } from "../../../views/members/table.tsx";
import { OptionalObjectsForm } from "../../../views/optional_objects/form.tsx";
import { Places } from "../../../views/places/list.tsx";
import { RollbackView } from "../../../views/rollback/plan.tsx";
import { type DiffModel, SampleDiff } from "../../../views/sample/diff.tsx";
import { Schedule } from "../../../views/schedule/form.tsx";
import { Workflows } from "../../../views/workflows/list.tsx";
import type { BlockModel, CellModel } from "../../../views/cell/cell.tsx";
import type { LogModel } from "../../../views/log/panel.tsx";
import type { PageModel } from "../../../views/page/page.tsx";
import type { StatusModel } from "../../../views/page/status_bar.tsx";
import { audit } from "./audit.ts";
import { cell, run } from "./cell.ts";
import { CONFLICTS, conflictsModel } from "./conflicts.ts";
import { csv, DIFFERING } from "./csv.ts";
import { DIFF } from "./diff.ts";
import { log } from "./log.ts";
import { maps } from "./maps.ts";
import { FALLBACK, MEMBERS, PRACTITIONERS } from "./members.ts";
import { FAILED_OUTCOME, finding, GREEN_OUTCOME, TABLE } from "./outcome.ts";
import { PLACES } from "./places.ts";
import { PLAN } from "./plan.ts";
import { HALF_WAY } from "./progress.ts";
import { FULL, NOTHING, settings } from "./settings.ts";
import { CHANGED } from "./stale.ts";
import { CHAIN, FAILED, green, PAUSED, RUNNING, status } from "./status.ts";
import { REMINDER } from "./workflows.ts";

type Id = CellModel["id"];

const PURPOSES: Record<Id, string> = {
  audit: "Reads both systems and says what can move, what cannot, and how long it takes. Writes nothing.",
  schema: "Proposes what goes where; once confirmed, makes the missing fields in Twenty and reads them back.",
  members: "Finds who in Twenty each practitioner is, so that every record has an owner.",
  extract: "Reads every page of PracticeHub and every file into the ledger, at the pace PracticeHub allows.",
  sample: "Moves a few hundred records, reads them back and shows every field, for a person to sign.",
  "full-run": "Moves everything, reads all of it back, and accounts for every source row.",
  delta:
    "Brings over what was changed, added or deleted in PracticeHub since; again and again until nothing is left.",
  rollback: "Takes back what this migration wrote and nothing else; keeps what people have worked on since.",
};

const INVOICES = { name: "invoices", label: "Invoices", rows: 10_213, ticked: false };

const SIGNED: DiffModel = {
  ...DIFF,
  rows: [],
  total: 0,
  counts: DIFF.counts.map((count) => ({ ...count, unequal: 0 })),
  sample: { diffHash: "4f0c2ab81d9e77aa", unequal: 0, unexplained: 0, stale: false, signedBy: "Ana" },
};

const NO_SCHEDULE = { zone: "Europe/London", keysMissing: false, suggestedUntil: "2026-11-30T18:00" };

/** What a cell of that kind shows once it has run. */
const blocks = (mayPress: boolean): Partial<Record<Id, BlockModel[]>> => ({
  audit: [
    { view: <AuditFiles block={audit({ mayPress })} /> },
    { view: <Places block={{ places: PLACES, countedIn: "audit", accountName: "riverside", mayPress }} /> },
    { view: <Workflows block={{ workflows: [REMINDER], mayPress }} /> },
  ],
  schema: [
    { view: <OptionalObjectsForm model={{ rows: [INVOICES], mayPress }} /> },
    { view: <MapEditor maps={maps({ mayPress })} /> },
  ],
  members: [
    { view: <MemberTable model={{ rows: [FALLBACK, ...PRACTITIONERS], members: MEMBERS, mayPress }} /> },
  ],
  extract: [{ view: <CsvBlock block={csv([DIFFERING], { mayPress })} /> }],
  sample: [{ view: <SampleDiff diff={{ ...SIGNED, mayPress }} /> }],
  delta: [
    { view: <Conflicts model={conflictsModel(CONFLICTS, { mayPress })} />, isUrgent: true },
    { view: <Schedule model={{ ...NO_SCHEDULE, mayPress }} /> },
  ],
  rollback: [{ view: <RollbackView model={{ plan: PLAN, mayPress, asked: true }} />, hasNotices: mayPress }],
});

function cellsOf({ cells }: StatusModel, mayPress: boolean, isWhole: boolean): CellModel[] {
  const shown = isWhole ? blocks(mayPress) : {};
  return cells.map(({ id, number, title, state }) =>
    cell({
      id,
      number,
      title,
      state,
      purpose: PURPOSES[id],
      mayPress,
      prediction: { sentence: state === "never" ? "" : `Would do what ${title.toLowerCase()} does.` },
      ...(state === "never"
        ? { blocks: id === "audit" ? [{ view: <Workflows block={{ workflows: [], mayPress }} /> }] : [] }
        : {
          blocks: shown[id] ?? [],
          run: run({ step: id, title }),
          outcome: { ...GREEN_OUTCOME, reconciliation: [] },
        }),
    })
  );
}

const logsOf = (status: StatusModel, some: Partial<LogModel>): Map<string, LogModel> =>
  new Map(
    [...status.cells.map(({ id }): string => id), "journal"].map((name) => [name, log({ name, ...some })]),
  );

function page(
  model: StatusModel,
  mayPress: boolean,
  change: Partial<Record<Id, Partial<CellModel>>>,
  /** With everything that a cell shows once it has run, as the notebook is at its longest. */
  isWhole = false,
): PageModel {
  return {
    status: model,
    cells: cellsOf(model, mayPress, isWhole).map((one) => ({ ...one, ...change[one.id] })),
    logs: logsOf(model, { lines: [] }),
    settings: settings(FULL, 6, mayPress),
    viewer: { name: mayPress ? "Ana" : "the owner", mayPress },
    seq: 812,
  };
}

export function empty(): PageModel {
  const model = status([], { practice: "", workspace: "", here: ["Ana"] });
  const blocked = { prediction: { sentence: "", blocked: "fill in the settings first." } };
  return {
    ...page(model, true, {}),
    cells: cellsOf(model, true, false).map((one) => ({ ...one, ...blocked })),
    logs: new Map(),
    settings: settings(NOTHING, 0),
  };
}

export const running = (): PageModel => ({
  ...page(RUNNING, true, { "full-run": { active: HALF_WAY, outcome: undefined } }, true),
  logs: logsOf(RUNNING, { lines: [] }).set("full-run", log()),
});

export const paused = (): PageModel =>
  page(PAUSED, true, {
    "full-run": { active: { ...HALF_WAY, paused: true, leftMs: undefined }, outcome: undefined },
  });

export const chained = (): PageModel =>
  page(CHAIN, true, {
    schema: {
      active: { ...HALF_WAY, rows: [], rate: undefined, leftMs: undefined },
      outcome: undefined,
    },
    members: { queued: { who: "Ana", after: "Schema" } },
    extract: { queued: { who: "Ana", after: "Members" }, changed: [CHANGED] },
    sample: { queued: { who: "Ana", after: "Extract" } },
  });

/** What can go wrong, all at once. */
export const failed = (): PageModel =>
  page(FAILED, false, {
    audit: {
      outcome: {
        state: "green",
        verdict: "All ten objects can move; 3 things need a decision. About 14 minutes.",
        findings: [finding("automation-1", "warning"), finding("zone", "info")],
        tables: [TABLE],
      },
    },
    members: { changed: [CHANGED] },
    "full-run": { outcome: FAILED_OUTCOME },
    delta: { outcome: undefined },
  }, true);

export const allGreen = (): PageModel =>
  page(status(green(8)), true, { "full-run": { outcome: GREEN_OUTCOME } });
