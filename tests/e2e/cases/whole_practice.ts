import { assertEquals } from "@std/assert";
import { csvExports, withoutCsvColumns, writeExports } from "../../../fixtures/practice/exports/exports.ts";
import { generatePractice } from "../../../fixtures/practice/generate.ts";
import type { QuirkSettings } from "../../../fixtures/practicehub/quirks.ts";
import { takeCsv } from "../../../steps/staging/csv/take.ts";
import { confirmField } from "../../../steps/map_editor/field_decisions.ts";
import { openStage, OWNER, type Ran, runOn, type Stage, told } from "../../support/stage.ts";
import { discrepancies } from "../reader.ts";
import type { Address, Optional, ReaderOptions } from "../reader/context.ts";
import type { Discrepancy } from "../reader/discrepancies.ts";
import { readExports } from "../reader/exports.ts";

export interface WholeOptions {
  patients: number;
  seed?: number;
  /** The API knows neither tags nor referral sources; the CSV does. */
  csvOnlyTags?: boolean;
  quirks?: QuirkSettings;
  /** The practice's time zone is no country's, and nobody chose one. */
  noCountry?: boolean;
}

const OPTIONAL: readonly Optional[] = ["patient_logs", "invoices", "payments"];
const LOCATIONS = { "1": "Harbour Row", "2": "Mill Lane" };
const ADDRESSES: Record<string, Address> = {
  practice: { street: "1 Quay", city: "St Helier", state: "Jersey", postcode: "JE2 3AB", country: "Jersey" },
  "2": { street: "9 Mill Lane", city: "Bristol" },
};
/** A time zone of no country; the currency has to be given then. */
export const NOWHERE = { timeZone: "UTC", currency: "GBP" };
/** The form that is kept as notes, too. */
export const NOTED_FORM = "New patient intake";

/** A practice with its exports, everything ticked and a form kept as notes, moved by the headless program. */
export class WholePractice implements AsyncDisposable {
  private constructor(
    readonly stage: Stage,
    readonly ran: Ran,
    readonly options: Partial<ReaderOptions>,
  ) {}

  static async move(
    { patients, seed = 1, csvOnlyTags, quirks = {}, noCountry }: WholeOptions,
  ): Promise<WholePractice> {
    const whole = generatePractice({ seed, patients });
    const stage = await openStage({ practice: csvOnlyTags ? withoutCsvColumns(whole) : whole, quirks });
    const exports = csvExports(seed, whole);
    await writeExports(`${stage.dir}/exports`, exports);
    const settings = {
      optionalObjects: [...OPTIONAL],
      locations: LOCATIONS,
      addresses: ADDRESSES,
      ...(noCountry ? NOWHERE : {}),
    };
    const console = await stage.console({ settings });
    const by = { ledger: console.ledger, world: stage.world, who: "a test" };
    for (const [name, text] of Object.entries(exports)) {
      await takeCsv(by, { name: `${name}.csv`, bytes: new TextEncoder().encode(text) }, by.who);
    }
    assertGreen(await runOn(console, ["audit", "schema"]));
    await confirmField(by, {
      object: "note",
      resource: "custom_form_responses",
      source: NOTED_FORM,
      target: "bodyV2",
    });
    // The extract may meet values that the audit's sample did not: the schema then gives them options.
    const ran = assertGreen(
      await runOn(console, ["schema", "members", "extract", "schema", "sample", "full-run"]),
    );
    const practice = await stage.simulators.practice();
    return new WholePractice(stage, ran, {
      optional: OPTIONAL,
      exports: await readExports(`${stage.dir}/exports`, practice.patients ?? []),
      formsAsNotes: [NOTED_FORM],
      wholeOptions: true,
      ...(noCountry ? { timeZone: NOWHERE.timeZone, country: undefined } : {}),
      fallbackOwner: OWNER,
      places: { names: { practice: "Riverside Chiropractic", ...LOCATIONS }, addresses: ADDRESSES },
    });
  }

  /** What the independent reader finds wrong: each kind with its count and the first record that has it. */
  async read(): Promise<string[]> {
    const { simulators } = this.stage;
    return summed(await discrepancies(await simulators.practice(), simulators.target, this.options));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stage[Symbol.asyncDispose]();
  }
}

function summed(found: readonly Discrepancy[]): string[] {
  const kinds = Map.groupBy(found, ({ object, field, problem }) => `${object}.${field} ${problem}`);
  return [...kinds].map(([kind, rows]) => `${kind}: ${rows.length}, first ${rows[0]?.id}`);
}

function assertGreen(ran: Ran): Ran {
  assertEquals(ran.code, 0, told(ran));
  return ran;
}
