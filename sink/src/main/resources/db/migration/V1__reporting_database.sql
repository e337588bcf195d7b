-- The reporting database: outcome (facts), report (views: the contract with readers), ops (how the facts came here).
-- Records of different topics arrive in any order, so there are no foreign keys between tables; the views join.
-- Flyway creates the three schemas and ops.schema_history before this script runs.
-- fillfactor: the hot tables are updated in place all day, and free space in the page keeps those updates out of the indexes.

comment on schema outcome is 'Facts: plans, exact additive cells, lifts. Written by the sink only.';
comment on schema report is 'Views for readers: names, column order and types are a contract.';
comment on schema ops is 'Operations: how far the sink and the stages have come, what was refused, schema history.';

-- ops ---------------------------------------------------------------------------------------------------------------

comment on table ops.schema_history is 'Grain: one applied migration. Written by Flyway.';
comment on column ops.schema_history.installed_rank is 'Order of application, from 1.';
comment on column ops.schema_history.version is 'Schema version; null for the creation of the schemas.';
comment on column ops.schema_history.description is 'Name of the migration.';
comment on column ops.schema_history.type is 'Kind of migration.';
comment on column ops.schema_history.script is 'File of the migration.';
comment on column ops.schema_history.checksum is 'Checksum of the file when it was applied.';
comment on column ops.schema_history.installed_by is 'Database user who applied it.';
comment on column ops.schema_history.installed_on is 'When it was applied, in the database server''s time.';
comment on column ops.schema_history.execution_time is 'How long it took, in milliseconds.';
comment on column ops.schema_history.success is 'Whether it was applied completely.';

create table ops.sink_offsets (
    topic       text   not null,
    partition   int    not null check (partition >= 0),
    next_offset bigint not null check (next_offset >= 0),
    epoch       bigint not null check (epoch > 0),
    primary key (topic, partition)
);
comment on table ops.sink_offsets is 'Grain: one partition of a topic the sink reads. Changes in the same transaction as the rows it accounts for.';
comment on column ops.sink_offsets.topic is 'Kafka topic.';
comment on column ops.sink_offsets.partition is 'Partition of the topic.';
comment on column ops.sink_offsets.next_offset is 'Where reading goes on: every record before this offset is contained in the tables.';
comment on column ops.sink_offsets.epoch is 'Which writer owns the partition: each new owner adds one, and a writer with an older epoch is refused.';

create table ops.progress (
    generation        text        not null,
    stage             text        not null,
    source_partition  int         not null,
    through_partition int         not null,
    clock             timestamptz not null,
    positions         jsonb       not null,
    primary key (generation, stage, source_partition, through_partition)
);
comment on table ops.progress is 'Grain: generation × stage × source partition × partition of the cells topic. How far a stage has worked: everything up to these positions is contained in the facts.';
comment on column ops.progress.generation is 'Generation of plans, measured together by one replay of the topics.';
comment on column ops.progress.stage is 'CELLS: partial sums are published; LIFTS: lifts are published.';
comment on column ops.progress.source_partition is 'Partition of the event topics.';
comment on column ops.progress.through_partition is 'Partition of the cells topic this statement holds for.';
comment on column ops.progress.clock is 'Highest observed time of the source partition: the as-of.';
comment on column ops.progress.positions is 'Next offset per event topic, as {"topic": next offset}.';

create table ops.quarantined_records (
    topic         text        not null,
    partition     int         not null,
    record_offset bigint      not null,
    use_case      text        not null,
    plan_version  int         not null,
    reason        text        not null,
    detail        text        not null,
    observed_at   timestamptz not null,
    generation    text        not null,
    primary key (topic, partition, record_offset, use_case, plan_version)
);
comment on table ops.quarantined_records is 'Grain: one record that could not be used × the plan version that refused it. The original bytes are in the quarantine topic, or, for reason sink_refused, at their origin.';
comment on column ops.quarantined_records.topic is 'Topic the record came from.';
comment on column ops.quarantined_records.partition is 'Partition the record came from.';
comment on column ops.quarantined_records.record_offset is 'Offset the record came from.';
comment on column ops.quarantined_records.use_case is 'Use case whose plan refused it; empty where it was refused before any plan was known.';
comment on column ops.quarantined_records.plan_version is 'Version of that plan; 0 with an empty use case.';
comment on column ops.quarantined_records.reason is 'Reason code, as listed in docs/plan.md; sink_refused: the sink could not write it.';
comment on column ops.quarantined_records.detail is 'What is wrong and what to do. Never holds a subject id.';
comment on column ops.quarantined_records.observed_at is 'Timestamp of the original record: when the log learned of it.';
comment on column ops.quarantined_records.generation is 'Generation of plans that refused it; empty for sink_refused.';

