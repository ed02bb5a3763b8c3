-- The ledger, version 8: the sample's diff has a row for every mapped field, with each attribute that feeds it by name, what
-- became of the field, and the codes of why. Older rows keep their value under no name.
alter table diff rename column source_value to sources;
update diff set sources = '{"":' || sources || '}' where sources is not null;
update diff set sources = '{}' where sources is null;
alter table diff add column fate text not null default 'carried' check (fate in ('carried', 'changed', 'left', 'empty'));
alter table diff add column reasons text not null default '[]';
