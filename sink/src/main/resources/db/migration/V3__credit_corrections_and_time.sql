-- Credit, corrections and time in full: KPIs of every type, units of several decisions, restatements, join health, and
-- the clock from which rows are final.

-- How far time itself has come ---------------------------------------------------------------------------------------

alter table ops.progress add column final_clock timestamptz not null default timestamptz '1970-01-01 00:00:00+00';
comment on column ops.progress.final_clock is 'Highest tick the source partition has processed: nothing that happened long enough before can change any more. 1970 before the first tick.';

create view ops.final_clocks as
select generation,
       min(final_clock) as final_clock
  from ops.progress
 where stage = 'CELLS'
 group by generation
having count(distinct source_partition) = count(distinct through_partition)
   and count(*) = count(distinct source_partition) * count(distinct through_partition);
comment on view ops.final_clocks is 'Grain: one generation of plans all of whose source partitions have told how far they are. The clock by which its rows are final.';
comment on column ops.final_clocks.generation is 'Generation of plans, measured together by one replay of the topics.';
comment on column ops.final_clocks.final_clock is 'The lowest final clock of the source partitions. 1970 before each has had a tick.';

-- What plans say -----------------------------------------------------------------------------------------------------

alter table outcome.plan_versions
    add column several_arms text   not null default 'first',
    add column horizon_ms   bigint not null default 1 check (horizon_ms > 0);
update outcome.plan_versions v
   set horizon_ms = k.horizon_ms
  from (select use_case, plan_version, max(window_ms) as horizon_ms from outcome.kpis group by use_case, plan_version) k
 where (v.use_case, v.plan_version) = (k.use_case, k.plan_version);
comment on column outcome.plan_versions.unit_of_analysis is 'What is counted as one unit: decision, or subject (an episode of one subject''s decisions).';
comment on column outcome.plan_versions.several_arms is 'A subject whose decisions lie in several arms: first (counts in the arm of the first), exclude (counts in no KPI).';
comment on column outcome.plan_versions.horizon_ms is 'The longest window of the KPIs, in milliseconds: how far the head of a cell looks, and how long an episode lasts.';

alter table outcome.kpis
    add column join_by             text,
    add column credit_model        text,
    add column first_percent       int check (first_percent between 0 and 100),
    add column last_percent        int check (last_percent between 0 and 100),
    add column half_life_ms        bigint check (half_life_ms > 0),
    add column rule                text,
    add column value_of            text,
    add column starts_with_outcome text,
    add column ends_at             text,
    add column ends_with_outcome   text,
    add column numerator_kpi       text,
    add column denominator_kpi     text;
update outcome.kpis
   set join_by           = 'direct',
       rule              = case when kpi_type = 'binary' then 'any' end,
       ends_at           = case when kpi_type = 'duration' then 'outcome' end,
       ends_with_outcome = case when kpi_type = 'duration' then outcome end;
comment on column outcome.kpis.kpi_type is 'binary, amount, count, duration, value or ratio.';
comment on column outcome.kpis.outcome is 'Name of the outcome events the KPI reads; empty where it reads none.';
comment on column outcome.kpis.unit is 'Unit of the mean: share, s (seconds), an ISO 4217 currency code, or empty for a plain number.';
comment on column outcome.kpis.window_ms is 'Window in which outcomes count, half-open, from the decision, in milliseconds of event time; 1 where none is waited for.';
comment on column outcome.kpis.starts_at is 'Where a duration starts: requested_at, decided_at, reviewed_at or outcome; decided_at for other types.';
comment on column outcome.kpis.missing is 'A decision without an outcome: zero (counts with value 0) or exclude (does not count).';
comment on column outcome.kpis.cap is 'Absolute cap on one unit''s value, in units of 10^-scale; null: none.';
comment on column outcome.kpis.join_by is 'How outcomes find their decision: direct (they name it) or subject (they lie in its window); null where the KPI reads no outcomes.';
comment on column outcome.kpis.credit_model is 'How an outcome is shared among its decisions: last_touch, first_touch, linear, position or time_decay; null for other joins than subject.';
comment on column outcome.kpis.first_percent is 'Model position: what the first decision gets, in percent; null for other models.';
comment on column outcome.kpis.last_percent is 'Model position: what the last decision gets, in percent; null for other models.';
comment on column outcome.kpis.half_life_ms is 'Model time_decay: in how many milliseconds the weight of a decision halves; null for other models.';
comment on column outcome.kpis.rule is 'Of a binary KPI: any, all or last of the outcomes must be 1; null for other types.';
comment on column outcome.kpis.value_of is 'Of a value KPI: score, cost, or the name of a covariate; null for other types.';
comment on column outcome.kpis.starts_with_outcome is 'Of a duration that starts with an outcome: its name; null otherwise.';
comment on column outcome.kpis.ends_at is 'Where a duration ends: decided_at, reviewed_at or outcome; null for other types.';
comment on column outcome.kpis.ends_with_outcome is 'Of a duration that ends with an outcome: its name; null otherwise.';
comment on column outcome.kpis.numerator_kpi is 'Of a ratio: the KPI whose sum is above; null for other types.';
comment on column outcome.kpis.denominator_kpi is 'Of a ratio: the KPI whose sum is below; null for other types.';