-- outcome: plans ----------------------------------------------------------------------------------------------------

create table outcome.plan_versions (
    use_case         text             not null,
    plan_version     int              not null,
    generation       text             not null,
    baseline_arm     text             not null,
    candidate_arms   text[]           not null,
    segment_names    text[]           not null,
    design           text             not null,
    unit_of_analysis text             not null,
    lateness_ms      bigint           not null,
    alpha            double precision not null check (alpha > 0 and alpha < 1),
    yaml             text             not null,
    content_hash     text             not null,
    primary key (use_case, plan_version)
);
comment on table outcome.plan_versions is 'Grain: one version of a use case''s measurement plan, as published.';
comment on column outcome.plan_versions.use_case is 'Use case the plan measures.';
comment on column outcome.plan_versions.plan_version is 'Version of the plan, from 1.';
comment on column outcome.plan_versions.generation is 'Generation of plans it is measured with.';
comment on column outcome.plan_versions.baseline_arm is 'Arm every candidate is compared with.';
comment on column outcome.plan_versions.candidate_arms is 'Arms that are compared with the baseline, in the plan''s order.';
comment on column outcome.plan_versions.segment_names is 'Names of the measured dimensions, in the order of segment_values in the cells.';
comment on column outcome.plan_versions.design is 'How arms were assigned: randomized, logged_propensity or observational.';
comment on column outcome.plan_versions.unit_of_analysis is 'What is counted as one unit: decision.';
comment on column outcome.plan_versions.lateness_ms is 'How late the log may learn of an event, in milliseconds.';
comment on column outcome.plan_versions.alpha is 'Error rate of the intervals, two-sided, in (0, 1).';
comment on column outcome.plan_versions.yaml is 'The plan as its author wrote it.';
comment on column outcome.plan_versions.content_hash is 'SHA-256 of the plan''s meaning, in hexadecimal; layout and comments do not matter.';

create table outcome.kpis (
    use_case     text   not null,
    plan_version int    not null,
    kpi          text   not null,
    kpi_type     text   not null,
    outcome      text   not null,
    better       text   not null,
    unit         text   not null,
    scale        int    not null check (scale between 0 and 9),
    window_ms    bigint not null check (window_ms > 0),
    starts_at    text   not null,
    missing      text   not null,
    cap          bigint,
    primary key (use_case, plan_version, kpi)
);
comment on table outcome.kpis is 'Grain: one KPI of a plan version.';
comment on column outcome.kpis.use_case is 'Use case.';
comment on column outcome.kpis.plan_version is 'Version of the plan.';
comment on column outcome.kpis.kpi is 'Name of the KPI, unique within the plan version.';
comment on column outcome.kpis.kpi_type is 'binary, amount or duration.';
comment on column outcome.kpis.outcome is 'Name of the outcome events the KPI reads.';
comment on column outcome.kpis.better is 'Which direction is an improvement: higher or lower.';
comment on column outcome.kpis.unit is 'Unit of the mean: share, s (seconds), an ISO 4217 currency code, or empty for a plain number.';
comment on column outcome.kpis.scale is 'Decimal places of the fixed-point values: value_sum is in units of 10^-scale, value_sum_squares of 10^-(2 × scale).';
comment on column outcome.kpis.window_ms is 'Window in which outcomes count, half-open, from the decision, in milliseconds of event time.';
comment on column outcome.kpis.starts_at is 'Where a duration starts: decided_at or requested_at; decided_at for other types.';
comment on column outcome.kpis.missing is 'A decision without an outcome: zero (counts with value 0) or exclude (does not count).';
comment on column outcome.kpis.cap is 'Absolute cap on one unit''s value, in units of 10^-scale; null: none.';

-- outcome: cells ----------------------------------------------------------------------------------------------------

