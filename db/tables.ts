/** The ledger's tables as Kysely sees them. Shapes follow `migrations/`. */
export interface Tables {
  migration: { id: string; source_url: string; target_url: string; settings: string; created_at: string };
  run: RunTable;
  event: EventTable;
  chain_head: { name: string; length: number; hash: string };
  source_record: SourceRecordTable;
  page_checkpoint: PageCheckpointTable;
  file_blob: FileBlobTable;
  file_chunk: { file_id: number; n: number; bytes: Uint8Array };
  field_map: FieldMapTable;
  value_map: ValueMapTable;
  member_map: MemberMapTable;
  effect: EffectTable;
  current_effect: EffectTable;
  effect_transition: EffectTransitionTable;
  sign_off: SignOffTable;
  diff: DiffTable;
  watermark: { resource: string; at: string; run_id: number };
  lease: LeaseTable;
  map_change: MapChangeTable;
  csv_export: CsvExportTable;
  csv_row: CsvRowTable;
  workflow: WorkflowTable;
  acknowledgement: AcknowledgementTable;
  file_part: FilePartTable;
  conflict: ConflictTable;
  conflict_change: ConflictChangeTable;
  rollback_row: RollbackRowTable;
  rollback_pointer: RollbackPointerTable;
  schedule: ScheduleTable;
  throughput: ThroughputTable;
}

export type RunState = "running" | "paused" | "green" | "red" | "waiting" | "cancelled" | "crashed";

export interface RunTable {
  id: number;
  step: string;
  number: number;
  state: RunState;
  who: string;
  started_at: string;
  ended_at: string | null;
  input: string;
  input_hash: string;
  inputs: string;
  progress: string;
  outcome: string | null;
}

export type Level = "debug" | "info" | "warning" | "error";

export interface EventTable {
  seq: number;
  run_id: number | null;
  at: string;
  level: Level;
  kind: string;
  object: string | null;
  message: string;
  fields: string;
  prev_hash: string;
  hash: string;
}

export interface SourceRecordTable {
  resource: string;
  id: number;
  raw: string;
  hash: string;
  /** The newest run that read it. */
  read_run: number;
  first_seen_at: string;
  changed_at: string;
  gone_at: string | null;
}

export interface PageCheckpointTable {
  scan: string;
  resource: string;
  page: number;
  rows: number;
  total_entries: number | null;
  next: number | null;
  fetched_at: string;
}

export interface FileBlobTable {
  file_id: number;
  state: "stored" | "absent";
  reason: string | null;
  size: number;
  sha256: string | null;
  fetched_at: string;
}

export type MapState = "proposed" | "confirmed" | "ignored";

export interface FieldMapTable {
  object: string;
  resource: string;
  source: string;
  target: string;
  transform: string;
  state: MapState;
  creates: string | null;
  reason: string;
  position: number;
  /** How sure the proposal is, in percent. */
  confidence: number;
  /** Why a person ignored the row, or what they said of it. */
  note: string;
}

export interface ValueMapTable {
  object: string;
  field: string;
  source_value: string;
  target_value: string;
  label: string;
  count: number;
  state: MapState;
  position: number;
}

export interface MemberMapTable {
  practitioner_id: number;
  name: string;
  member_id: string | null;
  how: "name" | "email" | "hand" | "fallback" | "none";
  state: "matched" | "pending";
  email: string | null;
}

export type EffectKind = "create" | "update" | "remove" | "upload" | "schema";
export type EffectState = "planned" | "sent" | "confirmed" | "failed" | "reverted" | "conflict" | "skipped";

/** Why a record is in conflict. */
export type ConflictCode =
  | "edited"
  /** It lies in Twenty's trash. */
  | "trashed"
  /** It is not there at all. */
  | "destroyed"
  /** Nobody edited it: Twenty itself keeps it otherwise. */
  | "normalised"
  /** Its source row is gone, and a person worked on it. */
  | "source-gone-edited";

/** Why an effect stands as it does; the words for each are in `steps/load/words.ts`. */
export type EffectCode =
  | ConflictCode
  // Confirmed.
  | "source-gone"
  | "found"
  | "found-as-wanted"
  | "still-there"
  | "restored"
  // Failed.
  | "refused"
  | "duplicate"
  | "not-found"
  | "unanswered"
  | "not-removed"
  | "mismatch"
  | "bytes-differ"
  | "absent"
  | "superseded"
  // Sent.
  | "reverting"
  | "restoring"
  // Reverted.
  | "reverted"
  | "gone-already";

/** SQLite's way to say no and yes. */
export type Flag = 0 | 1;

