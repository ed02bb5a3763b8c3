import type { Moment } from "../../../views/ui/times.ts";

/** What a page has to bear: names without a space, numbers as large as a chain of clinics has, errors of a paragraph. */

/** 67 letters: nothing in it may be broken but anywhere. */
export const LONG_NAME = "Wolfeschlegelsteinhausenbergerdorffwelchevoralternwarengewissenhaft";

export const LONG_WORDS =
  "Riverside Chiropractic, Physiotherapy, Sports Massage and Occupational Health Centre of the Lower Valley";

export const LONG_HOST = "wolfeschlegelsteinhausenbergerdorff-voralternwarengewissenhaft.twenty.example";

export const HUGE = 10_000_000;

export const LONG_ERROR =
  "Twenty refused the batch 6 times (HTTP 500: “Query runner already released. Cannot run queries anymore.”) " +
  "and the bisection ended at one row, patients/10000000, whose field phones.primaryPhoneCallingCode it takes for " +
  "invalid. The other 199 went through. Correct the number in PracticeHub, or ignore the row of the map, and run " +
  "this cell again: it continues where it stopped.";

/** A field's name as forms make them. */
export const LONG_FIELD = "doYouOrAnyMemberOfYourFamilySufferFromAnyOfTheFollowingConditions2";

export const ZONE = "Europe/London";
export const AT: Moment = { at: "2026-11-23T14:01:12.000Z", zone: ZONE };
export const LATER: Moment = { at: "2026-11-24T09:30:05.000Z", zone: ZONE };
