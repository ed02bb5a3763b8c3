import { FoundList } from "../../../views/records/search.tsx";
import { Masthead, type ViewerModel } from "../../../views/page/masthead.tsx";
import type { StatusModel } from "../../../views/page/status_bar.tsx";
import type { Example, Family } from "../example.ts";
import { status } from "../made_up/status.ts";
import { LONG_HOST, LONG_NAME, LONG_WORDS } from "../made_up/words.ts";

const ANA: ViewerModel = { name: "Ana", mayPress: true };

const masthead = (
  state: string,
  other: Partial<StatusModel> = {},
  viewer = ANA,
): Example => ({
  component: "Masthead",
  state,
  view: <Masthead status={status([], other)} viewer={viewer} />,
});

/** The list as it opens beneath the field. */
const found = (state: string, list: Parameters<typeof FoundList>[0]["found"]): Example => ({
  component: "FoundList",
  state,
  place: "main",
  view: (
    <div class="run-page">
      <FoundList found={list} />
    </div>
  ),
});

const ZOE = { key: "patients/1532618", kind: "Patient", name: "Zoë Quillfeather", how: "name", gone: false };

export const mastheads: Family = {
  name: "masthead",
  about: "What is moved where, who looks on; and what the search finds.",
  place: "top",
  examples: [
    masthead("an operator alone"),
    masthead("nothing filled in", { practice: "", workspace: "", here: [] }),
    masthead("five people", {
      here: ["Ana", "Ben (viewer)", "Cleo", "Dr Priya Raman", "the owner (viewer)"],
    }),
    masthead("a viewer, menu open", { here: ["Ana", "Ben (viewer)"] }, { name: "Ben", mayPress: false }),
    masthead("names of a paragraph", { practice: LONG_WORDS, workspace: LONG_HOST }),
    masthead("names without a space", {
      practice: LONG_NAME,
      workspace: LONG_HOST,
      here: [LONG_NAME.slice(0, 40), "Ana", LONG_NAME.slice(0, 40)],
    }, { name: LONG_NAME.slice(0, 40), mayPress: true }),
    found("nothing found", { rows: [], more: false }),
    found("one", { rows: [ZOE], more: false }),
    found("many, and more there are", {
      more: true,
      rows: [
        ZOE,
        { ...ZOE, key: "patients/1532619", name: LONG_NAME, how: "e-mail" },
        { ...ZOE, key: "clinical_notes/88213", kind: "Clinical note", name: "", how: "number" },
        { ...ZOE, key: "custom_form_responses/10000000", name: LONG_WORDS, gone: true },
        { ...ZOE, key: "patients/1532620", how: "practiceHubId", gone: true },
      ],
    }),
  ],
};
