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
  return target ? carried(target) : dropped("practitioner-missing");
};

export const location: Transform = ({ value, context }) => {
  const id = idOf(value);
  if (id === undefined) return nothing;
  const target = context.targetOf("company", "locations", id);
  return target ? carried(target) : dropped("location-missing");
};

const Subscribers = z.array(z.object({ patient_id: z.unknown() }).catch({ patient_id: null }));

/** Packages name their patients in a list; the top-level id is always null (practicehub/CONTRACT 3.14). */
export const firstSubscriber: Transform = ({ value, row, context }) => {
  const listed = Subscribers.catch([]).parse(value ?? []).map((s) => idOf(s.patient_id));
  const ids = [...listed, idOf(row["patient_id"])].filter((id) => id !== undefined);
  const found = ids.map((id) => context.targetOf("person", "patients", id)).find((t) => t !== undefined);
  if (!found) return dropped(ids.length === 0 ? "no-subscriber" : "patient-missing");
  return carried(found, new Set(ids).size > 1 ? "several-subscribers" : undefined);
};

/** The workspace member that a practitioner is. */
export const memberOf: Transform = ({ value, context }) => {
  const own = context.memberOf(idOf(value));
  if (own) return carried(own);
  const fallback = context.memberOf(undefined);
  return fallback ? carried(fallback, "owner-fallback") : nothing;
};

export const fallbackOwner: Transform = ({ context }) => {
  const member = context.memberOf(undefined);
  return member ? carried(member) : nothing;
};