-- Cells --------------------------------------------------------------------------------------------------------------

alter table outcome.cell_partials
    add column unit_count       bigint not null default 0 check (unit_count >= 0),
    add column mixed_unit_count bigint not null default 0 check (mixed_unit_count between 0 and unit_count);
update outcome.cell_partials set unit_count = decision_count;
comment on column outcome.cell_partials.unit_count is 'Units: decisions, or subjects'' episodes placed by their first decision. Additive like decision_count.';
comment on column outcome.cell_partials.mixed_unit_count is 'Of these, units whose decisions lie in several arms. Additive like decision_count.';

alter table outcome.kpi_partials
    add column denominator_sum         numeric(39, 0),
    add column denominator_sum_squares numeric(39, 0) check (denominator_sum_squares >= 0),
    add column product_sum             numeric(39, 0),
    add column open_count              bigint         not null default 0 check (open_count >= 0),
    add column open_start_sum          numeric(39, 0) not null default 0,
    add constraint kpi_partials_denominator_is_whole check (
        num_nulls(denominator_sum, denominator_sum_squares, product_sum) in (0, 3));
comment on column outcome.kpi_partials.denominator_sum is 'Sum of the units'' denominators: how many of a unit''s decisions count, or for a ratio the denominator KPI''s value in units of 10^-scale of that KPI. Null where a unit is one decision and the KPI no ratio. Additive like unit_count.';
comment on column outcome.kpi_partials.denominator_sum_squares is 'Sum of the squared denominators. Null like denominator_sum. Additive like unit_count.';
comment on column outcome.kpi_partials.product_sum is 'Sum of value times denominator. Null like denominator_sum. Additive like unit_count.';
comment on column outcome.kpi_partials.open_count is 'Of a duration: cases that have begun and not ended in the view of the KPI. Additive like unit_count.';
comment on column outcome.kpi_partials.open_start_sum is 'Sum over the open cases of their start minus the start of the cohort day, in milliseconds: their total age at a moment is open_count × (moment − start of day) − open_start_sum. Additive like unit_count.';

create or replace view outcome.cells as
select use_case,
       plan_version,
       arm,
       cohort_date,
       segment_values,
       sum(decision_count)::bigint   as decision_count,
       sum(reviewed_count)::bigint   as reviewed_count,
       sum(overturned_count)::bigint as overturned_count,
       sum(unit_count)::bigint       as unit_count,
       sum(mixed_unit_count)::bigint as mixed_unit_count
  from outcome.cell_partials c
 group by use_case, plan_version, arm, cohort_date, segment_values
having sum(decision_count) > 0
    or sum(unit_count) > 0
    -- A decision that was replaced after a short window and within a longer one counts in the KPI of the short one.
    or exists (select
                 from outcome.kpi_partials k
                where (k.use_case, k.plan_version, k.arm, k.cohort_date, k.segment_values)
                      = (c.use_case, c.plan_version, c.arm, c.cohort_date, c.segment_values)
                  and (k.unit_count > 0 or k.open_count > 0));
comment on view outcome.cells is 'Grain: cell = use case × plan version × arm × UTC day of decision × segment values. Only cells with anything in them.';
comment on column outcome.cells.decision_count is 'Decisions that count. Additive over all columns of the key except plan_version.';
comment on column outcome.cells.unit_count is 'Units: decisions, or subjects'' episodes placed by their first decision. Additive like decision_count.';
comment on column outcome.cells.mixed_unit_count is 'Of these, units whose decisions lie in several arms. Additive like decision_count.';