create table outcome.cell_partials (
    use_case         text   not null,
    plan_version     int    not null,
    arm              text   not null,
    cohort_date      date   not null,
    segment_values   text[] not null,
    source_partition int    not null,
    decision_count   bigint not null check (decision_count >= 0),
    reviewed_count   bigint not null check (reviewed_count between 0 and decision_count),
    overturned_count bigint not null check (overturned_count between 0 and reviewed_count),
    primary key (use_case, plan_version, arm, cohort_date, segment_values, source_partition)
) with (fillfactor = 85);
comment on table outcome.cell_partials is 'Grain: cell (use case × plan version × arm × UTC day of decision × segment values) × source partition. The cumulative share of one partition; readers want the view outcome.cells.';
comment on column outcome.cell_partials.use_case is 'Use case.';
comment on column outcome.cell_partials.plan_version is 'Version of the plan.';
comment on column outcome.cell_partials.arm is 'Arm of the decisions.';
comment on column outcome.cell_partials.cohort_date is 'UTC day of decided_at.';
comment on column outcome.cell_partials.segment_values is 'Segment values in the order of plan_versions.segment_names; (none) where the event names no value.';
comment on column outcome.cell_partials.source_partition is 'Partition of the event topics.';
comment on column outcome.cell_partials.decision_count is 'Decisions that count. Additive over all columns of the key except plan_version.';
comment on column outcome.cell_partials.reviewed_count is 'Of these, decisions with at least one review. Additive like decision_count.';
comment on column outcome.cell_partials.overturned_count is 'Of these, decisions with a review that overrode or reversed them. Additive like decision_count.';

create table outcome.kpi_partials (
    use_case          text           not null,
    plan_version      int            not null,
    arm               text           not null,
    cohort_date       date           not null,
    segment_values    text[]         not null,
    source_partition  int            not null,
    kpi               text           not null,
    unit_count        bigint         not null check (unit_count >= 0),
    value_sum         numeric(39, 0) not null,
    value_sum_squares numeric(39, 0) not null check (value_sum_squares >= 0),
    primary key (use_case, plan_version, arm, cohort_date, segment_values, source_partition, kpi)
) with (fillfactor = 85);
comment on table outcome.kpi_partials is 'Grain: cell × source partition × KPI. Exact moments of the KPI''s fixed-point values; readers want the view outcome.kpi_cells.';
comment on column outcome.kpi_partials.use_case is 'Use case.';
comment on column outcome.kpi_partials.plan_version is 'Version of the plan.';
comment on column outcome.kpi_partials.arm is 'Arm of the decisions.';
comment on column outcome.kpi_partials.cohort_date is 'UTC day of decided_at.';
comment on column outcome.kpi_partials.segment_values is 'Segment values in the order of plan_versions.segment_names; (none) where the event names no value.';
comment on column outcome.kpi_partials.source_partition is 'Partition of the event topics.';
comment on column outcome.kpi_partials.kpi is 'Name of the KPI.';
comment on column outcome.kpi_partials.unit_count is 'Units that count for the KPI. Additive over all columns of the key except plan_version and kpi.';
comment on column outcome.kpi_partials.value_sum is 'Sum of the units'' values, in units of 10^-scale of the KPI. Additive like unit_count.';
comment on column outcome.kpi_partials.value_sum_squares is 'Sum of the squared values, in units of 10^-(2 × scale) of the KPI. Additive like unit_count.';

create view outcome.cells as
select use_case,
       plan_version,
       arm,
       cohort_date,
       segment_values,
       sum(decision_count)::bigint   as decision_count,
       sum(reviewed_count)::bigint   as reviewed_count,
       sum(overturned_count)::bigint as overturned_count
  from outcome.cell_partials
 group by use_case, plan_version, arm, cohort_date, segment_values
having sum(decision_count) > 0;
comment on view outcome.cells is 'Grain: cell = use case × plan version × arm × UTC day of decision × segment values. Only cells with decisions.';
comment on column outcome.cells.use_case is 'Use case.';
comment on column outcome.cells.plan_version is 'Version of the plan.';
comment on column outcome.cells.arm is 'Arm of the decisions.';
comment on column outcome.cells.cohort_date is 'UTC day of decided_at.';
comment on column outcome.cells.segment_values is 'Segment values in the order of plan_versions.segment_names; (none) where the event names no value.';
comment on column outcome.cells.decision_count is 'Decisions that count, at least 1. Additive over all columns of the key except plan_version.';
comment on column outcome.cells.reviewed_count is 'Of these, decisions with at least one review. Additive like decision_count.';
comment on column outcome.cells.overturned_count is 'Of these, decisions with a review that overrode or reversed them. Additive like decision_count.';

