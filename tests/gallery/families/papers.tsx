import { PAPER_STYLE } from "../../../routes/http/assets.ts";
import type { PaperHead } from "../../../views/papers/paper.tsx";
import {
  ReconciliationPaper,
  type ReconciliationPaperModel,
} from "../../../views/papers/reconciliation_paper.tsx";
import { SamplePaper, type SamplePaperModel } from "../../../views/papers/sample_paper.tsx";
import type { Example, Family } from "../example.ts";
import { COUNTED } from "../made_up/diff.ts";
import { ADDS_UP, counted, WITH_FAILED } from "../made_up/outcome.ts";
import { AT, HUGE, LATER, LONG_ERROR, LONG_NAME, LONG_WORDS, ZONE } from "../made_up/words.ts";

const HEAD: PaperHead = {
  title: "Sample",
  practice: "Riverside Chiropractic",
  source: "https://riverside.practicehub.example",
  target: "https://riverside.twenty.example",
  run: 4,
  who: "Ana",
  at: AT.at,
  madeAt: LATER.at,
  zone: ZONE,
  hash: { of: "SHA-256 of the diff", value: "4f0c2ab81d9e77aa".repeat(4) },
  back: "/#cell-sample",
};

const CARRIED = { equal: true, fate: "carried" as const, why: [] };

const SAMPLE: SamplePaperModel = {
  head: HEAD,
  approval: {},
  verdict: "12 records landed and were read back; all 60 fields are equal.",
  counts: [{ ...COUNTED, object: "person", records: 12, fields: 60, changed: 2, left: 1, empty: 1 }],
  objects: [{
    object: "person",
    records: [{
      sourceKey: "patients/15301",
      targetId: "0f1c",
      fields: [
        { ...CARRIED, field: "name", sources: '{"first_name":"Zoë"}', mapped: '"Zoë"', found: '"Zoë"' },
        { ...CARRIED, field: "jobTitle", sources: "{}", mapped: '""', found: '""' },
        { ...CARRIED, field: "city", sources: '{"city":""}', mapped: null, found: '""', fate: "empty" },
        {
          ...CARRIED,
          field: "workEmail",
          sources: '{"work_email":"two@…, one@…"}',
          mapped: null,
          found: null,
          fate: "left",
          why: ["not a valid e-mail address; left out"],
        },
        {
          ...CARRIED,
          field: "owner",
          sources: '{"practitioner_id":7}',
          mapped: '"f1"',
          found: '"f1"',
          fate: "changed",
          why: ["the practitioner is no workspace member; the fallback owner is used"],
        },
        {
          ...CARRIED,
          field: "emails",
          sources: '{"email":"zoe@example.test","csv:Email":"zoe@example.test"}',
          mapped: JSON.stringify({ primaryEmail: "zoe@example.test", additionalEmails: [] }),
          found: JSON.stringify({ primaryEmail: "zoe@example.test", additionalEmails: [] }),
        },
        { ...CARRIED, field: "tags", sources: '{"tags":[]}', mapped: "[]", found: "[]" },
        { ...CARRIED, field: "interests", sources: '{"":["a"]}', mapped: '["a"]', found: '["a"]' },
      ],
    }],
  }],
  tables: [],
};

const sample = (state: string, other: Partial<SamplePaperModel> = {}): Example => ({
  component: "SamplePaper",
  state,
  view: <SamplePaper model={{ ...SAMPLE, ...other }} style={PAPER_STYLE} />,
});

const RECONCILIATION: ReconciliationPaperModel = {
  head: { ...HEAD, title: "Full run", hash: { ...HEAD.hash, of: "SHA-256 of the outcome" } },
  approval: { paperOnly: true },
  verdict: "14,357 of 14,357 records are in the workspace and equal.",
  tolerance: 0,
  rows: ADDS_UP,
  tables: [],
  findings: [],
  since: [],
};

const figures = (state: string, other: Partial<ReconciliationPaperModel> = {}): Example => ({
  component: "ReconciliationPaper",
  state,
  view: <ReconciliationPaper model={{ ...RECONCILIATION, ...other }} style={PAPER_STYLE} />,
});

export const papers: Family = {
  name: "papers",
  about: "What the clinic signs: black on white, uncut, nothing to press.",
  place: "document",
  examples: [
    sample("to be signed"),
    sample("signed on the page", { approval: { signed: { who: "Dr Priya Raman", at: LATER.at } } }),
    sample("signed on an earlier run that came to the same diff", {
      approval: { signed: { who: "Dr Priya Raman", at: AT.at, sameAs: { signed: 3, newest: 4 } } },
    }),
    sample("a value is unexplained", {
      approval: { hindrance: "1 value of this sample is unexplained." },
      objects: [{
        object: "person",
        records: [{
          sourceKey: "patients/15303",
          targetId: "0f1d",
          fields: [{
            ...CARRIED,
            field: "city",
            sources: '{"city":{"text":"Leeds"}}',
            mapped: null,
            found: null,
            fate: "left",
          }],
        }],
      }],
    }),
    sample("a field differs", {
      approval: { hindrance: "1 field differs: change the map or the record, run the sample again." },
      counts: [{ ...COUNTED, object: "person", records: HUGE, fields: HUGE, unequal: 1 }],
      objects: [{
        object: "person",
        records: [{
          sourceKey: "patients/15302",
          targetId: LONG_NAME,
          fields: [
            {
              ...CARRIED,
              field: LONG_NAME,
              sources: JSON.stringify({ note: LONG_ERROR }),
              mapped: JSON.stringify({ primaryEmail: "", additionalEmails: [] }),
              found: null,
              equal: false,
            },
            { ...CARRIED, field: "done", sources: '{"done":true}', mapped: "true", found: "true" },
            {
              ...CARRIED,
              field: "count",
              sources: '{"count":7}',
              mapped: "7",
              found: "8",
              equal: false,
            },
          ],
        }],
      }],
      tables: [
        { id: "skipped", title: "Skipped", columns: [{ label: "Reason" }], rows: [] },
        {
          id: "remarks",
          title: "What holds less",
          columns: [{ label: "Why" }, { label: "Rows", numeric: true }],
          rows: [[LONG_WORDS, HUGE], ["no country", 1]],
          total: 1_204,
        },
        { id: "two", title: "Said twice", columns: [{ label: "Why" }], rows: [["a"]] },
      ],
    }),
    figures("adds up"),
    figures("failed, missing, and rows again since", {
      rows: [
        ...WITH_FAILED,
        counted("note", HUGE, { created: HUGE - 2, failed: 1 }),
        counted("file", 0, { created: 1 }),
      ],
      findings: [
        { id: "a", severity: "warning", title: LONG_WORDS, detail: LONG_ERROR, action: "Run it again." },
        { id: "b", severity: "info", title: "Notes were cut", detail: "Two of them." },
      ],
      tables: [{ id: "fields", title: "By field", columns: [{ label: "Field" }], rows: [["jobTitle"]] }],
      since: [{ run: 5, at: LATER.at, verdict: "2 rows landed." }],
      approval: { hindrance: "The run is not green." },
    }),
  ],
};
