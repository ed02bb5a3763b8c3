-- The ledger, version 4: what became of one record is asked for by itself.

create index effect_transition_effect on effect_transition (effect_id, seq);
