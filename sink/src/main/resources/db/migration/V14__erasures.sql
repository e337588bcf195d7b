-- Subjects whose decisions were erased. The list stays: what a replay or a later event brings of them is not written again.

create table ops.erasures (
    use_case       text        not null,
    subject_digest uuid        not null,
    erased_at      timestamptz not null default now(),
    decision_count bigint      not null check (decision_count >= 0),
    outcome_count  bigint      not null check (outcome_count >= 0),
    primary key (use_case, subject_digest)
);
comment on table ops.erasures is 'Grain: use case × subject erased by upshot erase. The sink writes no decision of such a subject; verify leaves these decisions out and demands that none is there. Holds no id; to be carried over to a database built anew.';
comment on column ops.erasures.use_case is 'Use case.';
comment on column ops.erasures.subject_digest is 'Whom it was about, as in outcome.decisions.';
comment on column ops.erasures.erased_at is 'When it was last asked for, in the database server''s time.';
comment on column ops.erasures.decision_count is 'Rows that have gone from outcome.decisions, of all times it was asked for.';
comment on column ops.erasures.outcome_count is 'Rows that have gone from outcome.attributed_outcomes, likewise.';
