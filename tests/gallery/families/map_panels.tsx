import { MapImported, MapSaid, MapWarning } from "../../../views/maps/answers.tsx";
import { MapPanel } from "../../../views/maps/panel.tsx";
import type { PanelModel } from "../../../views/maps/model.ts";
import type { Child } from "hono/jsx";
import type { Example, Family } from "../example.ts";
import { LONG_FIELD, LONG_NAME, LONG_WORDS } from "../made_up/words.ts";

/** As it opens beneath a row. */
const beneath = (component: string, state: string, view: Child): Example => ({
  component,
  state,
  view: (
    <div class="maps">
      <div class="map-panel">{view}</div>
    </div>
  ),
});

const panel = (state: string, model: PanelModel): Example =>
  beneath("MapPanel", state, <MapPanel panel={model} />);

const OPTIONS = [{ value: "FRIEND", label: "Friend" }, { value: "LONG", label: LONG_WORDS }];
const FIELDS = [
  { name: "jobTitle", label: "Job Title", type: "TEXT" },
  { name: LONG_FIELD, label: LONG_WORDS, type: "MULTI_SELECT" },
];
const TYPES = [{ name: "TEXT", words: "text" }, { name: "DATE_TIME", words: "date and time" }];

export const mapPanels: Family = {
  name: "map-panels",
  about: "What is asked, warned of and answered beneath a row of the maps.",
  place: "cell",
  examples: [
    panel("ignore, with a reason", {
      kind: "ignore",
      id: "f1",
      what: "fax to person.fax",
      note: LONG_WORDS,
      max: 200,
    }),
    panel("change", {
      kind: "change",
      id: "f2",
      what: "email to person.emails",
      fields: FIELDS,
      target: "jobTitle",
      transforms: [{ name: "text", words: "as it is" }, { name: "option", words: "as an option" }],
      transform: "option",
      types: TYPES,
      suggested: { label: "E-mail", type: "TEXT" },
      canMove: true,
    }),
    panel("change, its field is fixed", {
      kind: "change",
      id: "f3",
      what: "email to person.emails",
      fields: [],
      target: "emails",
      transforms: [{ name: "text", words: "as it is" }],
      transform: "text",
      types: TYPES,
      suggested: { label: "", type: "TEXT" },
      canMove: false,
    }),
    panel("map", {
      kind: "map",
      id: "s1",
      what: "emergency_contact",
      fields: FIELDS,
      types: TYPES,
      suggested: { label: "Emergency contact", type: "TEXT" },
    }),
    panel("map, no field fits", {
      kind: "map",
      id: "s2",
      what: LONG_FIELD,
      fields: [],
      types: TYPES,
      suggested: { label: LONG_WORDS, type: "TEXT" },
    }),
    panel("move a value", { kind: "move", id: "v1", value: LONG_NAME, options: OPTIONS, option: "LONG" }),
    panel("rename an option", { kind: "rename", id: "o1", label: "Friend", value: "FRIEND" }),
    panel("change the default", {
      kind: "default",
      id: "t1",
      field: "Referral source",
      options: OPTIONS,
      option: "",
    }),
    panel("add a value", { kind: "add", id: "t1", field: "Referral source", options: OPTIONS }),
    beneath(
      "MapWarning",
      "an option is in use",
      <MapWarning
        text="10,000,000 rows of PracticeHub would be left empty."
        path="/maps"
        values={{}}
      />,
    ),
    beneath("MapSaid", "kept", <MapSaid text={`the option is called ${LONG_WORDS}`} />),
    beneath("MapImported", "all of it", <MapImported decided={1} added={0} left={[]} />),
    beneath(
      "MapImported",
      "some of it does not apply",
      <MapImported
        decided={315}
        added={2}
        left={Array.from({ length: 30 }, (_, i) => `person.${LONG_FIELD}${i} is no field of this workspace`)}
      />,
    ),
    beneath(
      "MapImported",
      "one thing does not apply",
      <MapImported decided={2} added={1} left={[LONG_WORDS]} />,
    ),
  ],
};
