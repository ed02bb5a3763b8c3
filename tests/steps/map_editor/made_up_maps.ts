import { type Effect, insertEffects } from "../../../db/effects.ts";
import type { Ledger } from "../../../db/ledger.ts";
import { fieldMap, proposeFields, proposeValues, valueMap } from "../../../db/maps.ts";
import { insertRun } from "../../../db/runs.ts";
import type { FieldMapTable, RunState, ValueMapTable } from "../../../db/tables.ts";
import type { FieldProfile } from "../../../steps/profile/profile.ts";
import type { Editor } from "../../../steps/map_editor/change.ts";
import { AT, PLAIN, TempLedger } from "../../db/temp_ledger.ts";
import { FakeWorld } from "../support/fake_world.ts";

/** A field row of patients → person; what is not said is the commonest. */
export const field = (
  source: string,
  target: string,
  change: Partial<FieldMapTable> = {},
): FieldMapTable => ({
  object: "person",
  resource: "patients",
  source,
  target,
  transform: "text",
  state: "proposed",
  creates: null,
  reason: "same name",
  position: 0,
  confidence: 80,
  note: "",
  ...change,
});

export const makes = (name: string, type: string, label = name): string =>
  JSON.stringify({
    name,
    label,
    type,
    icon: "IconAbc",
    description: "",
    ...(type === "SELECT" ? { options: [] } : {}),
  });

/** A value of person.sex. */
export const value = (
  source_value: string,
  label: string,
  change: Partial<ValueMapTable> = {},
): ValueMapTable => ({
  object: "person",
  field: "sex",
  source_value,
  target_value: label.toUpperCase().replaceAll(" ", "_"),
  label,
  count: 0,
  state: "proposed",
  position: 0,
  ...change,
});

export const seen = (name: string, kind: FieldProfile["kind"] = "text"): FieldProfile => ({
  name,
  rows: 10,
  filled: 9,
  types: ["string"],
  samples: ["aaa"],
  kind,
  sure: 100,
  distinct: 3,
  longest: 20,
});

/** What an audit of a small practice keeps for later steps. */
export const AUDIT = {
  resources: [
    resource("patients", [
      seen("id"),
      seen("email"),
      seen("sex", "choice"),
      seen("fax"),
      seen("referral", "choice"),
      seen("diary", "html"),
      seen("dob", "date"),
    ]),
    resource("appointments", [seen("appointment_type_id")]),
  ],
  values: {
    "patients.sex": [["F", 6], ["M", 3]],
    "patients.referral": [["Friend", 5], ["friend", 2], ["A, B", 1]],
    "appointment_types": [["1\u001fInitial", 1], ["2\u001fMassage", 1]],
  },
  questions: [],
  forms: [],
  carried: {},
  estimates: [],
};

function resource(name: string, fields: FieldProfile[]) {
  return { name, total: 10, reachable: true, rowsRead: 10, whole: true, fields };
}

const plain = (name: string, type: string, options?: { value: string; label: string }[]) => ({
  name,
  label: name,
  type,
  ours: false,
  ...(options ? { options } : {}),
});

export const TARGETS = [
  {
    object: "person",
    label: "Person",
    fields: [
      plain("id", "UUID"),
      plain("emails", "EMAILS"),
      plain("jobTitle", "TEXT"),
      plain("city", "TEXT"),
      plain("birthday", "DATE"),
      plain("createdAt", "DATE_TIME"),
      plain("channel", "SELECT", [{ value: "FRIENDS", label: "friend" }]),
    ],
  },
];

let runs = 0;
/** A run that has ended, or goes on. */
export function run(ledger: Ledger, step: string, state: RunState, outcome?: unknown): Promise<void> {
  const id = ++runs;
  return ledger.commit({
    writes: [insertRun(ledger, {
      id,
      step,
      number: id,
      state,
      who: "ana",
      started_at: AT,
      ended_at: state === "running" ? null : AT,
      input: "{}",
      input_hash: "",
      inputs: "{}",
      progress: "[]",
      outcome: outcome === undefined ? null : JSON.stringify(outcome),
    })],
  });
}

/** A record in Twenty that holds these fields, as far as the ledger knows. */
export function landed(
  ledger: Ledger,
  id: number,
  written: Record<string, unknown>,
  change: Partial<Effect> = {},
) {
  return ledger.commit({
    writes: insertEffects(ledger, [{
      id,
      run_id: 1,
      kind: "create",
      object: "person",
      target_id: `record-${id}`,
      source_key: `patients/${id}`,
      payload: null,
      payload_hash: "",
      written: JSON.stringify(written),
      prior: null,
      ...PLAIN,
      state: "confirmed",
      reason: null,
      remarks: "[]",
      at: AT,
      ...change,
    }]),
  });
}

/** A ledger with these maps, after an audit and a run of the schema cell. */
export class Maps implements AsyncDisposable {
  private constructor(readonly temp: TempLedger, readonly by: Editor) {}

  static async open(
    fields: FieldMapTable[] = [],
    values: ValueMapTable[] = [],
    audit: unknown = AUDIT,
  ): Promise<Maps> {
    const temp = await TempLedger.open();
    const { ledger } = temp;
    await run(ledger, "audit", "green", { state: "green", verdict: "", internal: audit });
    await run(ledger, "schema", "waiting", { state: "waiting", verdict: "", internal: { targets: TARGETS } });
    await ledger.commit({ writes: [...proposeFields(ledger, fields), ...proposeValues(ledger, values)] });
    return new Maps(temp, { ledger, world: new FakeWorld(), who: "Ana" });
  }

  get ledger(): Ledger {
    return this.temp.ledger;
  }

  fields(): Promise<FieldMapTable[]> {
    return fieldMap(this.ledger);
  }

  values(): Promise<ValueMapTable[]> {
    return valueMap(this.ledger);
  }

  /** `source → target transform state` of each field row. */
  async lines(): Promise<string[]> {
    return (await this.fields()).map((f) => `${f.source} → ${f.target} ${f.transform} ${f.state}`);
  }

  /** `source value → option state` of each value row. */
  async becomes(): Promise<string[]> {
    return (await this.values()).map((v) => `${v.source_value} → ${v.target_value} ${v.state}`);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.temp[Symbol.asyncDispose]();
  }
}
