import type { AuditDetail } from "../profile/audit_detail.ts";
import { fieldFor } from "../mapping/fields.ts";
import { FORM_LEFT, formRow } from "../mapping/form_notes.ts";
import { fieldLabel, fieldName } from "../mapping/names.ts";
import { coveredAttributes, LEFT_BEHIND, PROPOSALS } from "../mapping/proposals.ts";
import type { FieldRow } from "../mapping/vocabulary.ts";
import { CSV_PREFIX } from "../mapping/with_exports.ts";
import type { Exports } from "./read_exports.ts";
import { ATTRIBUTES_OF, isTicked, MADE_HERE } from "../mapping/objects.ts";

/** Reasons to leave a row out that what is seen next time may take away; then it is proposed after all. */
export const NO_VALUES = "no row that was looked at holds anything in it";
export const NO_OPTIONS = "no value was seen that could become an option";
export const FOR_NOW: ReadonlySet<string> = new Set([NO_VALUES, NO_OPTIONS]);

/** A row to propose; with `leave`, it is offered but left out, for that reason, until a person wants it. */
export interface Proposal extends FieldRow {
  leave?: string;
}

/** The rows that the contract knows and this practice has something for. */
export function knownRows(audit: AuditDetail, csv: Exports, ticked: readonly string[]): Proposal[] {
  const known = attributesKnown(audit, csv);
  return PROPOSALS.filter((row) => {
    if (MADE_HERE.includes(row.resource)) return true;
    if (!isTicked(row.resource, ticked)) return false;
    const resource = audit.resources.find((r) => r.name === row.resource);
    if (!resource?.reachable) return false;
    if (row.object === "packagePatient" && !audit.values["patient_packages.shared"]) return false;
    const whole = row.source === "*" || row.source.startsWith("=");
    // A resource without rows says nothing of its attributes; a delta may bring the first.
    const unknown = resource.rowsRead === 0 && !row.source.startsWith(CSV_PREFIX);
    return whole || unknown || (known.get(row.resource)?.has(row.source) ?? false);
  }).map((row) => asChoice(row, audit));
}

/** Texts that are a choice in a practice that has few of them. */
const CHOICE_WHERE_FEW: ReadonlySet<string> = new Set(["patients.medical_insurance"]);

/** Where every value is known and they are few, a person would make a choice of it. */
function asChoice(row: FieldRow, audit: AuditDetail): FieldRow {
  const name = `${row.resource}.${row.source}`;
  const { creates } = row;
  const profile = audit.resources.find((r) => r.name === row.resource)?.fields.find((f) =>
    f.name === row.source
  );
  const few = profile?.kind === "choice" && audit.values[name] !== undefined;
  if (!CHOICE_WHERE_FEW.has(name) || !creates || !few) return row;
  return {
    ...row,
    ...fieldFor(profile.kind, creates.name, creates.label, creates.icon),
    reason: `${profile.distinct} different values: a choice`,
  };
}

/** Attributes and columns that nobody foresaw: offered with a type read from their values, never dropped. */
export function unforeseenRows(
  audit: AuditDetail,
  csv: Exports,
  ticked: readonly string[],
  takenOf: (object: string) => Set<string>,
): Proposal[] {
  // Two resources may go to one object: an attribute of each never shares a field by its name alone.
  const takenOn = new Map([...new Set(ATTRIBUTES_OF.values())].map((object) => [object, takenOf(object)]));
  return [...ATTRIBUTES_OF].flatMap(([resource, object]): Proposal[] => {
    if (!isTicked(resource, ticked)) return [];
    const covered = coveredAttributes(resource);
    const profiles = [
      ...audit.resources.find((r) => r.name === resource)?.fields ?? [],
      ...csv.columns.get(resource) ?? [],
    ];
    const taken = takenOn.get(object) ?? new Set();
    return profiles.filter((p) => !covered.has(p.name)).map((profile): Proposal => {
      const plain = profile.name.replace(CSV_PREFIX, "");
      const { label, changed: cut } = fieldLabel(words(plain));
      const { name, changed } = fieldName(label, taken);
      taken.add(name);
      const leave = LEFT_BEHIND[`${resource}.${profile.name}`] ?? NAMED[profile.name] ??
        (profile.filled === 0 ? NO_VALUES : undefined);
      return {
        object,
        resource,
        source: profile.name,
        target: name,
        ...fieldFor(profile.kind, name, label),
        reason: ["Handover does not know it", ...cut ? [cut] : [], ...changed ? [changed] : []].join("; "),
        known: UNFORESEEN,
        ...(leave ? { leave } : {}),
      };
    });
  });
}

/** Each form may be kept as notes instead of, or beside, its answers in fields. */
export function formRows(audit: AuditDetail): Proposal[] {
  return audit.forms.map(({ name, responses }) => ({
    ...formRow(name),
    reason: `${responses.toLocaleString("en")} responses; keeps every answer and the printed text`,
    leave: FORM_LEFT,
  }));
}

/** How sure a field is of which only the values speak. */
const UNFORESEEN = 60;

/** Columns that only say which record a row stands for, or what the API says itself. */
const NAMED: Record<string, string> = Object.fromEntries([
  ...[
    "Patient Number",
    "First Name",
    "Last Name",
    "Internal Appt ID",
    "Start",
    "End",
    "Status",
    "Practitioner",
  ],
  ...["Appointment Type", "Note"],
].map((column) => [CSV_PREFIX + column, "the API has it; the export is compared with it"]));

/** What a name may end with that says in what its values are counted; what could be a word of its own is none. */
const UNIT = / (cm|mm|kg|lbs?|mg|ml|bpm|minutes)$/i;

/** `loyalty_scheme`, `cancelDate` and `height_cm` as a person would head a column. */
function words(attribute: string): string {
  const spaced = attribute.replace(/[_-]+/g, " ").replace(/([a-z])([A-Z])/g, "$1 $2").trim()
    .replace(UNIT, " ($1)");
  return spaced === spaced.toUpperCase() || / [A-Z]/.test(spaced)
    ? spaced
    : spaced.charAt(0).toUpperCase() + spaced.slice(1).toLowerCase();
}

function attributesKnown(audit: AuditDetail, csv: Exports): Map<string, Set<string>> {
  return new Map(audit.resources.map((r) => [
    r.name,
    new Set([...r.fields, ...csv.columns.get(r.name) ?? []].map((f) => f.name)),
  ]));
}
