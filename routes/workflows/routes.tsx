import { type Context, Hono } from "hono";
import { z } from "zod";
import { UsageError } from "../../steps/base/errors.ts";
import { instant } from "../../steps/base/world.ts";
import {
  deleteWorkflow,
  exportWorkflows,
  type Keeper,
  mergedInWords,
  mergeWorkflows,
  readWorkflows,
  saveWorkflow,
} from "../../steps/workflows/keep.ts";
import { readFile } from "../../steps/workflows/file.ts";
import { Sheet } from "../../views/page/layout.tsx";
import { Partial } from "../../views/ui/partial.tsx";
import { WorkflowForm } from "../../views/workflows/form.tsx";
import { WorkflowImport } from "../../views/workflows/list.tsx";
import type { WorkflowChoices, WorkflowFormModel, WorkflowsModel } from "../../views/workflows/model.ts";
import { ASSETS } from "../http/assets.ts";
import type { Deps, Env } from "../deps.ts";
import { formOf, parse, readForm, uploadedText } from "../http/forms.ts";
import { refuse, wantsPieces } from "../http/reply.tsx";
import { changedDraft, definitionOf, draftOf, NEW_DRAFT, readDraft } from "./draft.ts";
import { fieldMap } from "../../db/maps.ts";
import type { Ledger } from "../../db/ledger.ts";
import type { Console } from "../../steps/console/console.ts";
import { ACTION_TYPES, OPERATORS, TRIGGER_TYPES, UNITS } from "../../steps/workflows/definition.ts";
import { sourceNames } from "../../steps/workflows/field_names.ts";
import { momentsIn } from "../http/moment.ts";

const Id = z.union(
  [z.literal("new"), z.string().regex(/^\d{1,9}$/)],
  "There is no such workflow; reload the page",
);
const Opened = z.object({ opened: z.string().max(100).default("") });

const FILES = {
  "guide.md": { format: "md", type: "text/markdown", name: "workflows-to-rebuild.md" },
  "export.json": { format: "json", type: "application/json", name: "workflows.json" },
} as const;

/** Workflows of PracticeHub that a person describes. They are kept in the ledger; Twenty is asked nothing. */
export function workflowRoutes({ console }: Deps): Hono<Env> {
  const app = new Hono<Env>();
  const { ledger, world } = console;
  const keeper = (c: Context<Env>): Keeper => ({ ledger, world, who: c.get("session").name });

  for (const [path, { format, type, name }] of Object.entries(FILES)) {
    app.get(`/workflows/${path}`, async (c) => {
      const made = { at: instant(world), who: c.get("session").name };
      const text = await exportWorkflows(ledger, console.settings, format, made);
      c.header("Content-Type", `${type}; charset=utf-8`);
      c.header("Content-Disposition", `attachment; filename="${name}"`);
      return c.body(text);
    });
  }

  app.get("/workflows/closed", (c) => wantsPieces(c) ? c.html("") : back(c));

  app.get("/workflows/:id/form", async (c) => {
    const id = parse(Id, c.req.param("id"));
    if (c.get("session").role !== "operator") {
      return refuse(
        c,
        403,
        "Looking only",
        "This link lets you look; ask the operator to change a workflow.",
      );
    }
    const edited = id === "new" ? undefined : (await readWorkflows(ledger)).find((w) => w.id === Number(id));
    if (id !== "new" && !edited) {
      throw new UsageError("Somebody deleted this workflow meanwhile; reload the page.");
    }
    return await show(c, {
      id,
      opened: edited?.hash ?? "",
      draft: edited ? draftOf(edited.definition) : NEW_DRAFT,
      focus: "name",
    });
  });

  app.post("/workflows/draft", async (c) => {
    const form = await formOf(c);
    const { opened } = parse(Opened, form);
    return await show(c, {
      id: parse(Id, form["which"]),
      opened,
      ...changedDraft(readDraft(form), form["change"] ?? ""),
    });
  });

  app.post("/workflows/import", async (c) => {
    const uploaded = readFile(await uploadedText(c, "text"));
    const said = `${mergedInWords(await mergeWorkflows(keeper(c), uploaded))}; nothing was taken away.`;
    if (!wantsPieces(c)) return back(c);
    return c.html(
      <Partial target="workflow-import-box" swap="innerHTML">
        <WorkflowImport said={`${said.charAt(0).toUpperCase()}${said.slice(1)}`} />
      </Partial>,
    );
  });

  app.post("/workflows/:id/delete", async (c) => {
    const id = Number(parse(Id, c.req.param("id")));
    await deleteWorkflow(keeper(c), { id, ...await readForm(c, Opened) });
    return wantsPieces(c) ? c.html("") : back(c);
  });

  app.post("/workflows/:id", async (c) => {
    const id = parse(Id, c.req.param("id"));
    const form = await formOf(c);
    const definition = definitionOf(readDraft(form));
    const { opened } = parse(Opened, form);
    await saveWorkflow(keeper(c), definition, id === "new" ? undefined : { id: Number(id), opened });
    // The form goes; what was saved comes by the stream.
    return wantsPieces(c)
      ? c.html(<Partial target={`workflow-edit-${id}`} swap="innerHTML"></Partial>)
      : back(c);
  });

  return app;

  /** The form as a piece, or as a page of its own for a browser without the script. */
  async function show(c: Context<Env>, form: Omit<WorkflowFormModel, "choices">) {
    const view = <WorkflowForm form={{ ...form, choices: await workflowChoices(ledger) }} />;
    if (wantsPieces(c)) return c.html(view);
    return c.html(
      <Sheet title="Workflow to rebuild" back="/#workflows" assets={ASSETS}>
        {view}
      </Sheet>,
    );
  }
}

const back = (c: Context<Env>) => c.redirect("/#workflows", 303);

export async function workflowsModel(console: Console, mayPress: boolean): Promise<WorkflowsModel> {
  const moment = momentsIn(console);
  const workflows = await readWorkflows(console.ledger);
  return {
    workflows: workflows.map((workflow) => ({ ...workflow, savedAt: moment(workflow.savedAt) })),
    mayPress,
  };
}

export async function workflowChoices(ledger: Ledger): Promise<WorkflowChoices> {
  return {
    triggers: TRIGGER_TYPES,
    operators: OPERATORS,
    actions: ACTION_TYPES,
    units: UNITS,
    fields: sourceNames(await fieldMap(ledger)),
  };
}