create view outcome.kpi_cells as
select use_case,
       plan_version,
       arm,
       cohort_date,
       segment_values,
       k.kpi,
       sum(k.unit_count)::bigint                as unit_count,
       sum(k.value_sum)::numeric(39, 0)         as value_sum,
       sum(k.value_sum_squares)::numeric(39, 0) as value_sum_squares
  from outcome.kpi_partials k
  join outcome.cells c using (use_case, plan_version, arm, cohort_date, segment_values)
 group by use_case, plan_version, arm, cohort_date, segment_values, k.kpi;
comment on view outcome.kpi_cells is 'Grain: cell × KPI. Exact moments from which every lift is computed. Only cells with decisions.';
comment on column outcome.kpi_cells.use_case is 'Use case.';
comment on column outcome.kpi_cells.plan_version is 'Version of the plan.';
comment on column outcome.kpi_cells.arm is 'Arm of the decisions.';
comment on column outcome.kpi_cells.cohort_date is 'UTC day of decided_at.';
comment on column outcome.kpi_cells.segment_values is 'Segment values in the order of plan_versions.segment_names; (none) where the event names no value.';
comment on column outcome.kpi_cells.kpi is 'Name of the KPI.';
comment on column outcome.kpi_cells.unit_count is 'Units that count for the KPI. Additive over all columns of the key except plan_version and kpi.';
comment on column outcome.kpi_cells.value_sum is 'Sum of the units'' values, in units of 10^-scale of the KPI. Additive like unit_count.';
comment on column outcome.kpi_cells.value_sum_squares is 'Sum of the squared values, in units of 10^-(2 × scale) of the KPI. Additive like unit_count.';

-- outcome: lifts ----------------------------------------------------------------------------------------------------

create table outcome.lifts (
    use_case                text             not null,
    plan_version            int              not null,
    kpi                     text             not null,
    arm                     text             not null,
    segment_dimension       text             not null,
    segment_value           text             not null,
    generation              text             not null,
    baseline                text             not null,
    n_baseline              bigint           not null check (n_baseline >= 0),
    n_candidate             bigint           not null check (n_candidate >= 0),
    mean_baseline           double precision,
    mean_candidate          double precision,
    variance_baseline       double precision,
    variance_candidate      double precision,
    absolute_value          double precision,
    absolute_standard_error double precision,
    absolute_lower          double precision,
    absolute_upper          double precision,
    relative_value          double precision,
    relative_standard_error double precision,
    relative_lower          double precision,
    relative_upper          double precision,
    degrees_of_freedom      double precision,
    critical_value          double precision,
    method                  text             not null,
    alpha                   double precision not null check (alpha > 0 and alpha < 1),
    reason                  text,
    primary key (use_case, plan_version, kpi, arm, segment_dimension, segment_value),
    constraint lifts_absolute_is_whole check (
        num_nulls(absolute_value, absolute_standard_error, absolute_lower, absolute_upper) in (0, 4)),
    constraint lifts_relative_is_whole check (
        num_nulls(relative_value, relative_standard_error, relative_lower, relative_upper) in (0, 4))
) with (fillfactor = 85);
comment on table outcome.lifts is 'Grain: use case × plan version × KPI × candidate arm × slot (overall, or one value of one segment dimension). The live measurement; not additive.';
comment on column outcome.lifts.use_case is 'Use case.';
comment on column outcome.lifts.plan_version is 'Version of the plan.';
comment on column outcome.lifts.kpi is 'Name of the KPI.';
comment on column outcome.lifts.arm is 'Candidate arm.';
comment on column outcome.lifts.segment_dimension is 'Dimension of the segment; empty: overall.';
comment on column outcome.lifts.segment_value is 'Value of the dimension; empty for overall.';
comment on column outcome.lifts.generation is 'Generation of plans that measured it.';
comment on column outcome.lifts.baseline is 'Baseline arm the candidate is compared with.';
comment on column outcome.lifts.n_baseline is 'Units of the baseline arm. Not additive over slots: segments are parts of overall.';
comment on column outcome.lifts.n_candidate is 'Units of the candidate arm. Not additive over slots: segments are parts of overall.';
comment on column outcome.lifts.mean_baseline is 'Mean of the baseline arm, in the KPI''s unit; null without units. Not additive.';
comment on column outcome.lifts.mean_candidate is 'Mean of the candidate arm, in the KPI''s unit; null without units. Not additive.';
comment on column outcome.lifts.variance_baseline is 'Unbiased sample variance of the baseline arm, in the KPI''s unit squared; null below two units. Not additive.';
comment on column outcome.lifts.variance_candidate is 'Unbiased sample variance of the candidate arm, in the KPI''s unit squared; null below two units. Not additive.';
comment on column outcome.lifts.absolute_value is 'Candidate mean minus baseline mean, in the KPI''s unit; null where it cannot be had, see reason. Not additive.';
comment on column outcome.lifts.absolute_standard_error is 'Standard error of absolute_value, in the KPI''s unit. Not additive.';
comment on column outcome.lifts.absolute_lower is 'Lower bound of the interval of absolute_value, in the KPI''s unit. Not additive.';
comment on column outcome.lifts.absolute_upper is 'Upper bound of the interval of absolute_value, in the KPI''s unit. Not additive.';
comment on column outcome.lifts.relative_value is 'The difference as a share of the baseline mean''s magnitude (0.15 is +15 %); null where it cannot be had, see reason. Not additive.';
comment on column outcome.lifts.relative_standard_error is 'Standard error of relative_value, as a share. Not additive.';
comment on column outcome.lifts.relative_lower is 'Lower bound of the interval of relative_value, as a share. Not additive.';
comment on column outcome.lifts.relative_upper is 'Upper bound of the interval of relative_value, as a share. Not additive.';
comment on column outcome.lifts.degrees_of_freedom is 'Welch-Satterthwaite degrees of freedom; null without an interval. Not additive.';
comment on column outcome.lifts.critical_value is 'Multiplier of the standard error, rounded to nine decimals; null without an interval. Not additive.';
comment on column outcome.lifts.method is 'Name of the interval''s method, for example welch_fixed_n.';
comment on column outcome.lifts.alpha is 'Error rate of the intervals, two-sided, in (0, 1).';
comment on column outcome.lifts.reason is 'Why an estimate is missing: baseline_empty, candidate_empty, too_few_units, zero_variance, zero_baseline_mean; null when nothing is missing.';

