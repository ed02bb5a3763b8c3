import type { Guard, Theme } from "./guard.ts";
import { EVIDENCE } from "./named/evidence.ts";
import { IN_A_BROWSER } from "./named/in_a_browser.ts";
import { MAPPING } from "./named/mapping.ts";
import { ORDER } from "./named/order.ts";
import { PAGE } from "./named/page.ts";
import { READING } from "./named/reading.ts";
import { SCHEMA } from "./named/schema.ts";
import { TAKING_BACK } from "./named/taking_back.ts";
import { TELLING } from "./named/telling.ts";
import { WRITING } from "./named/writing.ts";

export const THEMES: readonly Theme[] = [
  WRITING,
  SCHEMA,
  TAKING_BACK,
  READING,
  ORDER,
  TELLING,
  PAGE,
  IN_A_BROWSER,
  EVIDENCE,
  MAPPING,
];

export const GUARDS: readonly Guard[] = THEMES.flatMap((theme) => theme.guards);
