import { insertDiffs } from "../../db/diffs.ts";
import { proposeFields, proposeValues, saveMember } from "../../db/maps.ts";
import type { Kit } from "../../steps/runbook/kit.ts";
import type { Outcome, StepId } from "../../steps/runbook/step.ts";
import { counted } from "../gallery/made_up/outcome.ts";
import { AUDIT, FIELDS, MANY_FIELDS, TARGETS, VALUES } from "./made_up_maps.ts";
import type { Act } from "../routes/support/fake_steps.ts";

/** Steps that make up a clinic's migration, so that every part of the page has something to show. */
export function madeUpActs(manyRows = false): Partial<Record<StepId, Act>> {
  return {
    audit: (kit) => audit(kit),
    schema: (kit) => schema(kit, manyRows),
    members: (kit) => members(kit),
    extract: (kit) => extract(kit),
    sample: (kit) => sample(kit),
    "full-run": (kit) => fullRun(kit),
    rollback: (_, input) => rollback(input),
  };
}

async function audit(kit: Kit): Promise<Outcome> {
  await kit.log.write(
    { kind: "page", object: "patients", message: "1,191 patients in 12 pages", fields: { requests: 12 } },
    {
      kind: "page",
      object: "appointments",
      message: "7,587 appointments in 76 pages",
      fields: { requests: 76 },
    },
    {
      kind: "absent",
      level: "warning",
      object: "tags",
      message: "/tags answers 404: tags come from the patients CSV",
    },
  );
  return {
    state: "green",
    verdict:
      "All ten objects can move; 3 things need a decision and 212 appointments will carry no location. About 14 minutes.",
    fingerprint: "audit-1",
    internal: AUDIT,
    findings: [
      {
        id: "shared-email",
        severity: "warning",
        title: "38 patients share an e-mail address",
        detail:
          "Twenty holds an address once. The oldest patient keeps it; the other 24 keep it as an additional one.",
        action: "Nothing to do, unless a family should share one record: then merge it in PracticeHub first.",
      },
      {
        id: "webhooks",
        severity: "warning",
        title: "2 workflows in the workspace would fire",
        detail: "“Welcome new person” and “Notify on deal” start when a person or an opportunity is created.",
        action: "Switch both off in Twenty → Settings → Workflows until the full run has ended.",
      },
      {
        id: "tags",
        severity: "info",
        title: "Tags come from a CSV",
        detail: "The API has no endpoint for tags.",
      },
      {
        id: "phones",
        severity: "info",
        title: "17 telephone numbers cannot be read",
        detail: "They move as text.",
      },
    ],
    tables: [
      {
        id: "objects",
        title: "What there is, and what holds it",
        columns: [
          { label: "PracticeHub" },
          { label: "Rows", numeric: true },
          { label: "Fields", numeric: true },
          { label: "Twenty" },
          { label: "Requests", numeric: true },
        ],
        rows: [
          ["patients", 1191, 34, "person", 18],
          ["locations", 3, 4, "company", 2],
          ["appointments", 7587, 19, "appointment, made for it", 114],
          ["clinical notes", 5312, 11, "note", 80],
          ["files", 842, 9, "attachment", 1684],
          ["practitioners", 9, 7, "person, member", 1],
          ["patient packages", 264, 12, "opportunity", 5],
        ],
      },
    ],
  };
}

async function schema(kit: Kit, manyRows: boolean): Promise<Outcome> {
  await kit.ledger.commit({
    writes: [
      ...proposeFields(kit.ledger, manyRows ? MANY_FIELDS : FIELDS),
      ...proposeValues(kit.ledger, VALUES),
    ],
  });
  return {
    state: "waiting",
    verdict:
      "12 fields and 6 values are proposed; confirm or change them, then run again to make what is missing.",
    fingerprint: "schema-1",
    internal: TARGETS,
  };
}

async function members(kit: Kit): Promise<Outcome> {
  await kit.ledger.commit({
    writes: [
      { practitioner_id: 101, name: "Dr Priya Raman", member_id: "m1", how: "name", state: "matched" },
      { practitioner_id: 102, name: "Tom Whitfield", member_id: "m2", how: "email", state: "matched" },
      {
        practitioner_id: 107,
        name: "Bernadette O’Shaughnessy-Villanueva",
        member_id: null,
        how: "fallback",
        state: "pending",
      },
    ].map((row) => saveMember(kit.ledger, { ...row, email: null } as Parameters<typeof saveMember>[1])),
  });
  return {
    state: "green",
    verdict:
      "2 of 3 practitioners are members; the third falls back to Ana Whitfield until she accepts her invitation.",
    detail: {
      members: [
        { id: "m1", name: "Priya Raman", email: "priya@riverside.example" },
        { id: "m2", name: "Tom Whitfield", email: "tom@riverside.example" },
        { id: "m3", name: "Ana Whitfield", email: "ana@riverside.example" },
      ],
    },
  };
}

