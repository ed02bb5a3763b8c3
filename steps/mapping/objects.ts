import { type Resource, RESOURCES } from "../practicehub/resources.ts";
import type { ObjectSpec } from "../twenty/metadata.ts";

/** A target object that Handover writes, and where its records come from. */
export interface CatalogueEntry {
  plural: string;
  /** What people call one of them, and many, unless the workspace has words of its own. */
  label: string;
  labelPlural: string;
  /** Resources whose rows become its records, in the order they are written. */
  from: readonly Origin[];
  /** Resources that only explain values of its rows, and which, in words. */
  lookups?: Readonly<Record<string, string>>;
  /** Name of its CSV file, without the number. */
  csv: string;
  /** Set where Twenty does not come with it and it has to be made. */
  custom?: { icon: string; description: string };
  /** Written only where a person ticked it, under the name of its resource. */
  optional?: true;
  /** `record` carries `practiceHubId`; no row of the field map makes a `link` or a `file`, they are always written. */
  kind: "record" | "link" | "file";
  /** Its records only link what other objects hold. */
  junction?: true;
  /** The object with which its records come and go. */
  partOf?: string;
  /** Label of the relation by which a record names its patient. */
  patient?: string;
  /** How the text of a workflow speaks of it. */
  spoken?: RegExp;
}

export interface Origin {
  resource: string;
  /** Attributes of the resource that nobody foresaw are proposed as fields of this object. */
  attributes?: true;
  /** How many of its rows a sample holds at most, and which; absent where another object's origin says it. */
  sample?: { most: number; by: SampleBy };
  /** Attributes that become fields although no row of the field map says so: links, and what a file or a form is. */
  fixed?: Readonly<Record<string, string>>;
  /** Attributes that say how a row is to be read, and hold nothing of the practice's. */
  reading?: readonly string[];
  /** What its rows become, in words, where they are no records unless a person wants them. */
  usedFor?: string;
}

/** An attribute that becomes a field of an object although no row of the field map says so. */
export interface FixedField {
  attribute: string;
  object: TargetObject;
  field: string;
}

/** All rows, rows at even distances, or those that name a chosen patient or visit. */
export type SampleBy = "all" | "spread" | "patient_id" | "subscribed_patients" | "appointment_id";

const ALL = { most: 200, by: "all" } as const;
const ofPatients = (most: number) => ({ most, by: "patient_id" }) as const;

/**
 * Every object in the order of writing: parents before what points at them; removals go the other way. A sample has
 * between 200 and 500 rows in all. `account` and `locations` have no endpoint (contracts/practicehub 5): the extract
 * makes their rows from the settings and from the appointments.
 */
