import { z } from "zod";
import { carried, dropped, idOf, nothing, textOf, type Transform } from "../transform.ts";

/** `resource/id`, so that a person in Twenty can find the row in PracticeHub. */
export const key: Transform = ({ row, map }) => carried(`${map.resource}/${row.id}`);

/** A fixed record, named `resource/id` in the field row. */
export const ref: Transform = ({ value, context }) => {
  const [resource = "", id = ""] = textOf(value).split("/");
  const target = context.targetOf("company", resource, Number(id));
  return target ? carried(target) : nothing;
};

export const patient: Transform = ({ value, context }) => {
  const id = idOf(value);
  if (id === undefined) return nothing;
  const target = context.targetOf("person", "patients", id);
  return target ? carried(target) : dropped("patient-missing");
};

export const practitioner: Transform = ({ value, context }) => {
  const id = idOf(value);
  if (id === undefined) return nothing;
  const target = context.targetOf("person", "practitioners", id);
  if (!target) return dropped("practitioner-missing");
  return carried(target, context.inactive(id) ? "practitioner-inactive" : undefined);
};

export const appointment: Transform = ({ value, context }) => {
  const id = idOf(value);
  if (id === undefined) return nothing;
  const target = context.targetOf("appointment", "appointments", id);
  return target ? carried(target) : dropped("appointment-missing");
};

/** The company of a patient: the one location of all visits, else the practice; only several locations leave a doubt. */
export const homeCompany: Transform = ({ row, context }) => {
  const account = context.targetOf("company", "account", 1);
  const home = context.locations > 1 ? context.homeOf(row.id) : undefined;
  const place = typeof home === "number" ? context.targetOf("company", "locations", home) : undefined;
  if (place) return carried(place);
  if (!account) return nothing;
  return carried(account, home === undefined ? undefined : "company-unmatched");
};

export const location: Transform = ({ value, context }) => {
  const id = idOf(value);
  if (id === undefined) return nothing;
  const target = context.targetOf("company", "locations", id);
  return target ? carried(target) : dropped("location-missing");
};

const Subscribers = z.array(z.object({ patient_id: z.unknown() }).catch({ patient_id: null }));

/** The patients of a package, each once, in the order they are listed. */
export function subscriberIds(row: Record<string, unknown>): number[] {
  const listed = Subscribers.catch([]).parse(row["subscribed_patients"] ?? []).map((s) => idOf(s.patient_id));
  return [...new Set([...listed, idOf(row["patient_id"])].filter((id) => id !== undefined))];
}

/** Packages name their patients in a list; the top-level id is always null (contracts/practicehub 3.14). */
export const firstSubscriber: Transform = ({ value, row, context }) => {
  const ids = subscriberIds({ ...row, subscribed_patients: value });
  const found = ids.map((id) => context.targetOf("person", "patients", id)).find((t) => t !== undefined);
  if (!found) return dropped(ids.length === 0 ? "no-subscriber" : "patient-missing");
  return carried(found, ids.length > 1 ? "several-subscribers" : undefined);
};

/** The workspace member that a practitioner is. */
export const memberOf: Transform = ({ value, context }) => {
  const own = context.memberOf(idOf(value));
  if (own) return carried(own);
  const fallback = context.memberOf(undefined);
  return fallback ? carried(fallback, "owner-fallback") : nothing;
};

/** CSV exports name the practitioner (contracts/practicehub 3.1); a name that is nobody's leaves it to the next row. */
export const memberNamed: Transform = ({ value, context }) => {
  const name = textOf(value);
  if (name === "") return nothing;
  const member = context.memberNamed(name);
  return member ? carried(member) : dropped("owner-fallback");
};

export const fallbackOwner: Transform = ({ context }) => {
  const member = context.memberOf(undefined);
  return member ? carried(member) : nothing;
};