create or replace view outcome.kpi_cells as
select use_case,
       plan_version,
       arm,
       cohort_date,
       segment_values,
       k.kpi,
       sum(k.unit_count)::bigint                      as unit_count,
       sum(k.value_sum)::numeric(39, 0)               as value_sum,
       sum(k.value_sum_squares)::numeric(39, 0)       as value_sum_squares,
       sum(k.denominator_sum)::numeric(39, 0)         as denominator_sum,
       sum(k.denominator_sum_squares)::numeric(39, 0) as denominator_sum_squares,
       sum(k.product_sum)::numeric(39, 0)             as product_sum,
       sum(k.open_count)::bigint                      as open_count,
       sum(k.open_start_sum)::numeric(39, 0)          as open_start_sum
  from outcome.kpi_partials k
  join outcome.cells c using (use_case, plan_version, arm, cohort_date, segment_values)
 group by use_case, plan_version, arm, cohort_date, segment_values, k.kpi;
comment on view outcome.kpi_cells is 'Grain: cell × KPI. Exact moments from which every lift is computed. Only cells with anything in them.';
comment on column outcome.kpi_cells.denominator_sum is 'Sum of the units'' denominators: how many of a unit''s decisions count, or for a ratio the denominator KPI''s value in units of 10^-scale of that KPI. Null where a unit is one decision and the KPI no ratio. Additive like unit_count.';
comment on column outcome.kpi_cells.denominator_sum_squares is 'Sum of the squared denominators. Null like denominator_sum. Additive like unit_count.';
comment on column outcome.kpi_cells.product_sum is 'Sum of value times denominator. Null like denominator_sum. Additive like unit_count.';
comment on column outcome.kpi_cells.open_count is 'Of a duration: cases that have begun and not ended in the view of the KPI. Additive like unit_count.';
comment on column outcome.kpi_cells.open_start_sum is 'Sum over the open cases of their start minus the start of the cohort day, in milliseconds: their total age at a moment is open_count × (moment − start of day) − open_start_sum. Additive like unit_count.';

-- Restatements -------------------------------------------------------------------------------------------------------

create table outcome.restatement_partials (
    use_case         text           not null,
    plan_version     int            not null,
    arm              text           not null,
    cohort_date      date           not null,
    segment_values   text[]         not null,
    kpi              text           not null,
    cause            text           not null,
    source_partition int            not null,
    unit_count       bigint         not null check (unit_count >= 0),
    value_change     numeric(39, 0) not null,
    primary key (use_case, plan_version, arm, cohort_date, segment_values, kpi, cause, source_partition)
) with (fillfactor = 85);
comment on table outcome.restatement_partials is 'Grain: cell × KPI × cause × source partition. What corrections changed since the first report: the cumulative share of one partition; readers want the view outcome.restatements.';
comment on column outcome.restatement_partials.use_case is 'Use case.';
comment on column outcome.restatement_partials.plan_version is 'Version of the plan.';
comment on column outcome.restatement_partials.arm is 'Arm of the unit.';
comment on column outcome.restatement_partials.cohort_date is 'UTC day of the unit''s first decision.';
comment on column outcome.restatement_partials.segment_values is 'Segment values of the unit''s first decision, in the order of plan_versions.segment_names.';
comment on column outcome.restatement_partials.kpi is 'Name of the KPI whose value changed; empty for cause overturned.';
comment on column outcome.restatement_partials.cause is 'What changed it: amended (an amendment or a later version of an outcome), cancelled (a cancelled outcome), superseded (a replaced decision), overturned (a review that overrode or reversed the decision; no value changes).';
comment on column outcome.restatement_partials.source_partition is 'Partition of the event topics.';
comment on column outcome.restatement_partials.unit_count is 'Units whose value or counting the cause changed. Additive over all columns of the key except plan_version, kpi and cause.';
comment on column outcome.restatement_partials.value_change is 'Sum of the changes of their values, in units of 10^-scale of the KPI (of a ratio: of its numerator). Additive like unit_count, and over cause within a KPI: first report plus all changes is the present value_sum.';

create view outcome.restatements as
select use_case,
       plan_version,
       arm,
       cohort_date,
       segment_values,
       kpi,
       cause,
       sum(unit_count)::bigint           as unit_count,
       sum(value_change)::numeric(39, 0) as value_change
  from outcome.restatement_partials
 group by use_case, plan_version, arm, cohort_date, segment_values, kpi, cause
