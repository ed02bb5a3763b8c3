import { MapEditor } from "../../../views/maps/editor.tsx";
import { MapList } from "../../../views/maps/list.tsx";
import { MapPicture } from "../../../views/maps/picture.tsx";
import { ValueTable } from "../../../views/maps/values.tsx";
import type { MapListModel, MapsModel, ValueTableModel } from "../../../views/maps/model.ts";
import type { Example, Family } from "../example.ts";
import { FIELD_ROWS, group, LEFT_BEHIND, list, maps, NO_FILTER } from "../made_up/maps.ts";
import { PICTURE } from "../made_up/map_picture.ts";
import { VALUES } from "../made_up/values.ts";
import { AT, HUGE, LONG_NAME } from "../made_up/words.ts";

const editor = (state: string, other: Partial<MapsModel>, shown?: MapListModel): Example => ({
  component: "MapEditor",
  state,
  view: <MapEditor maps={maps(other)} list={shown} />,
});

/** As it stands in the editor. */
const rows = (state: string, model: MapListModel): Example => ({
  component: "MapList",
  state,
  view: (
    <div class="maps">
      <h3 class="visually-hidden">Maps</h3>
      <form id="map-filter" hidden></form>
      <div class="map-list">
        <MapList list={model} />
      </div>
    </div>
  ),
  unfolded: true,
});

const values = (state: string, other: Partial<ValueTableModel>, mayPress = true): Example => ({
  component: "ValueTable",
  state,
  view: (
    <div class="maps">
      <h3 class="visually-hidden">Maps</h3>
      <div class="map-list">
        <ValueTable table={{ ...VALUES, ...other }} filter={NO_FILTER} mayPress={mayPress} />
      </div>
    </div>
  ),
  unfolded: true,
});

const FILTERED = {
  ...NO_FILTER,
  text: "emails",
  object: "person",
  state: "confirmed" as const,
  below: 98,
  made: true,
};

export const mapEditors: Family = {
  name: "maps",
  about: "Which source field goes to which target field; every row is a person's to decide.",
  place: "cell",
  examples: [
    { ...editor("as the cell has it", {}), settled: ".map-list .map-bulk" },
    editor(
      "every row is decided, by a viewer",
      { proposed: 0, mayPress: false, history: [] },
      list({ mayPress: false }),
    ),
    editor(
      "filtered",
      {},
      list({
        filter: FILTERED,
        found: 1,
        groups: [group({ rows: FIELD_ROWS.slice(0, 1), unmapped: [], filtered: true })],
      }),
    ),
    editor("undone, 10,000,000 rows", {
      fields: HUGE,
      values: HUGE,
      proposed: HUGE,
      history: [{ id: 1, at: AT, who: LONG_NAME.slice(0, 40), what: "confirmed 18 rows", undone: true }],
    }, list({ all: HUGE, found: 0, atLeast: 0, groups: [] })),
    rows("a row of every kind", list({ groups: [group({ total: 220, leftOutTotal: 41 })] })),
    rows("by a viewer", list({ mayPress: false })),
    rows(
      "the group that shows more",
      list({
        filter: { ...NO_FILTER, more: "fields-person" },
        groups: [group({ rows: FIELD_ROWS.slice(0, 2), unmapped: [], leftOutTotal: 0 })],
      }),
    ),
    rows(
      "only what has no row",
      list({ groups: [group({ rows: [], total: 0, open: 0, unmapped: LEFT_BEHIND })] }),
    ),
    rows("nothing found", list({ found: 0, groups: [], filter: FILTERED })),
    rows(
      "fields and values",
      list({ groups: [group({ rows: FIELD_ROWS.slice(0, 2), unmapped: [] })], tables: [VALUES] }),
    ),
  ],
};

export const valueTables: Family = {
  name: "values",
  about: "Which value becomes which option; and the field map as a picture.",
  place: "cell",
  examples: [
    values("a value of every kind", {}),
    values("by a viewer", {}, false),
    values("found by a filter, more than are shown", { filtered: true, more: 41, total: 48 }),
    values("empty", { total: 0, open: 0, options: [], ignored: [], otherwise: "" }),
    values("not counted yet, every one decided", { counted: false, looked: undefined, open: 0, ignored: [] }),
    {
      component: "MapPicture",
      state: "confirmed, proposed, ignored",
      view: <MapPicture objects={PICTURE} />,
    },
    { component: "MapPicture", state: "empty", view: <MapPicture objects={[]} /> },
  ],
};