-- report ------------------------------------------------------------------------------------------------------------

create view report.lifts as
select l.use_case,
       l.plan_version,
       l.kpi,
       l.arm,
       l.baseline,
       l.segment_dimension,
       l.segment_value,
       k.kpi_type,
       k.unit,
       k.better,
       k.scale,
       l.n_baseline,
       l.n_candidate,
       l.mean_baseline,
       l.mean_candidate,
       l.variance_baseline,
       l.variance_candidate,
       l.absolute_value,
       l.absolute_standard_error,
       l.absolute_lower,
       l.absolute_upper,
       l.relative_value,
       l.relative_standard_error,
       l.relative_lower,
       l.relative_upper,
       l.degrees_of_freedom,
       l.critical_value,
       l.method,
       l.alpha,
       l.reason,
       l.generation
  from outcome.lifts l
  join outcome.kpis k using (use_case, plan_version, kpi);
comment on view report.lifts is 'Grain: use case × plan version × KPI × candidate arm × slot (overall, or one value of one segment dimension). The live measurement with the KPI''s meaning; not additive.';
comment on column report.lifts.use_case is 'Use case.';
comment on column report.lifts.plan_version is 'Version of the plan.';
comment on column report.lifts.kpi is 'Name of the KPI.';
comment on column report.lifts.arm is 'Candidate arm.';
comment on column report.lifts.baseline is 'Baseline arm the candidate is compared with.';
comment on column report.lifts.segment_dimension is 'Dimension of the segment; empty: overall.';
comment on column report.lifts.segment_value is 'Value of the dimension; empty for overall.';
comment on column report.lifts.kpi_type is 'binary, amount or duration.';
comment on column report.lifts.unit is 'Unit of means and absolute differences: share, s (seconds), an ISO 4217 currency code, or empty for a plain number.';
comment on column report.lifts.better is 'Which direction is an improvement: higher or lower.';
comment on column report.lifts.scale is 'Decimal places of the KPI''s fixed-point values in outcome.kpi_cells.';
comment on column report.lifts.n_baseline is 'Units of the baseline arm. Not additive over slots: segments are parts of overall.';
comment on column report.lifts.n_candidate is 'Units of the candidate arm. Not additive over slots: segments are parts of overall.';
comment on column report.lifts.mean_baseline is 'Mean of the baseline arm, in unit; null without units. Not additive.';
comment on column report.lifts.mean_candidate is 'Mean of the candidate arm, in unit; null without units. Not additive.';
comment on column report.lifts.variance_baseline is 'Unbiased sample variance of the baseline arm, in unit squared; null below two units. Not additive.';
comment on column report.lifts.variance_candidate is 'Unbiased sample variance of the candidate arm, in unit squared; null below two units. Not additive.';
comment on column report.lifts.absolute_value is 'Candidate mean minus baseline mean, in unit; null where it cannot be had, see reason. Not additive.';
comment on column report.lifts.absolute_standard_error is 'Standard error of absolute_value, in unit. Not additive.';
comment on column report.lifts.absolute_lower is 'Lower bound of the interval of absolute_value, in unit. Not additive.';
comment on column report.lifts.absolute_upper is 'Upper bound of the interval of absolute_value, in unit. Not additive.';
comment on column report.lifts.relative_value is 'The difference as a share of the baseline mean''s magnitude (0.15 is +15 %); null where it cannot be had, see reason. Not additive.';
comment on column report.lifts.relative_standard_error is 'Standard error of relative_value, as a share. Not additive.';
comment on column report.lifts.relative_lower is 'Lower bound of the interval of relative_value, as a share. Not additive.';
comment on column report.lifts.relative_upper is 'Upper bound of the interval of relative_value, as a share. Not additive.';
comment on column report.lifts.degrees_of_freedom is 'Welch-Satterthwaite degrees of freedom; null without an interval. Not additive.';
comment on column report.lifts.critical_value is 'Multiplier of the standard error, rounded to nine decimals; null without an interval. Not additive.';
comment on column report.lifts.method is 'Name of the interval''s method, for example welch_fixed_n.';
comment on column report.lifts.alpha is 'Error rate of the intervals, two-sided, in (0, 1).';
comment on column report.lifts.reason is 'Why an estimate is missing: baseline_empty, candidate_empty, too_few_units, zero_variance, zero_baseline_mean; null when nothing is missing.';
comment on column report.lifts.generation is 'Generation of plans that measured it.';