having sum(unit_count) > 0;
comment on view outcome.restatements is 'Grain: cell × KPI × cause. What corrections changed since the first report, by how much, in which row, why. Only rows with units.';
comment on column outcome.restatements.use_case is 'Use case.';
comment on column outcome.restatements.plan_version is 'Version of the plan.';
comment on column outcome.restatements.arm is 'Arm of the unit.';
comment on column outcome.restatements.cohort_date is 'UTC day of the unit''s first decision.';
comment on column outcome.restatements.segment_values is 'Segment values of the unit''s first decision, in the order of plan_versions.segment_names.';
comment on column outcome.restatements.kpi is 'Name of the KPI whose value changed; empty for cause overturned.';
comment on column outcome.restatements.cause is 'What changed it: amended (an amendment or a later version of an outcome), cancelled (a cancelled outcome), superseded (a replaced decision), overturned (a review that overrode or reversed the decision; no value changes).';
comment on column outcome.restatements.unit_count is 'Units whose value or counting the cause changed. Additive over all columns of the key except plan_version, kpi and cause.';
comment on column outcome.restatements.value_change is 'Sum of the changes of their values, in units of 10^-scale of the KPI (of a ratio: of its numerator). Additive like unit_count, and over cause within a KPI: first report plus all changes is the present value_sum.';

-- Join health --------------------------------------------------------------------------------------------------------

create table outcome.join_health_partials (
    use_case            text   not null,
    plan_version        int    not null,
    event_date          date   not null,
    source_partition    int    not null,
    decision_fact_count bigint not null check (decision_fact_count >= 0),
    outcome_fact_count  bigint not null check (outcome_fact_count >= 0),
    review_fact_count   bigint not null check (review_fact_count >= 0),
    decision_count      bigint not null check (decision_count >= 0),
    outcome_count       bigint not null check (outcome_count >= 0),
    direct_count        bigint not null check (direct_count >= 0),
    by_subject_count    bigint not null check (by_subject_count >= 0),
    unjoined_count      bigint not null check (unjoined_count >= 0),
    corrected_count     bigint not null check (corrected_count >= 0),
    superseded_count    bigint not null check (superseded_count >= 0),
    subject_count       bigint not null check (subject_count >= 0),
    mixed_unit_count    bigint not null check (mixed_unit_count >= 0),
    duplicate_count     bigint not null check (duplicate_count >= 0),
    delay_buckets       jsonb  not null,
    primary key (use_case, plan_version, event_date, source_partition)
) with (fillfactor = 85);
comment on table outcome.join_health_partials is 'Grain: plan version × UTC day × source partition. What became of the events of a day: the cumulative share of one partition; readers want the views outcome.join_health and report.join_health.';
comment on column outcome.join_health_partials.use_case is 'Use case.';
comment on column outcome.join_health_partials.plan_version is 'Version of the plan.';
comment on column outcome.join_health_partials.event_date is 'UTC day of the event time; for duplicate_count the UTC day on which the log learned of the repetition.';
comment on column outcome.join_health_partials.source_partition is 'Partition of the event topics.';
comment on column outcome.join_health_partials.decision_fact_count is 'Distinct accepted decision events, versions included. Additive over use cases and days, not over plan versions.';
comment on column outcome.join_health_partials.outcome_fact_count is 'Distinct accepted outcome events, versions included. Additive like decision_fact_count.';
comment on column outcome.join_health_partials.review_fact_count is 'Distinct accepted review events. Additive like decision_fact_count.';
comment on column outcome.join_health_partials.decision_count is 'Distinct decisions, by id. Additive like decision_fact_count.';
comment on column outcome.join_health_partials.outcome_count is 'Distinct outcomes, by id: joined and unjoined. Additive like decision_fact_count.';
comment on column outcome.join_health_partials.direct_count is 'Of these, outcomes that lie in the window of the decision they name, in at least one KPI. Additive like decision_fact_count.';
comment on column outcome.join_health_partials.by_subject_count is 'Of these, outcomes for which a KPI that joins by subject finds a decision of their subject; an outcome may be found both ways. Additive like decision_fact_count.';
comment on column outcome.join_health_partials.unjoined_count is 'Of these, outcomes that found no decision. Additive like decision_fact_count.';
comment on column outcome.join_health_partials.corrected_count is 'Events that correct an outcome: later versions, amendments, cancellations. Additive like decision_fact_count.';
comment on column outcome.join_health_partials.superseded_count is 'Decisions that another one replaced. Additive like decision_fact_count.';
comment on column outcome.join_health_partials.subject_count is 'Subjects'' episodes that began on this day: a subject''s decisions up to the longest window of the plan after the first. Additive like decision_fact_count.';
comment on column outcome.join_health_partials.mixed_unit_count is 'Of these, episodes whose decisions lie in several arms. Additive like decision_fact_count.';
comment on column outcome.join_health_partials.duplicate_count is 'Accepted records that repeated a known fact. The one number that depends on how often something was sent. Additive like decision_fact_count.';
comment on column outcome.join_health_partials.delay_buckets is 'Joined outcomes by delay from the earliest decision they are credited to, as {"bucket": outcomes}; bucket 0 is no millisecond, bucket 4e + m + 1 is from 2^e × (1 + m/4) ms on. Additive by bucket.';