const CATALOGUE = {
  company: {
    plural: "companies",
    label: "Company",
    labelPlural: "Companies",
    from: [{ resource: "account", sample: ALL }, { resource: "locations", sample: ALL }],
    csv: "companies",
    kind: "record",
    spoken: /\b(compan(y|ie)|location|practice|clinic)s?\b/i,
  },
  person: {
    plural: "people",
    label: "Person",
    labelPlural: "People",
    from: [
      { resource: "practitioners", attributes: true, sample: ALL },
      { resource: "patients", attributes: true, sample: { most: 60, by: "spread" } },
    ],
    csv: "people",
    kind: "record",
    spoken: /\b(patient|person|people|contact|client)s?\b(?!\s*package)/i,
  },
  opportunity: {
    plural: "opportunities",
    label: "Opportunity",
    labelPlural: "Opportunities",
    from: [
      { resource: "patient_packages", attributes: true, sample: { most: 30, by: "subscribed_patients" } },
      { resource: "care_plans", attributes: true, sample: ofPatients(20) },
    ],
    csv: "opportunities",
    kind: "record",
    patient: "Point of Contact",
    spoken: /\b(package|care plan|opportunit(y|ie)|deal)s?\b/i,
  },
  packagePatient: {
    plural: "packagePatients",
    label: "Package patient",
    labelPlural: "Package patients",
    from: [{ resource: "patient_packages", fixed: { subscribed_patients: "patientId" } }],
    csv: "package-patients",
    custom: { icon: "IconUsersGroup", description: "A patient of a shared package" },
    kind: "record",
    junction: true,
    patient: "Patient",
  },
  appointment: {
    plural: "appointments",
    label: "Appointment",
    labelPlural: "Appointments",
    from: [{ resource: "appointments", attributes: true, sample: ofPatients(150) }],
    lookups: { appointment_types: "options of an appointment's type" },
    csv: "appointments",
    custom: { icon: "IconCalendarEvent", description: "A booked visit" },
    kind: "record",
    patient: "Patient",
    spoken: /\b(appointment|booking|visit)s?\b/i,
  },
  invoice: {
    plural: "invoices",
    label: "Invoice",
    labelPlural: "Invoices",
    // An invoice is linked to its visit, which has to be there.
    from: [{ resource: "invoices", attributes: true, sample: { most: 30, by: "appointment_id" } }],
    csv: "invoices",
    custom: { icon: "IconFileInvoice", description: "What was billed" },
    optional: true,
    kind: "record",
    patient: "Patient",
    spoken: /\b(invoice)s?\b/i,
  },
  payment: {
    plural: "payments",
    label: "Payment",
    labelPlural: "Payments",
    from: [{ resource: "payments", attributes: true, sample: ofPatients(20) }],
    lookups: { payment_methods: "options of a payment's method" },
    csv: "payments",
    custom: { icon: "IconCash", description: "What was paid" },
    optional: true,
    kind: "record",
    patient: "Patient",
    spoken: /\b(payment)s?\b/i,
  },
  activityLogEntry: {
    plural: "activityLogEntries",
    label: "Activity log entry",
    labelPlural: "Activity log",
    from: [{ resource: "patient_logs", attributes: true, sample: ofPatients(20) }],
    csv: "activity-log",
    custom: { icon: "IconTimelineEvent", description: "A line of the patient's timeline" },
    optional: true,
    kind: "record",
    patient: "Patient",
  },
  note: {
    plural: "notes",
    label: "Note",
    labelPlural: "Notes",
    from: [
      { resource: "clinical_notes", attributes: true, sample: ofPatients(80) },
      { resource: "patients" },
      {
        resource: "custom_form_responses",
        sample: ofPatients(20),
        fixed: { id: "practiceHubId", form_name: "title", created: "createdAt", data: "bodyV2" },
        reading: ["form_id"],
        usedFor: "fields of Person, or notes where a form is kept as one",
      },
    ],
    csv: "notes",
    kind: "record",
    spoken: /\b(note)s?\b/i,
  },
  noteTarget: {
    plural: "noteTargets",
    label: "Note target",
    labelPlural: "Note targets",
    from: [
      { resource: "clinical_notes", fixed: { patient_id: "targetPersonId" } },
      { resource: "patients" },
      { resource: "custom_form_responses", fixed: { patient_id: "targetPersonId" } },
    ],
    csv: "note-targets",
    kind: "link",
    junction: true,
    partOf: "note",
  },
  attachment: {
    plural: "attachments",
    label: "Attachment",
    labelPlural: "Attachments",
    from: [{
      resource: "files",
      sample: ofPatients(40),
      fixed: {
        patient_id: "targetPersonId",
        file_name: "name",
        description: "description",
        created: "createdAt",
      },
      reading: ["id", "url", "mime_type", "entity_type", "size", "file_type"],
    }],
    csv: "attachments",
    kind: "file",
  },
} as const satisfies Record<string, CatalogueEntry>;

export type TargetObject = keyof typeof CATALOGUE;
export const OBJECTS: Record<TargetObject, CatalogueEntry> = CATALOGUE;

/** Their names in the order of writing. */
export const TARGET_OBJECTS = Object.keys(OBJECTS) as TargetObject[];

export const isTargetObject = (name: string): name is TargetObject => Object.hasOwn(OBJECTS, name);

/** The plural of one of ours; any other name as it is. */
export const pluralOf = (name: string): string => isTargetObject(name) ? OBJECTS[name].plural : name;

/** The resources that an object's records come from, in the order they are written. */
export const originsOf = (object: TargetObject): string[] => OBJECTS[object].from.map((o) => o.resource);

