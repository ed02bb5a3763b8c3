import { raw } from "hono/html";
import type { Finding, OutcomeTable } from "../../steps/runbook/step.ts";
import { AutomationTable } from "./automations.tsx";
import type { GradeModel, ReportModel } from "./model.ts";
import { cutSentence, FindingRows, groupFindings, rowCount } from "../findings/rows.tsx";
import { SEVERITY_WORDS } from "../findings/list.tsx";
import { grouped, plural } from "../ui/numbers.ts";
import { PlainTable } from "../cell/outcome.tsx";
import { longDate } from "../ui/times.ts";

/** Rows of one finding that are printed; the file from the console has all. */
const PRINTED_ROWS = 400;

/**
 * The audit as one page that a clinic reads, keeps and prints: no script, nothing from outside, no value of a patient.
 *
 * @param css the stylesheet, which stands in the page
 * @param csp the policy that names the stylesheet by its hash, so that it holds for the saved file too
 */
export function AuditReport({ model, css, csp }: { model: ReportModel; css: string; csp: string }) {
  const { practice, findings, tables } = model;
  const { decide, rows, notes } = groupFindings(findings);
  const table = (id: string) => tables.find((t) => t.id === id);
  return (
    <>
      {raw("<!doctype html>")}
      <html lang="en">
        <head>
          <meta charset="utf-8" />
          <meta http-equiv="Content-Security-Policy" content={csp} />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="color-scheme" content="light dark" />
          <title>{`Audit of ${practice}`}</title>
          <style>{raw(css)}</style>
        </head>
        <body>
          <Head model={model} />
          <main>
            {model.grade ? <GradeLine grade={model.grade} /> : null}
            <Contents model={model} />
            <Section id="decide" title="To decide before anything is written">
              {decide.length === 0 ? <p>Nothing stands in the way.</p> : <Findings findings={decide} />}
            </Section>
            {model.automations
              ? (
                <Section id="automations" title="Automations in Twenty that would start">
                  <AutomationTable items={model.automations.items} />
                </Section>
              )
              : null}
            {rows.length > 0
              ? (
                <Section id="data" title="Warnings about single rows">
                  <p class="quiet lead">
                    {plural(rows.length, "warning")},{" "}
                    {plural(rows.reduce((n, f) => n + rowCount(f), 0), "row")}: what becomes of each is
                    settled; correct in PracticeHub what should arrive otherwise.
                  </p>
                  <Findings findings={rows} alike />
                </Section>
              )
              : null}
            <Table id="stays" table={table("stays")} />
            <Table id="trash" table={table("trash")} />
            <Table id="inventory" table={table("inventory")} />
            <Table id="target" table={table("target")} />
            <Table id="estimate" table={table("estimate")} />
            <Table id="grade" table={table("grade")} />
            <Section id="notes" title="Good to know">
              <Findings findings={notes} alike />
            </Section>
            <Table id="fields" table={table("fields")} />
            <RowLists findings={findings} />
          </main>
          <footer>
            Made by Handover from run {model.run}{" "}
            of the audit, which reads both systems and writes to neither. Ids and shapes of values stand here
            (a for a letter, 0 for a digit), no value of a patient.
          </footer>
        </body>
      </html>
    </>
  );
}

function Head({ model }: { model: ReportModel }) {
  return (
    <header>
      <p class="brand">Handover</p>
      <h1>Audit of {model.practice}</h1>
      <p class="route">
        <span class="id">{model.source}</span> (PracticeHub) → <span class="id">{model.target}</span> (Twenty)
      </p>
      <p class="quiet">
        <time datetime={model.at.at}>{longDate(model.at.at, model.at.zone)}</time>, run {model.run} by{" "}
        {model.who}
      </p>
      <p class="verdict">{model.verdict}</p>
    </header>
  );
}

function GradeLine({ grade }: { grade: GradeModel }) {
  return (
    <p class="grade">
      <span class="letter">{grade.letter}</span>
      <span>
        <b>{grade.means}</b>
        <br />
        <a href="#grade">{grouped(grade.points)} of {grouped(grade.most)} points of complexity</a>
      </span>
    </p>
  );
}

const SECTIONS: [id: string, title: string][] = [
  ["decide", "To decide before anything is written"],
  ["automations", "Automations in Twenty"],
  ["data", "Warnings about single rows"],
  ["stays", "What cannot move, and why"],
  ["trash", "In Twenty's trash, with a patient's address"],
  ["inventory", "Both systems side by side"],
  ["target", "What Twenty needs"],
  ["estimate", "What the next cells cost"],
  ["grade", "Complexity, with its arithmetic"],
  ["notes", "Good to know"],
  ["fields", "Every field and where it goes"],
  ["rows", "The rows behind the findings"],
];

function Contents({ model }: { model: ReportModel }) {
  const there = new Set(["decide", "notes", ...model.tables.map((t) => t.id)]);
  if (model.automations) there.add("automations");
  if (groupFindings(model.findings).rows.length > 0) there.add("data");
  if (model.findings.some((f) => rowCount(f) > 0)) there.add("rows");
  return (
    <nav aria-label="Contents">
      <ol>
        {SECTIONS.filter(([id]) => there.has(id)).map(([id, title]) => (
          <li>
            <a href={`#${id}`}>{title}</a>
          </li>
        ))}
      </ol>
    </nav>
  );
}

function Section({ id, title, children }: { id: string; title: string; children?: unknown }) {
  return (
    <section id={id}>
      <h2>{title}</h2>
      {children}
    </section>
  );
}

function Table({ id, table }: { id: string; table: OutcomeTable | undefined }) {
  if (!table) return null;
  return (
    <Section id={id} title={table.title}>
      <PlainTable table={table} />
    </Section>
  );
}

/** `alike`: the section's title says how severe they are. */
function Findings({ findings, alike }: { findings: Finding[]; alike?: boolean }) {
  return (
    <ul class="findings">
      {findings.map((f) => (
        <li class={alike ? "finding alike" : `finding severity-${f.severity}`}>
          {alike ? null : <span class="severity">{SEVERITY_WORDS[f.severity]}</span>}
          <div>
            <h3>{f.title}</h3>
            <p>{f.detail}</p>
            {f.action ? <p class="todo">{f.action}</p> : null}
            {rowCount(f) > 0
              ? (
                <p>
                  <a href={`#rows-${f.id}`}>{plural(rowCount(f), "row")}, listed at the end</a>
                </p>
              )
              : null}
          </div>
        </li>
      ))}
    </ul>
  );
}

function RowLists({ findings }: { findings: Finding[] }) {
  const listed = findings.filter((f) => rowCount(f) > 0);
  if (listed.length === 0) return null;
  return (
    <Section id="rows" title="The rows behind the findings">
      <p class="quiet">PracticeHub's own numbers: find a patient there by the number after patients/.</p>
      {listed.map((f) => (
        <div class="row-list" id={`rows-${f.id}`}>
          <h3>{f.title}</h3>
          <FindingRows finding={f} most={PRINTED_ROWS} />
          <p class="quiet">{cutSentence(f, PRINTED_ROWS)}</p>
        </div>
      ))}
    </Section>
  );
}
