import { OptionalObjectsForm } from "../../../views/optional_objects/form.tsx";
import { PlaceImport, Places, type PlacesModel } from "../../../views/places/list.tsx";
import { Schedule, type ScheduleModel } from "../../../views/schedule/form.tsx";
import type { Example, Family } from "../example.ts";
import { PLACES, PRACTICE } from "../made_up/places.ts";
import { HUGE, LONG_WORDS, ZONE } from "../made_up/words.ts";

type Place = PlacesModel["places"][number];

const places = (
  state: string,
  list: Place[],
  other: Partial<PlacesModel> = {},
  unfolded?: true,
): Example => ({
  component: "Places",
  state,
  view: (
    <Places
      block={{
        places: list,
        countedIn: "extract",
        accountName: "riverside",
        mayPress: true,
        ...other,
      }}
    />
  ),
  unfolded,
});

const schedule = (state: string, other: Partial<ScheduleModel> = {}): Example => ({
  component: "Schedule",
  state,
  view: (
    <Schedule
      model={{
        zone: "Europe/London",
        mayPress: true,
        keysMissing: false,
        suggestedUntil: "2026-11-30T18:00",
        ...other,
      }}
    />
  ),
});

const ORDER = {
  minutes: 30,
  until: { at: "2026-11-30T18:00:00Z", zone: ZONE },
  next: { at: "2026-11-28T10:30:00Z", zone: ZONE },
  who: "Ana",
};

const OPTIONAL = [
  { name: "invoices", label: "Invoices", rows: 10_213, ticked: true },
  { name: "payments", label: "Payments", rows: 1, ticked: false },
  { name: "logs", label: LONG_WORDS, rows: HUGE, ticked: false },
];

export const told: Family = {
  name: "places-and-times",
  about: "What a person tells: companies, optional objects, and the clock.",
  place: "cell",
  examples: [
    places("nothing has been looked at", [{ ...PRACTICE, name: "" }], { countedIn: "nothing" }),
    places("some have no name", PLACES),
    places("one has no name, by a viewer", [PRACTICE, ...PLACES.slice(1, 3), ...PLACES.slice(4)], {
      mayPress: false,
      countedIn: "audit",
    }),
    places("addresses open", PLACES, {}, true),
    places("thirteen: folded", [
      { ...PRACTICE, name: "" },
      ...Array.from({ length: 13 }, (_, i): Place => ({ id: String(i + 1), name: "", address: {} })),
    ]),
    places("by a viewer, the practice has no name", [{ ...PRACTICE, name: "" }], { mayPress: false }),
    {
      component: "PlaceImport",
      state: "after a file was read",
      view: <PlaceImport said="50 places were named, 2 lines stand for none." />,
    },
    {
      component: "OptionalObjectsForm",
      state: "by an operator",
      view: <OptionalObjectsForm model={{ rows: OPTIONAL, mayPress: true }} />,
    },
    {
      component: "OptionalObjectsForm",
      state: "by a viewer",
      view: <OptionalObjectsForm model={{ rows: OPTIONAL, mayPress: false }} />,
    },
    schedule("nothing is ordered"),
    schedule("ordered", { order: ORDER }),
    schedule("ordered, the keys are missing", { order: ORDER, keysMissing: true }),
    schedule("the last one ended", { order: { ...ORDER, ended: `the delta was red: ${LONG_WORDS}` } }),
    schedule("ordered, by a viewer", { order: { ...ORDER, minutes: 1 }, mayPress: false }),
  ],
};
