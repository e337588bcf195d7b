-- 20 use cases × 10 KPIs × 365 days of two arms in three regions: cells, live lifts, an official reading each day.
create temporary table named as
select u, (array['claims-triage', 'credit-limit', 'fraud-alerts', 'invoice-matching', 'churn-offers', 'call-routing', 'image-review',
                 'price-quotes', 'returns', 'staffing'])[1 + (u - 1) % 10] || case when u > 10 then '-eu' else '' end as use_case
  from generate_series(1, 20) u;

insert into outcome.plan_versions (use_case, plan_version, generation, baseline_arm, candidate_arms, segment_names, design,
       unit_of_analysis, lateness_ms, alpha, yaml, content_hash, horizon_ms)
select use_case, 1, 'bench', 'human', '{model-v2}', '{region}', 'randomized', 'decision', 172800000, 0.05, '', md5(use_case) || md5(u::text), 1209600000
  from named;

insert into outcome.kpis (use_case, plan_version, kpi, kpi_type, outcome, better, unit, scale, window_ms, starts_at, missing, position)
select use_case, 1, k.kpi, k.kpi_type, 'closed', k.better, k.unit, k.scale, 604800000, k.starts_at, 'exclude', k.position
  from named,
       (values ('decision_quality', 'binary', 'higher', 'share', 0, 'decided_at', 1), ('processing_time', 'duration', 'lower', 's', 3, 'requested_at', 2),
               ('recovered_amount', 'amount', 'higher', 'EUR', 2, 'decided_at', 3), ('complaints', 'binary', 'lower', 'share', 0, 'decided_at', 4),
               ('reopened', 'binary', 'lower', 'share', 0, 'decided_at', 5), ('handling_cost', 'amount', 'lower', 'EUR', 2, 'decided_at', 6),
               ('first_response', 'duration', 'lower', 's', 3, 'requested_at', 7), ('satisfied', 'binary', 'higher', 'share', 0, 'decided_at', 8),
               ('escalated', 'binary', 'lower', 'share', 0, 'decided_at', 9), ('refunded_amount', 'amount', 'lower', 'EUR', 2, 'decided_at', 10))
       k (kpi, kpi_type, better, unit, scale, starts_at, position);

insert into outcome.cell_partials (use_case, plan_version, arm, cohort_date, segment_values, source_partition, decision_count,
       reviewed_count, overturned_count, unit_count)
select use_case, 1, arm, date '2025-01-01' + day, array[region], 0, 100 + (u * 7 + day) % 40, 20, 1 + day % 3, 100 + (u * 7 + day) % 40
  from named, unnest(array['human', 'model-v2']) arm, generate_series(0, 364) day, unnest(array['north', 'south', 'east']) region;

insert into outcome.kpi_partials (use_case, plan_version, arm, cohort_date, segment_values, source_partition, kpi, unit_count,
       value_sum, value_sum_squares, age_ended_counts, age_open_counts)
select c.use_case, 1, c.arm, c.cohort_date, c.segment_values, 0, k.kpi, c.unit_count, c.unit_count, c.unit_count,
       case when k.kpi_type = 'duration' then array(select case when bin between 36 and 41 then 15 else 0 end from generate_series(1, 64) bin) end,
       case when k.kpi_type = 'duration' then array(select case when bin = 40 then 1 else 0 end from generate_series(1, 64) bin) end
  from outcome.cell_partials c
  join outcome.kpis k using (use_case, plan_version);

-- What a KPI comes to, and by how much the candidate moves it; the interval closes in with the days.
create temporary table effect as
select use_case, kpi, position, case kpi_type when 'binary' then 0.62 when 'duration' then 43200 else 310 end::float8 as mean,
       case when (u + position) % 4 = 0 then 0.002 when better = 'higher' then 0.08 else -0.12 end
       * case when (u * position) % 13 = 0 then -1 else 1 end as change
  from named
  join outcome.kpis using (use_case);

