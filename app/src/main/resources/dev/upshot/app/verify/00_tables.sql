-- 00 · What was read: the plans and every record of the event topics, as plain columns.
--
-- All tables of the recomputation live in a scratch schema which is first on the search path; nothing of it is ever
-- committed. Instants are milliseconds since 1970 (bigint): exact, and wide enough for the nonsense a broken clock
-- may send. Text compares by its UTF-8 bytes everywhere (collate "C").

create unlogged table plan (
    plan_id            integer primary key,
    use_case           text    collate "C" not null,
    plan_version       integer not null,
    generation         text    collate "C" not null,
    arms_by            text    collate "C" not null, -- variant, actor_type or actor_version
    baseline           text    collate "C" not null,
    candidates         text[]  collate "C" not null,
    segment_names      text[]  collate "C" not null,
    unit               text    collate "C" not null, -- decision or subject
    design             text    collate "C" not null, -- randomized, logged_propensity or observational
    several_arms       text    collate "C" not null, -- first or exclude
    horizon_ms         bigint  not null,             -- the longest window of the KPIs, at least 1
    lateness_ms        bigint  not null,
    alpha              float8  not null,
    events_per_journey integer not null,
    most_segment_values integer not null,            -- per dimension and partition, at most
    most_cells          integer not null,            -- per use case and partition, at most
    repartition         boolean not null,            -- keys and partitions do not matter
    resolve_subject     boolean not null,            -- an event without a subject is that of its decision
    ledger              boolean not null,            -- single decisions are kept
    looks               text    collate "C" not null, -- confidence_sequence, group_sequential or fixed; empty: not known
    look_days           integer                      -- days from the first to that of the last look; null: no such day
);

create unlogged table kpi (
    plan_id       integer not null,
    place         integer not null,                  -- in the plan's order, from 1
    kpi           text    collate "C" not null,
    kpi_type      text    collate "C" not null,      -- binary, amount, count, duration, value, ratio or net
    unit          text    collate "C" not null,      -- of money: its currency; or empty
    scale         integer not null,                  -- the integer in a cell is the value times 10 ^ scale
    window_ms     bigint  not null,
    missing       text    collate "C" not null,      -- zero or exclude
    cap           bigint,                            -- fixed-point; null: none
    join_by       text    collate "C",               -- direct or subject; null: it reads no outcomes
    model         text    collate "C",               -- first_touch, last_touch, linear, position or time_decay
    first_percent integer,
    last_percent  integer,
    half_life_ms  bigint,
    outcome       text    collate "C",               -- read by binary, amount and count
    rule          text    collate "C",               -- of binary: any, all or last
    from_event    text    collate "C",               -- of a duration: requested_at, decided_at, reviewed_at or outcome
    from_outcome  text    collate "C",
    to_event      text    collate "C",               -- decided_at, reviewed_at or outcome
    to_outcome    text    collate "C",
    value_of      text    collate "C",               -- of a value: score, cost or covariate
    covariate     text    collate "C",
    given_place   integer,                           -- of a value: place among the values of its plan, from 1
    numerator     text    collate "C",               -- of a ratio: names of two other KPIs
    denominator   text    collate "C",
    adjusted_by   text    collate "C",               -- the covariate the KPI is adjusted by; null: none
    adjusted_by_scale integer,
    adjusted_by_place integer                        -- its place behind the values, from 1; two KPIs may share it
);

-- What a net value is made of.
create unlogged table kpi_part (
    plan_id integer not null,
    kpi     text    collate "C" not null,
    part    text    collate "C" not null,            -- another KPI of the plan
    price   text    collate "C" not null             -- what 1 in its unit is worth, a decimal number
);

-- How many partitions each topic has: by the table that takes its records.
create unlogged table event_topic (
    record_table text collate "C" primary key,
    partitions   integer not null
);

-- One row per record. record_id numbers the records of this run. unreadable is the verdict of the deserializer
-- (poison, unknown_schema, incompatible_schema, null_value), null where the record is readable; the columns after it
-- are null in an unreadable record. expected_partition is where Kafka's default partitioner puts the record's key.
-- ticks_before counts the ticks before the record in its partition; tick is the header of a record that is one itself (it
-- has neither key nor value), null in all others.

create unlogged table decision_record (
    record_id          bigint  not null,
    topic              text    collate "C" not null,
    partition          integer not null,
    record_offset      bigint  not null,
    observed_at        bigint  not null,
    record_key         bytea,
    expected_partition integer,
    ticks_before       integer not null,
    tick               bytea,
    unreadable         text    collate "C",
    decision_id        text    collate "C",
    subject_id         text    collate "C",
    use_case           text    collate "C",
    decided_at         bigint,
    actor_type         text    collate "C",
    actor_id           text    collate "C",
    actor_version      text    collate "C",
    action             text    collate "C",
    mode               text    collate "C",
    requested_at       bigint,
    score              float8,
    variant            text    collate "C",
    propensity         float8,
    risk_tier          text    collate "C",
    segment_names      text[]  collate "C",
    segment_values     text[]  collate "C",
    covariate_names    text[]  collate "C",
    covariate_values   float8[],
    cost_amount        float8,
    cost_currency      text    collate "C",
    input_hash         text    collate "C",
    supersedes         text    collate "C"
);

create unlogged table outcome_record (
    record_id          bigint  not null,
    topic              text    collate "C" not null,
    partition          integer not null,
    record_offset      bigint  not null,
    observed_at        bigint  not null,
    record_key         bytea,
    expected_partition integer,
    ticks_before       integer not null,
    tick               bytea,
    unreadable         text    collate "C",
    outcome_id         text    collate "C",
    subject_id         text    collate "C",
    outcome            text    collate "C",
    occurred_at        bigint,
    value              float8,
    decision_id        text    collate "C",
    unit               text    collate "C",
    label              text    collate "C",
    amends             text    collate "C",
    status             text    collate "C"
);

create unlogged table review_record (
    record_id          bigint  not null,
    topic              text    collate "C" not null,
    partition          integer not null,
    record_offset      bigint  not null,
    observed_at        bigint  not null,
    record_key         bytea,
    expected_partition integer,
    ticks_before       integer not null,
    tick               bytea,
    unreadable         text    collate "C",
    decision_id        text    collate "C",
    subject_id         text    collate "C",
    reviewer_type      text    collate "C",
    reviewer_id        text    collate "C",
    verdict            text    collate "C",
    reviewed_at        bigint,
    use_case           text    collate "C",
    review_started_at  bigint,
    final_action       text    collate "C",
    reason_code        text    collate "C"
);
