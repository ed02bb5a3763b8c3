-- The ledger, version 1. Times are ISO 8601 instants in UTC; JSON columns hold canonical JSON.

-- One row: which practice goes to which workspace, and what the person chose. Never a key.
create table migration (
  id text primary key,
  source_url text not null,
  target_url text not null,
  settings text not null,
  created_at text not null
) strict;

-- One execution of a step. `inputs` is what it read, by name and hash; `outcome` what it found.
create table run (
  id integer primary key,
  step text not null,
  number integer not null,
  state text not null check (state in ('running','paused','green','red','waiting','cancelled','crashed')),
  who text not null,
  started_at text not null,
  ended_at text,
  input text not null,
  input_hash text not null,
  inputs text not null,
  progress text not null,
  outcome text,
  unique (step, number)
) strict;

-- The log. Evidence: each row carries the hash of the one before.
create table event (
  seq integer primary key,
  run_id integer,
  at text not null,
  level text not null check (level in ('debug','info','warning','error')),
  kind text not null,
  object text,
  message text not null,
  fields text not null,
  prev_hash text not null,
  hash text not null
) strict;
create index event_run on event (run_id, seq);

-- The end of each evidence chain, so that a cut tail is noticed.
create table chain_head (
  name text primary key,
  length integer not null,
  hash text not null
) strict;

-- A row as PracticeHub gave it.
create table source_record (
  resource text not null,
  id integer not null,
  raw text not null,
  hash text not null,
  seen_run integer not null,
  first_seen_at text not null,
  changed_at text not null,
  gone_at text,
  primary key (resource, id)
) strict;
create index source_patient_email on source_record (lower(trim(json_extract(raw, '$.email')))) where resource = 'patients';
create index source_by_patient on source_record (resource, json_extract(raw, '$.patient_id'));

create table page_checkpoint (
  scan text not null,
  resource text not null,
  page integer not null,
  rows integer not null,
  total_entries integer,
  next integer,
  fetched_at text not null,
  primary key (scan, resource, page)
) strict;

create table file_blob (
  file_id integer primary key,
  state text not null check (state in ('stored','absent')),
  reason text,
  size integer not null,
  sha256 text,
  fetched_at text not null
) strict;
create table file_chunk (
  file_id integer not null,
  n integer not null,
  bytes blob not null,
  primary key (file_id, n)
) strict;

create table field_map (
  object text not null,
  resource text not null,
  source text not null,
  target text not null,
  transform text not null,
  state text not null check (state in ('proposed','confirmed','ignored')),
  creates text,
  reason text not null,
  position integer not null,
  primary key (object, resource, source, target)
) strict;

create table value_map (
  object text not null,
  field text not null,
  source_value text not null,
  target_value text not null,
  label text not null,
  count integer not null,
  state text not null check (state in ('proposed','confirmed','ignored')),
  position integer not null,
  primary key (object, field, source_value)
) strict;

create table member_map (
  practitioner_id integer primary key,
  name text not null,
  member_id text,
  how text not null check (how in ('name','email','hand','fallback','none')),
  state text not null check (state in ('matched','pending')),
  email text
) strict;

-- One intended change in the target. `payload` is what is sent (null: all of `written`), `written` what the record
-- then holds of ours and `payload_hash` its hash, `prior` what was there before, `seen` the hash of the whole record
-- as first read back, `remarks` why single fields hold less than the source.
create table effect (
  id integer primary key,
  run_id integer not null,
  kind text not null check (kind in ('create','update','remove','upload','schema')),
  object text not null,
  target_id text not null,
  source_key text not null,
  payload text,
  payload_hash text not null,
  written text not null,
  prior text,
  seen text,
  state text not null check (state in ('planned','sent','confirmed','failed','reverted','conflict','skipped')),
  reason text,
  remarks text not null,
  at text not null
) strict;
create index effect_target on effect (target_id, id);
create index effect_object on effect (object, state, id);
create index effect_run on effect (run_id, state);
create index effect_source on effect (source_key, object);

-- Every state an effect went through. Evidence, chained like `event`.
create table effect_transition (
  seq integer primary key,
  effect_id integer not null,
  run_id integer not null,
  target_id text not null,
  state text not null,
  payload_hash text not null,
  reason text,
  at text not null,
  prev_hash text not null,
  hash text not null
) strict;

create table sign_off (
  id integer primary key,
  run_id integer not null,
  diff_hash text not null,
  who text not null,
  at text not null
) strict;

create table diff (
  run_id integer not null,
  object text not null,
  target_id text not null,
  source_key text not null,
  field text not null,
  source_value text,
  expected text,
  found text,
  equal integer not null,
  primary key (run_id, target_id, field)
) strict;

create table watermark (
  resource text primary key,
  at text not null,
  run_id integer not null
) strict;

-- Who may write. One row per ledger; a console that stops renewing loses it.
create table lease (
  id integer primary key check (id = 1),
  holder text not null,
  expires_at text not null
) strict;