export interface EffectTable {
  id: number;
  run_id: number;
  kind: EffectKind;
  object: string;
  target_id: string;
  source_key: string;
  payload: string | null;
  payload_hash: string;
  written: string;
  prior: string | null;
  /** Of the whole record when it was last read back after a write of ours. */
  read_hash: string | null;
  state: EffectState;
  /** For people; nothing reads it. */
  reason: string | null;
  remarks: string;
  at: string;
  code: EffectCode | null;
  /** Why a source row has no record. */
  skip: string | null;
  /** Written, or to be written, over a person's edit that somebody decided about. */
  over_edit: Flag;
  /** Other people's work is in the record, so that no reading of it is ours alone. */
  worked_on: Flag;
  /** JSON list of the fields that read back differently. */
  fields: string | null;
}

export interface EffectTransitionTable {
  seq: number;
  effect_id: number;
  run_id: number;
  target_id: string;
  state: EffectState;
  payload_hash: string;
  reason: string | null;
  at: string;
  /** Of all of the effect that decides anything; null where it moved before ledgers had it. */
  content_hash: string | null;
  prev_hash: string;
  hash: string;
}

export interface SignOffTable {
  id: number;
  run_id: number;
  diff_hash: string;
  who: string;
  at: string;
}

export interface DiffTable {
  run_id: number;
  object: string;
  target_id: string;
  source_key: string;
  field: string;
  /** JSON object: the value of each attribute that feeds the field, by its name; under no name in older rows. */
  sources: string;
  expected: string | null;
  found: string | null;
  equal: number;
  fate: DiffFate;
  /** JSON list: codes of the remarks, skips and decisions that say why the field holds something else, or nothing. */
  reasons: string;
}

/** What became of a mapped field: as it is, something else on purpose, nothing on purpose, or there was no value. */
export type DiffFate = "carried" | "changed" | "left" | "empty";

export interface LeaseTable {
  id: number;
  holder: string;
  expires_at: string;
}

export interface MapChangeTable {
  id: number;
  at: string;
  who: string;
  /** One sentence without any value of the source. */
  what: string;
  /** JSON lists of whole rows: taken away, and put there. */
  field_before: string;
  field_after: string;
  value_before: string;
  value_after: string;
  undone_at: string | null;
}

export type CsvKind = "patients" | "appointments" | "files";

export interface CsvExportTable {
  kind: CsvKind;
  name: string;
  /** JSON list of the headers, in file order. */
  columns: string;
  rows: number;
  sha256: string;
  read_at: string;
  who: string;
  /** JSON list of `{severity, text}`: how the file was read; they quote no value. */
  notes: string;
}

export interface CsvRowTable {
  kind: CsvKind;
  /** Line of the file's table, from 1; the header is not counted. Below zero: being read. */
  n: number;
  record_id: number | null;
  problem: string | null;
  raw: string;
  /** JSON list of the columns in which the API says something else; null where none does. */
  differs: string | null;
}

export interface WorkflowTable {
  id: number;
  name: string;
  definition: string;
  saved_at: string;
  who: string;
}

export interface AcknowledgementTable {
  id: number;
  kind: string;
  subject: string;
  who: string;
  at: string;
}

export interface FilePartTable {
  file_id: number;
  etag: string;
  size: number;
}

/** Whose values a person chose for a record in conflict. */
export type Take = "twenty" | "practicehub";

export interface ConflictTable {
  target_id: string;
  object: string;
  source_key: string;
  code: ConflictCode;
  /** JSON `{field: [wanted, found]}`. */
  fields: string;
  wanted_hash: string;
  found_hash: string;
  take: Take | null;
  who: string | null;
  met_at: string;
  decided_at: string | null;
}

export interface ConflictChangeTable {
  seq: number;
  target_id: string;
  take: Take | null;
  who: string | null;
  /** Of the whole row of `conflict`. */
  content_hash: string;
  at: string;
  prev_hash: string;
  hash: string;
}

/** Why a record of ours is in its bucket; the words for each are in `steps/load/words.ts`. */
export type RollbackCode =
  | "edited"
  | "referred-to"
  | "referred-to-by-kept"
  | "gone-already"
  | "reverted"
  | "refused"
  | "still-there"
  | "not-restored";

export type Bucket = "reverse" | "keep" | "absent" | "reversed" | "kept" | "errored";

export interface RollbackRowTable {
  run_id: number;
  object: string;
  target_id: string;
  source_key: string;
  bucket: Bucket;
  /** For people; nothing reads it. */
  reason: string;
  code: RollbackCode | null;
  /** What was written over a person's edit of it was put back. */
  restored: Flag;
}

export interface RollbackPointerTable {
  run_id: number;
  from_id: string;
  to_id: string;
}

export interface ScheduleTable {
  id: number;
  step: string;
  every_ms: number;
  /** ISO instants. */
  until: string;
  next_at: string;
  /** JSON of the step's input. */
  input: string;
  who: string;
  /** Why it is over; null while it goes on. */
  ended: string | null;
}

export interface ThroughputTable {
  run_id: number;
  /** JSON; its shape is the engine's. */
  points: string;
}
