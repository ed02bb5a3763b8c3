-- The ledger, version 7: which optional objects are ticked is kept under the name that they have everywhere.
update migration set settings =
  json_set(json_remove(settings, '$.extraObjects'), '$.optionalObjects', json_extract(settings, '$.extraObjects'))
where json_type(settings, '$.extraObjects') = 'array';
update run set inputs = replace(inputs, '"extra objects":', '"optional objects":');
