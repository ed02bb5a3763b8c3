-- The ledger, version 6: what code decides by is a code or a field. `reason` is for people and nothing reads it.

-- `read_hash` is of the whole record when it was last read back after a write of ours; a record with other people's
-- work in it has none, and is `worked_on`. `over_edit`: written, or to be written, over a person's edit that somebody
-- decided about. `code` is why the effect stands as it does, `fields` which fields read back differently (JSON list),
-- `skip` why a source row has no record.
alter table effect rename column seen to read_hash;
alter table effect add column code text check (code in (
  'edited', 'trashed', 'destroyed', 'normalised', 'source-gone-edited',
  'source-gone', 'found', 'found-as-wanted', 'still-there', 'restored',
  'refused', 'duplicate', 'not-found', 'unanswered', 'not-removed', 'mismatch', 'bytes-differ', 'absent', 'superseded',
  'reverting', 'restoring', 'reverted', 'gone-already'
));
alter table effect add column skip text;
alter table effect add column over_edit integer not null default 0 check (over_edit in (0, 1));
alter table effect add column worked_on integer not null default 0
  check (worked_on in (0, 1) and (worked_on = 0 or read_hash is null));
alter table effect add column fields text;

update effect set worked_on = 1, read_hash = null where read_hash = 'worked on in Twenty';
update effect set over_edit = 1 where reason like '%over an edit, as decided';
update effect set skip = reason where state = 'skipped';
update effect set code = case
  when state = 'skipped' then null
  when reason = 'edited in Twenty' then 'edited'
  when reason = 'deleted in Twenty' then 'trashed'
  when reason = 'destroyed in Twenty' then 'destroyed'
  when reason = 'reads back otherwise than written' then 'normalised'
  when reason = 'gone in PracticeHub, edited in Twenty' then 'source-gone-edited'
  when reason = 'gone in PracticeHub' then 'source-gone'
  when reason = 'settled: found' then 'found'
  when reason = 'settled: found as wanted' then 'found-as-wanted'
  when reason = 'settled: still there' then 'still-there'
  when reason = 'written over an edit, which was put back' then 'restored'
  when reason = 'being removed by rollback' then 'reverting'
  when reason = 'what was written over an edit is put back' then 'restoring'
  when reason = 'removed by rollback' then 'reverted'
  when reason = 'not there any more' then 'gone-already'
  when reason = 'settled: not in the target' then 'absent'
  when reason like 'settled: the file is another%' then 'superseded'
  when reason like 'read back differently: %' then 'mismatch'
  when reason like 'the bytes read back are not%' then 'bytes-differ'
  when state <> 'failed' then null
  when coalesce(reason, '') in ('', '; over an edit, as decided') then 'not-removed'
  when reason like 'Record not found%' then 'not-found'
  when reason like 'No answer to %' then 'unanswered'
  when reason like '%duplicate%' then 'duplicate'
  else 'refused'
end;
update effect set fields = '["' || replace(
  substr(reason, 24, case instr(reason, ';') when 0 then length(reason) else instr(reason, ';') - 24 end), ', ', '","'
) || '"]' where code = 'mismatch';

-- The newest effect on each record, which speaks for it.
create view current_effect as
select e.* from effect e
where not exists (select 1 from effect later where later.target_id = e.target_id and later.id > e.id);

-- Evidence covers what an effect holds, not only its state: `content_hash` is of all that decides. Effects that moved
-- last before this version have none and are covered, as they were, in state, payload and record; from their next move
-- on they are covered whole.
alter table effect_transition add column content_hash text;

alter table conflict rename column held_hash to found_hash;
alter table conflict add column code text not null default 'edited'
  check (code in ('edited', 'trashed', 'destroyed', 'normalised', 'source-gone-edited'));
update conflict set code = case reason
  when 'deleted in Twenty' then 'trashed'
  when 'destroyed in Twenty' then 'destroyed'
  when 'reads back otherwise than written' then 'normalised'
  when 'gone in PracticeHub, edited in Twenty' then 'source-gone-edited'
  else 'edited'
end;
alter table conflict drop column reason;

-- Every state of a conflict and of what was decided about it. Evidence, chained like `event`; conflicts of earlier
-- versions are covered from their next change on.
create table conflict_change (
  seq integer primary key,
  target_id text not null,
  take text,
  who text,
  content_hash text not null,
  at text not null,
  prev_hash text not null,
  hash text not null
) strict;
create index conflict_change_target on conflict_change (target_id, seq);

-- `code` is why a record is where it is; `restored`: what was written over a person's edit of it was put back.
alter table rollback_row add column code text check (code in (
  'edited', 'referred-to', 'referred-to-by-kept', 'gone-already', 'reverted', 'refused', 'still-there', 'not-restored'
));
alter table rollback_row add column restored integer not null default 0 check (restored in (0, 1));
update rollback_row set restored = 1 where bucket = 'kept' and reason like '%was put back';
update rollback_row set code = case
  when bucket = 'reverse' then null
  when bucket = 'absent' then 'gone-already'
  when bucket = 'reversed' then 'reverted'
  when reason like 'edited in Twenty since%' then 'edited'
  when reason like 'somebody else%' then 'referred-to'
  when reason like 'a kept record%' then 'referred-to-by-kept'
  when reason = 'still there' then 'still-there'
  when reason like 'what was written over it was not%' then 'not-restored'
  else 'refused'
end;

alter table source_record rename column seen_run to read_run;