create view report.data_quality as
with decided as (
    select use_case, plan_version, sum(decision_count)::bigint as decision_count
      from outcome.cell_partials
     group by use_case, plan_version
), refused as (
    select use_case,
           plan_version,
           sum(record_count)::bigint              as quarantined_count,
           jsonb_object_agg(reason, record_count) as quarantined_by_reason
      from (select use_case, plan_version, reason, count(*) as record_count
              from ops.quarantined_records
             group by use_case, plan_version, reason) by_reason
     group by use_case, plan_version
), clocks as (
    select generation, source_partition, min(clock) as clock
      from ops.progress
     where stage = 'LIFTS' and clock > timestamptz '1970-01-01 00:00:00+00'
     group by generation, source_partition
), observed as (
    select generation, min(clock) as complete_to_at, max(clock) as observed_to_at
      from clocks
     group by generation
), grain as (
    select use_case, plan_version from outcome.plan_versions
    union
    select use_case, plan_version from refused
    union
    select '', 0
)
select use_case,
       plan_version,
       coalesce(d.decision_count, 0)                 as decision_count,
       coalesce(r.quarantined_count, 0)              as quarantined_count,
       coalesce(r.quarantined_by_reason, jsonb '{}') as quarantined_by_reason,
       o.complete_to_at,
       o.observed_to_at
  from grain g
  left join outcome.plan_versions v using (use_case, plan_version)
  left join decided d using (use_case, plan_version)
  left join refused r using (use_case, plan_version)
  left join observed o using (generation);
comment on view report.data_quality is 'Grain: one plan version; and one row with an empty use case and version 0 for records refused before any plan was known.';
comment on column report.data_quality.use_case is 'Use case; empty: refused before any plan was known.';
comment on column report.data_quality.plan_version is 'Version of the plan; 0 with an empty use case.';
comment on column report.data_quality.decision_count is 'Decisions that count. Additive over use cases, not over plan versions.';
comment on column report.data_quality.quarantined_count is 'Records refused. Additive over use cases, not over plan versions.';
comment on column report.data_quality.quarantined_by_reason is 'Records refused by reason code, as {"reason": records}.';
comment on column report.data_quality.complete_to_at is 'As-of: the lowest observed time among the source partitions that have had an event; everything the log learned before is in the lifts. Null before the first progress.';
comment on column report.data_quality.observed_to_at is 'The highest observed time among the source partitions. Null before the first progress.';
