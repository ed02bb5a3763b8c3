import type { Transform } from "../transform.ts";
import { address } from "./address.ts";
import { emails } from "./emails.ts";
import {
  appointmentName,
  carePlanName,
  invoiceName,
  logName,
  noteTitle,
  packageName,
  paymentName,
  personName,
} from "./names.ts";
import { formNote } from "./form_note.ts";
import { noteBody } from "./notes.ts";
import { boolean, consent, money, number, unusedValue } from "./numbers.ts";
import { activity, option, options, status } from "./options.ts";
import { phones } from "./phones.ts";
import {
  appointment,
  fallbackOwner,
  firstSubscriber,
  homeCompany,
  key,
  location,
  memberNamed,
  memberOf,
  patient,
  practitioner,
  ref,
} from "./references.ts";
import { json, markdown, richText, text, textList } from "./text.ts";
import { date, instant, minutes, visitStart } from "./times.ts";

/** Every transform by the name that field rows use. */
export const TRANSFORMS: Record<string, Transform> = {
  activity,
  address,
  appointment,
  appointmentName,
  boolean,
  carePlanName,
  consent,
  date,
  emails,
  fallbackOwner,
  firstSubscriber,
  formNote,
  homeCompany,
  instant,
  invoiceName,
  json,
  key,
  location,
  logName,
  markdown,
  memberNamed,
  memberOf,
  minutes,
  money,
  noteBody,
  noteTitle,
  number,
  option,
  options,
  packageName,
  patient,
  paymentName,
  personName,
  phones,
  practitioner,
  ref,
  richText,
  status,
  text,
  textList,
  unusedValue,
  visitStart,
};