async function extract(kit: Kit): Promise<Outcome> {
  for (let page = 1; page <= 12; page++) {
    await kit.control.pass();
    kit.progress([{ object: "patients", done: Math.min(1191, page * 100), total: 1191 }]);
    await kit.log.write({
      kind: "page",
      object: "patients",
      message: `page ${page} of 12, ${page < 12 ? 100 : 91} rows`,
    });
  }
  return {
    state: "green",
    verdict: "15,208 records and 842 files are in the ledger; every id was seen.",
    fingerprint: "e",
  };
}

async function sample(kit: Kit): Promise<Outcome> {
  const fields = [
    "name.firstName",
    "name.lastName",
    "emails.primaryEmail",
    "phones.primaryPhoneNumber",
    "stage",
  ];
  const rows = Array.from({ length: 60 }, (_, i) =>
    fields.map((field) => ({
      run_id: kit.run,
      object: i % 3 === 0 ? "opportunity" : "person",
      target_id: `t${i}`,
      source_key: i % 3 === 0 ? `patient_packages/${400 + i}` : `patients/${15300 + i}`,
      field,
      sources: JSON.stringify({ [field]: field === "stage" ? "In Progress" : `made-up ${field} ${i}` }),
      expected: field === "stage" ? "IN_PROGRESS" : `made-up ${field} ${i}`,
      found: field === "stage" ? (i === 7 ? "NEW" : "IN_PROGRESS") : `made-up ${field} ${i}`,
      equal: field === "stage" && i === 7 ? 0 : 1,
      fate: "carried" as const,
      reasons: "[]",
    }))).flat();
  await kit.ledger.commit({ writes: insertDiffs(kit.ledger, rows) });
  return { state: "green", verdict: "60 records landed and were read back; 299 of 300 fields are equal." };
}

async function fullRun(kit: Kit): Promise<Outcome> {
  const todo = [["company", 3], ["person", 1191], ["opportunity", 264], ["appointment", 7587], [
    "note",
    5312,
  ]] as const;
  const progress = todo.map(([object, total]) => ({ object, done: 0, total: total as number }));
  for (const part of progress) {
    while (part.done < part.total) {
      await kit.control.pass();
      const batch = Math.min(200, part.total - part.done);
      part.done += batch;
      kit.progress(structuredClone(progress));
      await kit.log.write({
        kind: "batch",
        object: part.object,
        level: part.done === 1000 ? "warning" : "info",
        message: part.done === 1000
          ? "1 record refused: patients/15341 phones.primaryPhoneCallingCode; the other 199 went through"
          : `batch of ${batch} confirmed, read back ${batch} equal`,
        fields: { done: part.done },
      });
    }
  }
  return {
    state: "red",
    verdict: "14,355 of 14,357 records are in the workspace and equal; 2 failed.",
    reconciliation: [
      counted("company", 3, { created: 3 }),
      counted("person", 1191, { created: 967, updated: 24, unchanged: 191, skipped: 8, failed: 1 }),
      counted("opportunity", 264, { created: 244, unchanged: 20 }),
      counted("appointment", 7587, { created: 7375, skipped: 212 }),
      counted("note", 5312, { created: 5301, skipped: 9, failed: 1, conflict: 1 }),
    ],
    tables: [{
      id: "failed",
      title: "What failed, and why",
      columns: [{ label: "Record" }, { label: "Twenty said" }, { label: "What to do" }],
      rows: [
        ["patients/15341", "Invalid calling code", "Correct the number in PracticeHub, then run delta"],
        ["clinical_notes/88213", "Body too long (65,535)", "Split the note, or accept it as an attachment"],
      ],
    }],
  };
}

function rollback(input: unknown): Outcome {
  if ((input as { plan?: string }).plan) {
    return { state: "green", verdict: "13,914 rows taken back, 3 kept; everyone else's rows are as before." };
  }
  return {
    state: "waiting",
    verdict: "13,914 rows would be taken back and 3 kept, because people have edited them since.",
    detail: {
      plan: {
        hash: "b41f0c",
        count: 13914,
        objects: [
          { object: "note", reverse: 5301, keep: 1 },
          { object: "appointment", reverse: 7375, keep: 0 },
          { object: "opportunity", reverse: 244, keep: 0 },
          { object: "person", reverse: 991, keep: 2 },
          { object: "company", reverse: 3, keep: 0 },
        ],
        kept: [
          {
            object: "person",
            sourceKey: "patients/15302",
            reason: "jobTitle was edited in Twenty after we wrote it",
          },
          { object: "person", sourceKey: "patients/15377", reason: "a note by someone else hangs on it" },
          { object: "note", sourceKey: "clinical_notes/88001", reason: "its text was edited in Twenty" },
        ],
      },
    },
  };
}
