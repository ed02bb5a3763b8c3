import { InputField, type InputModel } from "../../../views/cell/controls.tsx";
import { SettingField, type SettingFieldModel } from "../../../views/settings/panel.tsx";
import { Choice, Delay, Text } from "../../../views/workflows/controls.tsx";
import type { Child } from "hono/jsx";
import type { Example, Family } from "../example.ts";
import { HUGE, LONG_WORDS } from "../made_up/words.ts";

const SETTING: SettingFieldModel = {
  group: "source",
  name: "timeZone",
  label: "Time zone of the clinic",
  hint: "",
  value: "",
};
const KEY: SettingFieldModel = {
  ...SETTING,
  name: "sourceKey",
  label: "API key",
  hint: "type to replace it",
};

const input = (state: string, model: InputModel): Example => ({
  component: "InputField",
  state,
  view: (
    <form class="run-form">
      <InputField input={model} cell="sample" />
    </form>
  ),
});

const setting = (component: string, state: string, view: Child): Example => ({
  component,
  state,
  view: (
    <form class="settings-form">
      <fieldset>{view}</fieldset>
    </form>
  ),
});

const told = (component: string, state: string, view: Child): Example => ({
  component,
  state,
  view: (
    <form class="workflow-form">
      <div class="form-line">{view}</div>
    </form>
  ),
});

const UNITS = ["minutes", "hours", "days"];

export const fields: Family = {
  name: "fields",
  about: "Every kind of field: empty, filled in, set and not set, long.",
  place: "cell",
  examples: [
    input("a tick", { kind: "checkbox", name: "sweep", label: "Look for what was deleted", checked: false }),
    input("a tick, ticked", {
      kind: "checkbox",
      name: "sweep",
      label: "Look for what was deleted",
      checked: true,
    }),
    input("a list", {
      kind: "select",
      name: "mode",
      label: "Mode",
      options: ["onlyNew", "everything"],
      value: "everything",
    }),
    input("a number", { kind: "number", name: "count", label: "Records", value: "300", min: 200, max: 500 }),
    input("a huge number", { kind: "number", name: "count", label: "Records", value: String(HUGE) }),
    input("a line, empty", { kind: "text", name: "since", label: "Since", value: "" }),
    input("a line, long", { kind: "text", name: "since", label: LONG_WORDS, value: LONG_WORDS }),
    setting(
      "SettingField",
      "empty, with an example",
      <SettingField {...SETTING} hint="Europe/London" />,
    ),
    setting(
      "SettingField",
      "filled in, long",
      <SettingField {...SETTING} name="practiceName" label="Name of the practice" value={LONG_WORDS} />,
    ),
    setting("SettingField", "a key that is not set", <SettingField {...KEY} isSet={false} />),
    setting("SettingField", "a key that is set", <SettingField {...KEY} isSet />),
    told(
      "Text",
      "a line that is needed",
      <Text label="Name" id="a" name="a" value="" required hint="as PracticeHub calls it" />,
    ),
    told(
      "Text",
      "several lines, wide, its label unseen",
      <Text label="Text" id="b" name="b" value={`\n${LONG_WORDS}`} rows={3} wide quiet focus />,
    ),
    told(
      "Choice",
      "nothing chosen",
      <Choice label="Action" id="c" name="c" value="" options={["send e-mail"]} none="choose…" />,
    ),
    told(
      "Choice",
      "chosen",
      <Choice label="When" id="d" name="d" value={LONG_WORDS} options={[LONG_WORDS]} focus />,
    ),
    told(
      "Delay",
      "none",
      <Delay
        label="How long before or after"
        id="e"
        names={["m", "n"]}
        amount=""
        unit="hours"
        units={UNITS}
      />,
    ),
    told(
      "Delay",
      "in a row",
      <Delay
        label="Wait before it"
        id="f"
        names={["m", "n"]}
        amount="3"
        unit="days"
        units={UNITS}
        before="after"
      />,
    ),
  ],
};
