-- The ledger, version 5: how fast a run went, for the picture of it.

-- `points` is JSON of a bounded size, however long the run was: see `steps/runbook/throughput.ts`.
create table throughput (
  run_id integer primary key,
  points text not null
) strict;
