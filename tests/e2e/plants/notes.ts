import { idOf, oneMore, type Plant, spoil, twofold } from "./plant.ts";
import type { Workspace } from "../reader/workspace.ts";

/** Rewrites the Markdown of a note. */
function rewrite(
  name: string,
  key: string,
  change: (markdown: string) => string,
  finds = ["notes bodyV2"],
): Plant {
  return {
    name: `notes: ${name}`,
    plant: (simulators, there) => {
      const found = there.notes.find(({ practiceHubId }) => practiceHubId === key);
      const { markdown } = found?.["bodyV2"] as { markdown: string };
      const changed = change(markdown);
      if (changed === markdown) throw new Error(`nothing to change in ${key}`);
      return simulators.person("PATCH", `notes/${found?.id}`, { bodyV2: { markdown: changed } });
    },
    finds,
  };
}

const HARD = "clinical_notes/7018";
const SAMPLES = "clinical_notes/7008";

export const NOTES: Plant[] = [
  rewrite("a word less", "clinical_notes/7000", () => "finding"),
  rewrite("a list that runs on", SAMPLES, (markdown) => markdown.replace(/^\s*[-*+] /gm, "")),
  rewrite("what was bold is not", HARD, (markdown) => markdown.replaceAll("**", "")),
  rewrite(
    "a table without bars",
    HARD,
    (markdown) => markdown.replace(/^\|.*\|$/gm, (row) => row.replaceAll("|", " ")),
  ),
  rewrite("a link without its address", HARD, (markdown) => markdown.replace(/\]\([^)]*\)/g, "]")),
  rewrite("headings that run on", HARD, (markdown) => markdown.replace(/^#+ /gm, "")),
  rewrite("a long text that is cut too early", "clinical_notes/7017", (markdown) => markdown.slice(0, 1_000)),
  rewrite("an empty one that says something", "clinical_notes/7001", () => "something"),
  spoil("notes", "clinical_notes", "createdAt", "moment"),
  spoil("notes", "clinical_notes", "title", "text"),
  spoil("notes", "clinical_notes", "noteState", "gone"),
  spoil("notes", "clinical_notes", "noteType", "gone"),
  twofold(spoil("notes", "patients", "bodyV2", "markdown")),
  spoil("notes", "patients", "createdAt", "moment"),
  twofold(spoil("notes", "custom_form_responses", "bodyV2", "markdown")),
  spoil("notes", "custom_form_responses", "title", "text"),
  {
    name: "notes: linked to somebody else too",
    plant: (simulators, there) =>
      simulators.person("POST", "noteTargets", {
        noteId: idOf(there, "notes", "clinical_notes/7000"),
        targetPersonId: there.people.at(-1)?.id,
      }),
    finds: ["noteTargets targetPersonId"],
  },
  {
    name: "notes: linked to a company",
    plant: (simulators, there) =>
      simulators.person("POST", "noteTargets", {
        noteId: idOf(there, "notes", "clinical_notes/7003"),
        targetCompanyId: there.companies[0]?.id,
      }),
    finds: ["noteTargets noteId"],
  },
  {
    name: "notes: the link to the visit is gone",
    plant: (simulators, there) => simulators.person("DELETE", `noteTargets/${linkToVisit(there)}`),
    finds: ["noteTargets targetAppointmentId"],
  },
  oneMore("notes", "clinical_notes"),
];

const linkToVisit = (there: Workspace): string | undefined =>
  there.noteTargets.find((link) => link["targetAppointmentId"])?.id;
