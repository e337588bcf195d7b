-- A year of twenty use cases with ten KPIs each: two arms, three regions; a reading a day and KPI, weeks, ages of cases.
insert into outcome.plan_versions (use_case, plan_version, generation, baseline_arm, candidate_arms, segment_names, design,
       unit_of_analysis, lateness_ms, alpha, yaml, content_hash, horizon_ms)
select 'use-case-' || lpad(n::text, 2, '0'), 1, 'bench', 'human', '{model-v2}', '{region}', 'randomized', 'decision', 172800000, 0.05, '',
       repeat(md5(n::text), 2), 1209600000
  from generate_series(1, 20) n;

insert into outcome.kpis (use_case, plan_version, kpi, kpi_type, outcome, better, unit, scale, window_ms, starts_at, missing, position)
select p.use_case, 1, 'kpi_' || lpad(n::text, 2, '0'), case when n <= 2 then 'duration' when n <= 5 then 'amount' else 'binary' end,
       'outcome_' || n, case when n <= 2 then 'lower' else 'higher' end,
       case when n <= 2 then 's' when n <= 5 then 'EUR' else 'share' end, case when n <= 2 then 3 when n <= 5 then 2 else 0 end, 1209600000,
       'decided_at', case when n <= 2 then 'exclude' else 'zero' end, n
  from outcome.plan_versions p, generate_series(1, 10) n;

insert into outcome.cell_partials (use_case, plan_version, arm, cohort_date, segment_values, source_partition, decision_count,
       reviewed_count, overturned_count, unit_count)
select use_case, 1, arm, day::date, array[region], 0, 100, 20, 3, 100
  from outcome.plan_versions, unnest(array['human', 'model-v2']) arm,
       generate_series(date '2025-01-01', date '2025-12-31', interval '1 day') day, unnest(array['north', 'south', 'east']) region;

-- Cases by age: a hundred that ended within thirty bins, three last seen open.
insert into outcome.kpi_partials (use_case, plan_version, arm, cohort_date, segment_values, source_partition, kpi, unit_count,
       value_sum, value_sum_squares, open_count, age_ended_counts, age_open_counts)
select c.use_case, 1, c.arm, c.cohort_date, c.segment_values, 0, k.kpi, 100, 50, 50, 0,
       case when k.kpi_type = 'duration' then array_fill(3, array[30]) || array_fill(0, array[34]) end,
       case when k.kpi_type = 'duration' then array_fill(0, array[39]) || array[3] || array_fill(0, array[24]) end
  from outcome.cell_partials c join outcome.kpis k on k.use_case = c.use_case;

-- Intervals that narrow from day to day around a lift of between -10 % and +10 %.
create temporary table reading as
select k.use_case, k.kpi, s.dimension, s.value, day::date as cohort_date,
       0.02 * (k.position - 5) as lift, 2 / sqrt(100 * (1 + (day::date - date '2025-01-01'))) as half
  from outcome.kpis k, (values ('', ''), ('region', 'north'), ('region', 'south'), ('region', 'east')) s (dimension, value),
       generate_series(date '2025-01-01', date '2025-12-31', interval '1 day') day;

insert into outcome.lift_readings (use_case, plan_version, kpi, arm, segment_dimension, segment_value, cohort_date, final_at, generation,
       baseline, n_baseline, n_candidate, mean_baseline, mean_candidate, absolute_value, absolute_standard_error, absolute_lower,
       absolute_upper, relative_value, relative_standard_error, relative_lower, relative_upper, alpha, event_count_baseline,
       event_count_candidate, mature_share, clock, multiplier, grade, verdict, ground, p_value)
select use_case, 1, kpi, 'model-v2', dimension, value, cohort_date, cohort_date + interval '17 days', 'bench', 'human', 30000, 30000, 0.5,
       0.5 * (1 + lift), lift / 2, half / 4, (lift - half) / 2, (lift + half) / 2, lift, half / 2, lift - half, lift + half, 0.05, 15000,
       15000, 1, 'confidence_sequence', 2.4, 'A',
       case when abs(lift) <= half then 'not_yet' when (lift > 0) = (kpi > 'kpi_02') then 'improved' else 'degraded' end,
       case when abs(lift) <= half then 'interval_holds_zero' else '' end, 0.01
  from reading;

insert into outcome.lifts (use_case, plan_version, kpi, arm, segment_dimension, segment_value, generation, baseline, n_baseline,
       n_candidate, mean_baseline, mean_candidate, absolute_value, absolute_standard_error, absolute_lower, absolute_upper, relative_value,
       relative_standard_error, relative_lower, relative_upper, alpha, event_count_baseline, event_count_candidate, mature_share, clock,
       multiplier, grade, verdict, ground, p_value)
select use_case, plan_version, kpi, arm, segment_dimension, segment_value, generation, baseline, n_baseline, n_candidate, mean_baseline,
       mean_candidate, absolute_value, absolute_standard_error, absolute_lower, absolute_upper, relative_value, relative_standard_error,
       relative_lower, relative_upper, alpha, event_count_baseline, event_count_candidate, mature_share, clock, multiplier, grade, verdict,
       ground, p_value
  from outcome.lift_readings
 where cohort_date = date '2025-12-31';

insert into ops.progress (generation, stage, source_partition, through_partition, clock, positions, final_clock)
select 'bench', stage, 0, 0, timestamptz '2026-01-20 00:00:00+00', '{}', timestamptz '2026-01-18 00:00:00+00'
  from unnest(array['CELLS', 'LIFTS']) stage;
