import type { MapContext } from "../context.ts";
import type { TargetObject } from "../objects.ts";
import { itemsOf, membersOf, saysAnything, unpacked } from "../shapes.ts";
import { carried, dropped, idOf, type Mapped, nothing, textOf, type Transform } from "../transform.ts";

const LINK = { type: "RELATION", takes: ["own"] } as const;

/** Which record a record belongs to, and who answers for it. */
export const REFERENCES = {
  /** `resource/id`, so that a person in Twenty can find the row in PracticeHub. */
  key: {
    type: "TEXT",
    takes: ["own"],
    words: "resource and id",
    run: ({ row, map }) => carried(`${map.resource}/${row.id}`),
  },
  /** A fixed record, named `resource/id` in the field row. */
  ref: {
    ...LINK,
    words: "link to a fixed record",
    needs: ["targetOf"],
    run({ value, context }) {
      const [resource = "", id = ""] = textOf(value).split("/");
      const target = context.targetOf("company", resource, Number(id));
      return target ? carried(target) : nothing;
    },
  },
  patient: {
    ...LINK,
    words: "link to the patient",
    needs: ["targetOf"],
    carries: "are patients that are there",
    run: ({ value, context }) => link(context, value, "person", "patients", dropped("patient-missing")),
  },
  practitioner: {
    ...LINK,
    words: "link to the practitioner",
    needs: ["targetOf", "inactive"],
    carries: "are practitioners that are there",
    run({ value, context }) {
      const mapped = link(context, value, "person", "practitioners", dropped("practitioner-missing"));
      return mapped.value !== undefined && context.inactive(idOf(value) ?? -1)
        ? { ...mapped, remark: "practitioner-inactive" }
        : mapped;
    },
  },
  location: {
    ...LINK,
    words: "link to the location",
    needs: ["targetOf"],
    carries: "are locations that are known",
    run: ({ value, context }) => link(context, value, "company", "locations", dropped("location-missing")),
  },
  appointment: {
    ...LINK,
    words: "link to the visit",
    needs: ["targetOf"],
    carries: "are appointments that are there",
    run: ({ value, context }) =>
      link(context, value, "appointment", "appointments", dropped("appointment-missing")),
  },
  /** Packages name their patients in a list; the top-level id is always null (contracts/practicehub 3.14). */
  firstSubscriber: {
    ...LINK,
    words: "link to the first patient",
    shapes: { lists: true, members: ["patient_id"] },
    reads: ["patient_id"],
    needs: ["targetOf"],
    run({ value, row, context }) {
      const ids = subscriberIds({ ...row, subscribed_patients: value });
      const found = ids.map((id) => context.targetOf("person", "patients", id)).find((t) => t !== undefined);
      if (!found) return dropped(ids.length === 0 ? "no-subscriber" : "patient-missing");
      const several = ids.length > 1 ? "several-subscribers" : undefined;
      const unread = subscribersIn(value).some((item) => subscriberId(item) === undefined);
      return { ...carried(found, several), ...(unread ? { also: "shape-unknown" as const } : {}) };
    },
  },
  /** The one location of all visits, else the practice; only several locations leave a doubt. */
  homeCompany: {
    ...LINK,
    words: "location of the patient's visits",
    needs: ["targetOf", "homeOf", "locations"],
    run({ row, context }) {
      const account = context.targetOf("company", "account", 1);
      const home = context.locations > 1 ? context.homeOf(row.id) : undefined;
      const place = typeof home === "number" ? context.targetOf("company", "locations", home) : undefined;
      if (place) return carried(place);
      if (!account) return nothing;
      return carried(account, home === undefined ? undefined : "company-unmatched");
    },
  },
  memberOf: {
    ...LINK,
    words: "member of the practitioner",
    needs: ["memberOf"],
    shapes: { plain: true },
    run({ value, context }) {
      const id = idOf(value);
      const own = context.memberOf(id);
      if (own && (id !== undefined || !saysAnything(value))) return carried(own);
      const fallback = context.memberOf(undefined);
      return fallback ? carried(fallback, "owner-fallback") : nothing;
    },
  },
  /** CSV exports name the practitioner (contracts/practicehub 3.1); a name that is nobody's leaves it to the next row. */
  memberNamed: {
    ...LINK,
    words: "member of the practitioner's name",
    needs: ["memberNamed"],
    run({ value, context }) {
      const name = textOf(value);
      if (name === "") return nothing;
      const member = context.memberNamed(name);
      return member ? carried(member) : dropped("owner-fallback");
    },
  },
  fallbackOwner: {
    ...LINK,
    words: "the fallback owner",
    needs: ["memberOf"],
    run({ context }) {
      const member = context.memberOf(undefined);
      return member ? carried(member) : nothing;
    },
  },
} satisfies Record<string, Transform>;

/** The record of a row that an attribute holds the id of. */
function link(
  context: MapContext,
  value: unknown,
  object: TargetObject,
  resource: string,
  missing: Mapped,
): Mapped {
  const id = idOf(value);
  if (id === undefined) return isZero(value) ? dropped("zero-none") : nothing;
  const target = context.targetOf(object, resource, id);
  return target ? carried(target) : missing;
}

/** PHP writes zero or false where no row is named. */
const isZero = (value: unknown): boolean => /^(0+(\.0+)?|false)$/i.test(textOf(value));

/** The patients of a package, each once, in the order they are listed: by their id, or as objects that have it. */
export function subscriberIds(row: Record<string, unknown>): number[] {
  const listed = subscribersIn(row["subscribed_patients"]).map(subscriberId);
  return [...new Set([...listed, idOf(row["patient_id"])].filter((id) => id !== undefined))];
}

const subscribersIn = (given: unknown): unknown[] =>
  typeof given === "string" && typeof unpacked(given) === "string"
    ? given.split(/[,;]/).filter(saysAnything)
    : itemsOf(given);

/** An object without a name is a link, whose own id is none of a patient. */
function subscriberId(item: unknown): number | undefined {
  const members = membersOf(item);
  if (!members) return idOf(item);
  return idOf(members["patient_id"]) ?? idOf(members["patient"]) ??
    ("name" in members || "first_name" in members ? idOf(members) : undefined);
}
