-- The part of the reporting database that verification reads, without the sink: tables in the place of views.
create schema outcome;
create schema ops;
create table ops.quarantined_records (
    topic text not null, partition int not null, record_offset bigint not null, use_case text not null,
    plan_version int not null, reason text not null, detail text not null default '',
    primary key (topic, partition, record_offset, use_case, plan_version));
create table outcome.cells (
    use_case text, plan_version int, arm text, cohort_date date, segment_values text[],
    decision_count bigint, reviewed_count bigint, overturned_count bigint);
create table outcome.kpi_cells (
    use_case text, plan_version int, arm text, cohort_date date, segment_values text[], kpi text,
    unit_count bigint, value_sum numeric(39, 0), value_sum_squares numeric(39, 0));
create table outcome.lifts (
    use_case text, plan_version int, kpi text, arm text, segment_dimension text, segment_value text, generation text,
    baseline text, n_baseline bigint, n_candidate bigint, mean_baseline float8, mean_candidate float8,
    variance_baseline float8, variance_candidate float8, absolute_value float8, absolute_standard_error float8,
    absolute_lower float8, absolute_upper float8, relative_value float8, relative_standard_error float8,
    relative_lower float8, relative_upper float8, degrees_of_freedom float8, critical_value float8, method text,
    alpha float8, reason text);