/** Attributes of a resource that become fields although no row of the field map says so. */
export const fixedFields = (resource: string): FixedField[] =>
  TARGET_OBJECTS.flatMap((object) =>
    OBJECTS[object].from.filter((origin) => origin.resource === resource).flatMap(({ fixed = {} }) =>
      Object.entries(fixed).map(([attribute, field]) => ({ attribute, object, field }))
    )
  );

/** Attributes of a resource that say how a row is to be read. */
export const readingOf = (resource: string): readonly string[] =>
  Object.values(OBJECTS).flatMap(({ from }) =>
    from.flatMap((origin) => origin.resource === resource ? origin.reading ?? [] : [])
  );

/** The objects that a field map writes to, in the order they are written. */
export const objectsInUse = (named: ReadonlySet<string>): TargetObject[] =>
  TARGET_OBJECTS.filter((object) => named.has(object) || !isIdentified(object));

/** Whether a person can meet its records by themselves; they carry `practiceHubId` then. */
export const isIdentified = (object: TargetObject): boolean => OBJECTS[object].kind === "record";

/** What makes an object that Twenty does not come with; undefined for one that it does. */
export function customObject(object: TargetObject): ObjectSpec | undefined {
  const { plural, label, labelPlural, custom } = OBJECTS[object];
  return custom && {
    nameSingular: object,
    namePlural: plural,
    labelSingular: label,
    labelPlural,
    description: `${custom.description}, as PracticeHub kept it`,
    icon: custom.icon,
  };
}

/** The object that attributes of a resource would become fields of. */
export const objectOf = (resource: string): TargetObject | undefined => ATTRIBUTES_OF.get(resource);

/** Resources whose attributes become fields, each with its object. */
export const ATTRIBUTES_OF: ReadonlyMap<string, TargetObject> = new Map(
  TARGET_OBJECTS.flatMap((object) =>
    OBJECTS[object].from.filter((o) => o.attributes).map((o) => [o.resource, object] as const)
  ),
);

/** How the sample takes rows of each resource. */
export const SAMPLES: readonly { resource: string; most: number; by: SampleBy }[] = TARGET_OBJECTS.flatMap(
  (object) => OBJECTS[object].from.flatMap(({ resource, sample }) => sample ? [{ resource, ...sample }] : []),
);

/** Rows without an endpoint, which are made here. */
export const MADE_HERE: readonly string[] = TARGET_OBJECTS.flatMap(originsOf)
  .filter((resource) => !RESOURCES.some((r) => r.name === resource));

/** What a resource is read for that gives no records of its own. */
export function usedFor(resource: string): string | undefined {
  const entries = Object.values(OBJECTS);
  return entries.flatMap(({ from, lookups }) => [
    lookups?.[resource],
    from.find((o) => o.resource === resource)?.usedFor,
  ]).find((words) => words !== undefined);
}

/** Optional objects in the order their rows are read, each with the name under which it is ticked: its resource's. */
export const OPTIONAL: readonly { tick: string; label: string }[] = RESOURCES.flatMap(({ name }) =>
  TARGET_OBJECTS.filter((object) => OBJECTS[object].optional && tickOf(object) === name)
    .map((object) => ({ tick: name, label: OBJECTS[object].labelPlural }))
);

/** Whether the records of a resource are moved only where a person wants them. */
export const isOptional = (resource: string): boolean => OPTIONAL.some(({ tick }) => tick === resource);

/** An optional object is written only while it is ticked, whatever its rows of the field map say. */
export const isTicked = (resource: string, ticked: readonly string[]): boolean =>
  !isOptional(resource) || ticked.includes(resource);

/** What this migration extracts. @param ticked names of optional objects */
export const resourcesFor = (ticked: readonly string[]): Resource[] =>
  RESOURCES.filter((r) => isRead(r.name, ticked));

/** Read by the audit for their counts, so that it can say what stays behind; not extracted. */
export const leftBehind = (ticked: readonly string[]): Resource[] =>
  RESOURCES.filter((r) => !isRead(r.name, ticked));

function isRead(resource: string, ticked: readonly string[]): boolean {
  return TARGET_OBJECTS.filter((object) => isTicked(tickOf(object), ticked)).some((object) =>
    originsOf(object).includes(resource) || resource in (OBJECTS[object].lookups ?? {})
  );
}

function tickOf(object: TargetObject): string {
  return OBJECTS[object].from[0]?.resource ?? object;
}