create view outcome.join_health as
select use_case,
       plan_version,
       event_date,
       sum(decision_fact_count)::bigint as decision_fact_count,
       sum(outcome_fact_count)::bigint as outcome_fact_count,
       sum(review_fact_count)::bigint as review_fact_count,
       sum(decision_count)::bigint as decision_count,
       sum(outcome_count)::bigint as outcome_count,
       sum(direct_count)::bigint as direct_count,
       sum(by_subject_count)::bigint as by_subject_count,
       sum(unjoined_count)::bigint as unjoined_count,
       sum(corrected_count)::bigint as corrected_count,
       sum(superseded_count)::bigint as superseded_count,
       sum(subject_count)::bigint as subject_count,
       sum(mixed_unit_count)::bigint as mixed_unit_count,
       sum(duplicate_count)::bigint as duplicate_count
  from outcome.join_health_partials
 group by use_case, plan_version, event_date;
comment on view outcome.join_health is 'Grain: plan version × UTC day. What became of the events of a day.';
comment on column outcome.join_health.use_case is 'Use case.';
comment on column outcome.join_health.plan_version is 'Version of the plan.';
comment on column outcome.join_health.event_date is 'UTC day of the event time; for duplicate_count the UTC day on which the log learned of the repetition.';
comment on column outcome.join_health.decision_fact_count is 'Distinct accepted decision events, versions included. Additive over use cases and days, not over plan versions.';
comment on column outcome.join_health.outcome_fact_count is 'Distinct accepted outcome events, versions included. Additive like decision_fact_count.';
comment on column outcome.join_health.review_fact_count is 'Distinct accepted review events. Additive like decision_fact_count.';
comment on column outcome.join_health.decision_count is 'Distinct decisions, by id. Additive like decision_fact_count.';
comment on column outcome.join_health.outcome_count is 'Distinct outcomes, by id: joined and unjoined. Additive like decision_fact_count.';
comment on column outcome.join_health.direct_count is 'Of these, outcomes that lie in the window of the decision they name, in at least one KPI. Additive like decision_fact_count.';
comment on column outcome.join_health.by_subject_count is 'Of these, outcomes for which a KPI that joins by subject finds a decision of their subject; an outcome may be found both ways. Additive like decision_fact_count.';
comment on column outcome.join_health.unjoined_count is 'Of these, outcomes that found no decision. Additive like decision_fact_count.';
comment on column outcome.join_health.corrected_count is 'Events that correct an outcome: later versions, amendments, cancellations. Additive like decision_fact_count.';
comment on column outcome.join_health.superseded_count is 'Decisions that another one replaced. Additive like decision_fact_count.';
comment on column outcome.join_health.subject_count is 'Subjects'' episodes that began on this day: a subject''s decisions up to the longest window of the plan after the first. Additive like decision_fact_count.';
comment on column outcome.join_health.mixed_unit_count is 'Of these, episodes whose decisions lie in several arms. Additive like decision_fact_count.';
comment on column outcome.join_health.duplicate_count is 'Accepted records that repeated a known fact. The one number that depends on how often something was sent. Additive like decision_fact_count.';

create view outcome.join_delays as
select use_case,
       plan_version,
       event_date,
       b.bucket::int               as bucket,
       case b.bucket::int
           when 0 then 1
           -- Upper bound: the lower one of the next bucket, rounded up to whole milliseconds.
           else ceil(2::numeric ^ (b.bucket::int / 4) * (4 + b.bucket::int % 4) / 4)::bigint
       end                         as less_than_ms,
       sum(b.outcomes::bigint)::bigint as outcome_count
  from outcome.join_health_partials
 cross join lateral jsonb_each_text(delay_buckets) as b (bucket, outcomes)
 group by use_case, plan_version, event_date, b.bucket;
