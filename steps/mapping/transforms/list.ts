import type { Transform } from "../transform.ts";
import { address } from "./address.ts";
import { emails } from "./emails.ts";
import { appointmentName, carePlanName, noteTitle, personName } from "./names.ts";
import { noteBody } from "./notes.ts";
import { boolean, money, number } from "./numbers.ts";
import { activity, option, options, status } from "./options.ts";
import { phones } from "./phones.ts";
import {
  fallbackOwner,
  firstSubscriber,
  key,
  location,
  memberOf,
  patient,
  practitioner,
  ref,
} from "./references.ts";
import { markdown, richText, text } from "./text.ts";
import { date, instant, minutes } from "./times.ts";

/** Every transform by the name that field rows use. */
export const TRANSFORMS: Record<string, Transform> = {
  activity,
  address,
  appointmentName,
  boolean,
  carePlanName,
  date,
  emails,
  fallbackOwner,
  firstSubscriber,
  instant,
  key,
  location,
  markdown,
  memberOf,
  minutes,
  money,
  noteBody,
  noteTitle,
  number,
  option,
  options,
  patient,
  personName,
  phones,
  practitioner,
  ref,
  richText,
  status,
  text,
};
