-- One use case with a claim, one KPI whose name is an attack, and one that waits.
insert into outcome.plan_versions
    (use_case, plan_version, generation, baseline_arm, candidate_arms, segment_names, design, unit_of_analysis, lateness_ms, alpha, yaml, content_hash)
values
    ('claims', 1, 'g1', 'human', '{model}', '{region}', 'randomized', 'decision', 172800000, 0.05, 'yaml', repeat('1a', 32));

insert into outcome.kpis (use_case, plan_version, kpi, kpi_type, outcome, better, unit, scale, window_ms, starts_at, missing, cap, position)
values
    ('claims', 1, 'time', 'duration', 'closed', 'lower', 's', 3, 604800000, 'requested_at', 'exclude', null, 1),
    ('claims', 1, '<script>alert(1)</script>', 'binary', 'correct', 'higher', 'share', 0, 1209600000, 'decided_at', 'zero', null, 2);

insert into outcome.cell_partials (use_case, plan_version, arm, cohort_date, segment_values, source_partition, decision_count, reviewed_count, overturned_count)
select 'claims', 1, arm, date '2026-01-05' + day, '{north}', 0, 10 + day, 4, 1
  from generate_series(0, 27) day, unnest(array['human', 'model']) arm;

insert into outcome.kpi_partials (use_case, plan_version, arm, cohort_date, segment_values, source_partition, kpi, unit_count, value_sum, value_sum_squares, age_ended_counts, age_open_counts)
select 'claims', 1, arm, date '2026-01-05' + day, '{north}', 0, 'time', 10, 36000000, 129600000000000, '{0,4,4,2}', '{0,0,0,0}'
  from generate_series(0, 27) day, unnest(array['human', 'model']) arm;

insert into outcome.lifts
    (use_case, plan_version, kpi, arm, segment_dimension, segment_value, generation, baseline, n_baseline, n_candidate, mean_baseline, mean_candidate,
     absolute_value, absolute_standard_error, absolute_lower, absolute_upper, relative_value, relative_standard_error, relative_lower, relative_upper,
     clock, alpha, reason, mature_share)
values
    ('claims', 1, 'time', 'model', '', '', 'g1', 'human', 280, 280, 3600, 1800, -1800, 5, -1810, -1790, -0.5, 0.001, -0.51, -0.49, 'confidence_sequence(alpha=0.05,sides=two,planned_units=100)', 0.05, null, 1),
    ('claims', 1, '<script>alert(1)</script>', 'model', '', '', 'g1', 'human', 280, 0, 0.5, null, null, null, null, null, null, null, null, null, 'confidence_sequence(alpha=0.05,sides=two,planned_units=100)', 0.05, 'candidate_empty', 1);

insert into outcome.lift_readings
    (use_case, plan_version, kpi, arm, segment_dimension, segment_value, cohort_date, final_at, generation, baseline, n_baseline, n_candidate, mean_baseline, mean_candidate,
     absolute_value, absolute_standard_error, absolute_lower, absolute_upper, relative_value, relative_standard_error, relative_lower, relative_upper,
     alpha, mature_share, clock, grade, verdict, ground)
select 'claims', 1, 'time', 'model', '', '', date '2026-01-05' + day, timestamptz '2026-01-15 00:00:00+00' + day * interval '1 day', 'g1', 'human', 10 * (day + 1), 10 * (day + 1), 3600, 1800,
       -1800, 5, -1800 - 900.0 / (day + 1), -1800 + 900.0 / (day + 1), -0.5, 0.001, -0.5 - 0.4 / (day + 1), -0.5 + 0.4 / (day + 1),
       0.05, 1, 'confidence_sequence(alpha=0.05,sides=two,planned_units=100)', 'A', 'improved', 'interval_below_zero'
  from generate_series(0, 27) day;

insert into ops.progress (generation, stage, source_partition, through_partition, clock, positions)
values ('g1', 'LIFTS', 0, 0, '2026-02-20 12:00:00+00', '{}');

insert into ops.quarantined_records (topic, partition, record_offset, use_case, plan_version, reason, detail, observed_at, generation)
values ('upshot.outcomes', 0, 7, 'claims', 1, 'late', 'too late', '2026-01-01 00:00:00+00', 'g1');

insert into ops.verifications (started_at, finished_at, difference_count, cell_count, lift_count, measured_count, outdone_count, repeated_count,
       waiting_count, quarantined_count, unaccounted_count, twice_count, notes)
values ('2026-02-20 12:00:00+00', '2026-02-20 12:00:41+00', 2, 56, 2, 1000, 20, 19, 2, 1, 0, 0, '{the pipeline had not worked off all events}');
