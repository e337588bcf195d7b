-- Erasures travel on a topic: a database built anew, or a second one, learns of them there.

comment on table ops.erasures is 'Grain: use case × subject erased by upshot erase, on this database or on another that shares its topics. The sink writes no decision of such a subject; verify leaves these decisions out and demands that none is there. Holds no id. The topic of erasures tells of them to every database that is written from it.';
comment on column ops.erasures.erased_at is 'When it was last asked for, in the time of the database server that was asked.';
comment on column ops.erasures.decision_count is 'Rows that have gone from outcome.decisions of this database, of all times it was asked for. 0 where the erasure came before the decisions.';