comment on view outcome.join_delays is 'Grain: plan version × UTC day of the outcome × bucket of the delay between decision and outcome.';
comment on column outcome.join_delays.use_case is 'Use case.';
comment on column outcome.join_delays.plan_version is 'Version of the plan.';
comment on column outcome.join_delays.event_date is 'UTC day of the outcomes.';
comment on column outcome.join_delays.bucket is 'Number of the bucket, rising with the delay.';
comment on column outcome.join_delays.less_than_ms is 'The delays of the bucket are below this, in milliseconds; a quarter of a doubling wide.';
comment on column outcome.join_delays.outcome_count is 'Joined outcomes. Additive over days and buckets.';

-- Views for readers --------------------------------------------------------------------------------------------------

create view report.restatements as
select r.use_case,
       r.plan_version,
       r.arm,
       r.cohort_date,
       r.segment_values,
       r.kpi,
       r.cause,
       coalesce(k.unit, '')                                                             as unit,
       r.unit_count,
       round(r.value_change / 10::numeric ^ coalesce(a.scale, k.scale, 0), coalesce(a.scale, k.scale, 0)) as value_change
  from outcome.restatements r
  left join outcome.kpis k using (use_case, plan_version, kpi)
  left join outcome.kpis a on (a.use_case, a.plan_version, a.kpi) = (k.use_case, k.plan_version, k.numerator_kpi);
comment on view report.restatements is 'Grain: cell × KPI × cause. What corrections changed since the first report, by how much, in which row, why.';
comment on column report.restatements.use_case is 'Use case.';
comment on column report.restatements.plan_version is 'Version of the plan.';
comment on column report.restatements.arm is 'Arm of the unit.';
comment on column report.restatements.cohort_date is 'UTC day of the unit''s first decision.';
comment on column report.restatements.segment_values is 'Segment values of the unit''s first decision, in the order of plan_versions.segment_names.';
comment on column report.restatements.kpi is 'Name of the KPI whose value changed; empty for cause overturned.';
comment on column report.restatements.cause is 'What changed it: amended (an amendment or a later version of an outcome), cancelled (a cancelled outcome), superseded (a replaced decision), overturned (a review that overrode or reversed the decision; no value changes).';
comment on column report.restatements.unit is 'Unit of value_change: of a ratio that of its numerator''s values.';
comment on column report.restatements.unit_count is 'Units whose value or counting the cause changed. Additive over all columns of the key except plan_version, kpi and cause.';
comment on column report.restatements.value_change is 'Sum of the changes of the units'' values, in the KPI''s unit (s: seconds). Additive like unit_count.';

create view report.maturity as
select use_case,
       plan_version,
       k.kpi,
       c.cohort_date,
       c.unit_count,
       f.final_at,
       coalesce(w.final_clock >= f.final_at, false) as is_final
  from (select use_case, plan_version, kpi, cohort_date, sum(unit_count)::bigint as unit_count
          from outcome.kpi_cells
         group by use_case, plan_version, kpi, cohort_date) c
  join outcome.kpis k using (use_case, plan_version, kpi)
  join outcome.plan_versions v using (use_case, plan_version)
  left join ops.final_clocks w using (generation)
 cross join lateral (
       select (c.cohort_date + 1)::timestamp at time zone 'UTC'
              + (k.window_ms + v.lateness_ms) * interval '1 millisecond' as final_at) f;
comment on view report.maturity is 'Grain: plan version × KPI × UTC day of decision. Whether the day''s numbers can still change.';
comment on column report.maturity.use_case is 'Use case.';
comment on column report.maturity.plan_version is 'Version of the plan.';
comment on column report.maturity.kpi is 'Name of the KPI.';
comment on column report.maturity.cohort_date is 'UTC day of the unit''s first decision.';
comment on column report.maturity.unit_count is 'Units of the day that count for the KPI. Additive over days.';
comment on column report.maturity.final_at is 'When the clocks of all partitions have passed this moment no acceptable event can change the row: end of the day + window + lateness.';
comment on column report.maturity.is_final is 'Whether they have: the row never changes again. False: provisional.';