insert into outcome.lifts
    (use_case, plan_version, kpi, arm, segment_dimension, segment_value, generation, baseline, n_baseline, n_candidate, mean_baseline, mean_candidate,
     absolute_value, absolute_standard_error, absolute_lower, absolute_upper, relative_value, relative_standard_error, relative_lower, relative_upper,
     clock, alpha, mature_share, multiplier, grade, verdict, ground, event_count_baseline, event_count_candidate)
select use_case, 1, kpi, 'model-v2', s.dimension, s.value, 'bench', 'human', 130000, 130000, mean, mean * (1 + change),
       mean * change, mean * 0.003, mean * (change - 0.01), mean * (change + 0.01), change, 0.003, change - 0.01, change + 0.01,
       'confidence_sequence(alpha=0.05,sides=two,planned_units=20000)', 0.05, 0.98, 3.2, 'A', 'not_yet', 'nothing_mature', 60000, 60000
  from effect, (values ('', ''), ('region', 'north'), ('region', 'south'), ('region', 'east')) s (dimension, value);

insert into outcome.lift_readings
    (use_case, plan_version, kpi, arm, segment_dimension, segment_value, cohort_date, final_at, generation, baseline, n_baseline, n_candidate, mean_baseline, mean_candidate,
     absolute_value, absolute_standard_error, absolute_lower, absolute_upper, relative_value, relative_standard_error, relative_lower, relative_upper,
     alpha, mature_share, clock, multiplier, grade, verdict, ground, is_exploratory)
select use_case, 1, kpi, 'model-v2', s.dimension, s.value, date '2025-01-01' + day, timestamptz '2025-01-11 00:00:00+00' + day * interval '1 day', 'bench',
       'human', 350 * (day + 1), 350 * (day + 1), mean, mean * (1 + change), mean * change, mean * half / 3.2, mean * (change - half), mean * (change + half),
       change, half / 3.2, change - half, change + half, 0.05, 1, 'confidence_sequence(alpha=0.05,sides=two,planned_units=20000)', 3.2, 'A',
       case when abs(change) < half then 'not_yet' when (change > 0) = (better = 'higher') then 'improved' else 'degraded' end,
       case when abs(change) < half then 'interval_includes_zero' when change > 0 then 'interval_above_zero' else 'interval_below_zero' end,
       s.dimension <> ''
  from effect
  join outcome.kpis using (use_case, kpi),
       generate_series(0, 354) day, lateral (select 0.4 / sqrt(day + 1)) w (half),
       (values ('', ''), ('region', 'north'), ('region', 'south'), ('region', 'east')) s (dimension, value);

insert into outcome.join_health_partials (use_case, plan_version, event_date, source_partition, decision_fact_count,
       outcome_fact_count, review_fact_count, decision_count, outcome_count, direct_count, by_subject_count, unjoined_count,
       corrected_count, superseded_count, subject_count, mixed_unit_count, duplicate_count, delay_buckets)
select use_case, 1, date '2025-01-01' + day, 0, 700, 690, 120, 700, 690, 660, 20, 10, 5, 2, 650, 1, 4, '{}'
  from named, generate_series(0, 364) day;

insert into ops.quarantined_records (topic, partition, record_offset, use_case, plan_version, reason, detail, observed_at, generation)
select 'upshot.outcomes', n % 4, n, use_case, 1, (array['late', 'not_binary', 'bad_scale'])[1 + n % 3], 'said in docs/plan.md',
       timestamptz '2025-10-01 00:00:00+00' + n * interval '1 minute', 'bench'
  from named, generate_series(u * 1000, u * 1000 + 150) n;

insert into ops.progress (generation, stage, source_partition, through_partition, clock, positions, final_clock)
select 'bench', stage, source, through, timestamptz '2026-01-10 00:00:00+00' + source * interval '40 seconds', '{}', timestamptz '2025-12-31 00:00:00+00'
  from unnest(array['CELLS', 'LIFTS']) stage, generate_series(0, 3) source, generate_series(0, 3) through;
