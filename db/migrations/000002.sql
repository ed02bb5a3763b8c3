-- The ledger, version 2: maps that a person works with, a second source, and what cannot be read but must be told.

-- How sure a proposal is, in percent, and why a person ignored a row.
alter table field_map add column confidence integer not null default 100;
alter table field_map add column note text not null default '';

-- What was decided about the maps, so that it can be undone and read afterwards. `before` and `after` are JSON lists
-- of whole rows of `field_map` or `value_map`: those that were taken away and those that were put there.
create table map_change (
  id integer primary key,
  at text not null,
  who text not null,
  what text not null,
  field_before text not null,
  field_after text not null,
  value_before text not null,
  value_after text not null,
  undone_at text
) strict;

-- PracticeHub's CSV exports. A row that was matched to a record of the API names it; one that was not says why.
-- `notes` say how the file was read; `differs` are the columns in which the API says something else.
-- Rows below zero are being read and belong to no export yet.
create table csv_export (
  kind text primary key check (kind in ('patients','appointments','files')),
  name text not null,
  columns text not null,
  rows integer not null,
  sha256 text not null,
  read_at text not null,
  who text not null,
  notes text not null default '[]'
) strict;
create table csv_row (
  kind text not null,
  n integer not null,
  record_id integer,
  problem text,
  raw text not null,
  differs text,
  primary key (kind, n)
) strict;
create index csv_row_record on csv_row (kind, record_id, n);
create index csv_row_problem on csv_row (kind, problem, n) where problem is not null;
create index csv_row_differs on csv_row (kind, n) where differs is not null;

-- Automations of PracticeHub as a person described them: no endpoint gives them.
create table workflow (
  id integer primary key,
  name text not null,
  definition text not null,
  saved_at text not null,
  who text not null
) strict;

-- What a person has read and accepted, by the hash of exactly what was shown.
create table acknowledgement (
  id integer primary key,
  kind text not null,
  subject text not null,
  who text not null,
  at text not null
) strict;

-- A file whose download was cut off: the pieces up to here are in `file_chunk`.
create table file_part (
  file_id integer primary key,
  etag text not null,
  size integer not null
) strict;