create view report.kpi_cells as
select c.use_case,
       c.plan_version,
       c.kpi,
       c.arm,
       c.cohort_date,
       c.segment_values,
       k.kpi_type,
       k.unit,
       k.better,
       c.unit_count,
       case when c.denominator_sum is null
            then c.value_sum / nullif(c.unit_count, 0) / 10::numeric ^ k.scale
            else c.value_sum / nullif(c.denominator_sum, 0)
                 * 10::numeric ^ coalesce(b.scale, 0) / 10::numeric ^ coalesce(a.scale, k.scale) end as mean,
       c.open_count,
       m.final_at,
       m.is_final
  from outcome.kpi_cells c
  join outcome.kpis k using (use_case, plan_version, kpi)
  join report.maturity m using (use_case, plan_version, kpi, cohort_date)
  left join outcome.kpis a on (a.use_case, a.plan_version, a.kpi) = (k.use_case, k.plan_version, k.numerator_kpi)
  left join outcome.kpis b on (b.use_case, b.plan_version, b.kpi) = (k.use_case, k.plan_version, k.denominator_kpi);
comment on view report.kpi_cells is 'Grain: cell × KPI. The cells with their meaning and whether they can still change; sums are in outcome.kpi_cells.';
comment on column report.kpi_cells.use_case is 'Use case.';
comment on column report.kpi_cells.plan_version is 'Version of the plan.';
comment on column report.kpi_cells.kpi is 'Name of the KPI.';
comment on column report.kpi_cells.arm is 'Arm of the unit.';
comment on column report.kpi_cells.cohort_date is 'UTC day of the unit''s first decision.';
comment on column report.kpi_cells.segment_values is 'Segment values of the unit''s first decision, in the order of plan_versions.segment_names.';
comment on column report.kpi_cells.kpi_type is 'binary, amount, count, duration, value or ratio.';
comment on column report.kpi_cells.unit is 'Unit of the mean: share, s (seconds), an ISO 4217 currency code, or empty for a plain number.';
comment on column report.kpi_cells.better is 'Which direction is an improvement: higher or lower.';
comment on column report.kpi_cells.unit_count is 'Units that count for the KPI. Additive over all columns of the key except plan_version and kpi.';
comment on column report.kpi_cells.mean is 'Sum of values over units, per decision for units of several decisions, over the denominator for a ratio, in unit; null without units. Not additive.';
comment on column report.kpi_cells.open_count is 'Of a duration: cases that have begun and not ended; the mean leaves them out. Additive like unit_count.';
comment on column report.kpi_cells.final_at is 'When the clocks of all partitions have passed this moment no acceptable event can change the row.';
comment on column report.kpi_cells.is_final is 'Whether they have: the row never changes again. False: provisional.';

create view report.join_health as
with refused as (
    select use_case,
           plan_version,
           event_date,
           sum(record_count)::bigint                               as quarantined_count,
           coalesce(sum(record_count) filter (where reason = 'late'), 0)::bigint as late_count,
           jsonb_object_agg(reason, record_count)                  as quarantined_by_reason
      from (select use_case, plan_version, reason, (observed_at at time zone 'UTC')::date as event_date, count(*) as record_count
              from ops.quarantined_records
             group by use_case, plan_version, reason, (observed_at at time zone 'UTC')::date) by_reason
     group by use_case, plan_version, event_date
), risen as (
    select use_case, plan_version, event_date, less_than_ms,
           sum(outcome_count) over (partition by use_case, plan_version, event_date order by bucket) as risen_to,
           sum(outcome_count) over (partition by use_case, plan_version, event_date) as total
      from outcome.join_delays
), delays as (
    select use_case, plan_version, event_date,
           min(less_than_ms) filter (where risen_to >= 0.50 * total) as p50,
           min(less_than_ms) filter (where risen_to >= 0.90 * total) as p90,
           min(less_than_ms) filter (where risen_to >= 0.99 * total) as p99
      from risen
     group by use_case, plan_version, event_date
)
select use_case,
       plan_version,
       event_date,
       coalesce(h.decision_count, 0)                                    as decision_count,
       coalesce(h.outcome_count, 0)                                     as outcome_count,
       coalesce(h.direct_count, 0)                                      as direct_count,
       coalesce(h.by_subject_count, 0)                                  as by_subject_count,
       case when o.over then 0 else coalesce(h.unjoined_count, 0) end   as waiting_count,
       case when o.over then coalesce(h.unjoined_count, 0) else 0 end   as orphaned_count,
       coalesce(h.corrected_count, 0)                                   as corrected_count,
       coalesce(h.superseded_count, 0)                                  as superseded_count,
       coalesce(h.subject_count, 0)                                     as subject_count,
       coalesce(h.mixed_unit_count, 0)                                  as mixed_unit_count,
       coalesce(h.duplicate_count, 0)                                   as duplicate_count,
       coalesce(r.late_count, 0)                                        as late_count,
       coalesce(r.quarantined_count, 0)                                 as quarantined_count,
       coalesce(r.quarantined_by_reason, jsonb '{}')                    as quarantined_by_reason,
       d.p50 * interval '1 millisecond'                                 as delay_p50,
       d.p90 * interval '1 millisecond'                                 as delay_p90,
       d.p99 * interval '1 millisecond'                                 as delay_p99
  from outcome.join_health h
  full join refused r using (use_case, plan_version, event_date)
  left join delays d using (use_case, plan_version, event_date)
  left join outcome.plan_versions v using (use_case, plan_version)
  left join ops.final_clocks w using (generation)
 cross join lateral (
       select coalesce(w.final_clock >= (event_date + 1)::timestamp at time zone 'UTC'
                                        + v.lateness_ms * interval '1 millisecond', false) as over) o;
