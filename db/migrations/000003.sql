-- The ledger, version 3: conflicts that a person decides, a rollback row by row, a delta by the clock.

-- A record that the target holds otherwise than we last wrote: per field what was wanted and what it held, as JSON
-- `{field: [wanted, held]}`. `take` is whose values a person chose, bound to exactly these two hashes. It is open while
-- the newest effect of the record is a conflict.
create table conflict (
  target_id text primary key,
  object text not null,
  source_key text not null,
  reason text not null,
  fields text not null,
  wanted_hash text not null,
  held_hash text not null,
  take text check (take in ('twenty','practicehub')),
  who text,
  met_at text not null,
  decided_at text
) strict;

-- What a rollback found in the target of ours, and what became of it. The plan is these rows.
create table rollback_row (
  run_id integer not null,
  object text not null,
  target_id text not null,
  source_key text not null,
  bucket text not null check (bucket in ('reverse','keep','absent','reversed','kept','errored')),
  reason text not null,
  primary key (run_id, target_id)
) strict;
create index rollback_row_bucket on rollback_row (run_id, object, bucket, target_id);
-- Which of those rows others point at: `from_id` is empty where the row that points is not ours.
create table rollback_pointer (
  run_id integer not null,
  from_id text not null,
  to_id text not null,
  primary key (run_id, from_id, to_id)
) strict;

-- A step that is run by the clock: the delta in the days of the cut-over. One row.
create table schedule (
  id integer primary key check (id = 1),
  step text not null,
  every_ms integer not null,
  until text not null,
  next_at text not null,
  input text not null,
  who text not null,
  ended text
) strict;
