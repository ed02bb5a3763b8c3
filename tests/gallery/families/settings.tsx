import { type ConnectionLine, ConnectionLines } from "../../../views/settings/connection.tsx";
import { type SettingsModel, SettingsPanel } from "../../../views/settings/panel.tsx";
import type { Example, Family } from "../example.ts";
import { FULL, NOTHING, settings } from "../made_up/settings.ts";
import { LONG_ERROR, LONG_HOST, LONG_WORDS } from "../made_up/words.ts";

const panel = (state: string, model: SettingsModel, unfolded?: true): Example => ({
  component: "SettingsPanel",
  state,
  view: <SettingsPanel settings={model} />,
  unfolded,
});

const tested = (state: string, lines: ConnectionLine[]): Example => ({
  component: "ConnectionLines",
  state,
  place: "cell",
  view: (
    <div class="connection">
      <ConnectionLines lines={lines} />
    </div>
  ),
});

export const settingPanels: Family = {
  name: "settings",
  about: "The two systems and what only a person knows; what a test of a connection found.",
  place: "main",
  examples: [
    panel("empty: the first run", settings(NOTHING, 0)),
    panel(
      "half filled in",
      settings({ ...NOTHING, sourceUrl: FULL.sourceUrl, timeZone: "Europe/London" }, 4),
    ),
    panel("full, folded", settings(FULL, 6)),
    panel("full, unfolded", settings(FULL, 6), true),
    panel("full, by a viewer", settings({ ...FULL, gonePolicy: "keep" }, 6, false), true),
    panel(
      "very long",
      settings({ ...FULL, targetUrl: `https://${LONG_HOST}`, practiceName: LONG_WORDS }, 6),
      true,
    ),
    tested("all is well", [
      { state: "good", text: "PracticeHub takes the key." },
      { state: "good", text: "1,191 patients, 7,587 appointments." },
    ]),
    tested("something is wrong", [
      { state: "good", text: "Twenty answers." },
      { state: "wrong", text: "Twenty refused the key: make a new one under Settings, APIs." },
    ]),
    tested("only a person can tell, at length", [
      { state: "unsure", text: `Whether the key may write shows when a cell writes. ${LONG_ERROR}` },
      { state: "wrong", text: `https://${LONG_HOST}/rest/people does not answer within 20 s.` },
    ]),
  ],
};