comment on view report.join_health is 'Grain: plan version × UTC day, and with an empty use case and version 0 the records refused before any plan was known. What became of the events of a day.';
comment on column report.join_health.use_case is 'Use case; empty: refused before any plan was known.';
comment on column report.join_health.plan_version is 'Version of the plan; 0 with an empty use case.';
comment on column report.join_health.event_date is 'UTC day of the event time; for duplicates and refused records the UTC day on which the log learned of them.';
comment on column report.join_health.decision_count is 'Distinct decisions, by id. Additive like decision_fact_count.';
comment on column report.join_health.outcome_count is 'Distinct outcomes, by id: joined and unjoined. Additive like decision_fact_count.';
comment on column report.join_health.direct_count is 'Of these, outcomes that lie in the window of the decision they name, in at least one KPI. Additive like decision_fact_count.';
comment on column report.join_health.by_subject_count is 'Of these, outcomes for which a KPI that joins by subject finds a decision of their subject; an outcome may be found both ways. Additive like decision_fact_count.';
comment on column report.join_health.waiting_count is 'Outcomes credited to no decision that may still come. Additive like decision_count.';
comment on column report.join_health.orphaned_count is 'Outcomes credited to no decision when the day and the lateness had passed. Additive like decision_count.';
comment on column report.join_health.corrected_count is 'Events that correct an outcome: later versions, amendments, cancellations. Additive like decision_fact_count.';
comment on column report.join_health.superseded_count is 'Decisions that another one replaced. Additive like decision_fact_count.';
comment on column report.join_health.subject_count is 'Subjects'' episodes that began on this day: a subject''s decisions up to the longest window of the plan after the first. Additive like decision_fact_count.';
comment on column report.join_health.mixed_unit_count is 'Of these, episodes whose decisions lie in several arms. Additive like decision_fact_count.';
comment on column report.join_health.duplicate_count is 'Accepted records that repeated a known fact. The one number that depends on how often something was sent. Additive like decision_fact_count.';
comment on column report.join_health.late_count is 'Records the log learned of later than the lateness allows. Additive like decision_count.';
comment on column report.join_health.quarantined_count is 'Records refused, late ones included. Additive like decision_count.';
comment on column report.join_health.quarantined_by_reason is 'Records refused by reason code, as {"reason": records}.';
comment on column report.join_health.delay_p50 is 'Half of the joined outcomes came sooner after their decision than this; exact to a quarter of a doubling.';
comment on column report.join_health.delay_p90 is 'Nine of ten joined outcomes came sooner than this; exact to a quarter of a doubling.';
comment on column report.join_health.delay_p99 is '99 of 100 joined outcomes came sooner than this; exact to a quarter of a doubling.';

comment on column report.lifts.kpi_type is 'binary, amount, count, duration, value or ratio.';
comment on column report.lifts.reason is 'Why an estimate is missing: baseline_empty, candidate_empty, too_few_units, zero_denominator, zero_variance, zero_baseline_mean; null when nothing is missing.';
comment on column outcome.lifts.reason is 'Why an estimate is missing: baseline_empty, candidate_empty, too_few_units, zero_denominator, zero_variance, zero_baseline_mean; null when nothing is missing.';
