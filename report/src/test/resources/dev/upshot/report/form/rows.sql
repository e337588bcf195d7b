-- Three use cases: claims with two measured versions of its plan and a third that is not measured yet, fraud with one
-- candidate that has too few units, idle without any decision.
insert into outcome.plan_versions
    (use_case, plan_version, generation, baseline_arm, candidate_arms, segment_names, design, unit_of_analysis, lateness_ms, alpha, yaml, content_hash)
values
    ('claims', 1, 'g1', 'human', '{model-a}', '{region}', 'randomized', 'decision', 172800000, 0.05, 'yaml', repeat('1a', 32)),
    ('claims', 2, 'g2', 'human', '{model-b,model-a}', '{region,channel}', 'randomized', 'decision', 172800000, 0.05, 'yaml', repeat('2b', 32)),
    ('claims', 3, 'g3', 'human', '{model-c}', '{}', 'randomized', 'decision', 172800000, 0.05, 'yaml', repeat('3c', 32)),
    ('fraud', 1, 'g1', 'rules', '{model}', '{}', 'observational', 'decision', 172800000, 0.1, 'yaml', repeat('4d', 32)),
    ('idle', 1, 'g9', 'rules', '{model}', '{}', 'randomized', 'decision', 172800000, 0.05, 'yaml', repeat('5e', 32));

insert into outcome.kpis (use_case, plan_version, kpi, kpi_type, outcome, better, unit, scale, window_ms, starts_at, missing, cap, position)
values
    ('claims', 1, 'quality', 'binary', 'correct', 'higher', 'share', 0, 1209600000, 'decided_at', 'zero', null, 1),
    ('claims', 2, 'quality', 'binary', 'correct', 'higher', 'share', 0, 1209600000, 'decided_at', 'zero', null, 2),
    ('claims', 2, 'time', 'duration', 'closed', 'lower', 's', 3, 604800000, 'requested_at', 'exclude', null, 1),
    ('fraud', 1, 'loss', 'amount', 'loss', 'lower', 'EUR', 2, 1209600000, 'decided_at', 'zero', 500000, 1),
    ('idle', 1, 'loss', 'amount', 'loss', 'lower', 'USD', 2, 1209600000, 'decided_at', 'zero', null, 1);

insert into outcome.cell_partials (use_case, plan_version, arm, cohort_date, segment_values, source_partition, decision_count, reviewed_count, overturned_count)
values
    ('claims', 1, 'human', '2025-12-31', '{north}', 0, 99, 0, 0),
    ('claims', 2, 'human', '2026-01-01', '{north,a}', 0, 10, 2, 0),
    ('claims', 2, 'human', '2026-01-01', '{north,a}', 1, 5, 1, 1),
    ('claims', 2, 'human', '2026-01-02', '{south,a}', 0, 15, 1, 0),
    ('claims', 2, 'model-b', '2026-01-05', '{north,a}', 0, 20, 0, 0),
    ('fraud', 1, 'rules', '2026-01-01', '{}', 0, 5, 0, 0),
    ('fraud', 1, 'model', '2026-01-01', '{}', 0, 1, 0, 0);

insert into outcome.kpi_partials (use_case, plan_version, arm, cohort_date, segment_values, source_partition, kpi, unit_count, value_sum, value_sum_squares)
values
    ('claims', 1, 'human', '2025-12-31', '{north}', 0, 'quality', 99, 50, 50),
    ('claims', 2, 'human', '2026-01-01', '{north,a}', 0, 'quality', 10, 7, 7),
    ('claims', 2, 'human', '2026-01-01', '{north,a}', 1, 'quality', 5, 3, 3),
    ('claims', 2, 'human', '2026-01-02', '{south,a}', 0, 'quality', 15, 11, 11),
    ('claims', 2, 'model-b', '2026-01-05', '{north,a}', 0, 'quality', 20, 16, 16),
    ('claims', 2, 'human', '2026-01-01', '{north,a}', 0, 'time', 9, 32400000, 116640000000000),
    ('claims', 2, 'human', '2026-01-02', '{south,a}', 0, 'time', 0, 0, 0),
    ('fraud', 1, 'rules', '2026-01-01', '{}', 0, 'loss', 5, 1000, 300000),
    ('fraud', 1, 'model', '2026-01-01', '{}', 0, 'loss', 1, 250, 62500);

insert into outcome.lifts
    (use_case, plan_version, kpi, arm, segment_dimension, segment_value, generation, baseline, n_baseline, n_candidate,
     mean_baseline, mean_candidate, variance_baseline, variance_candidate,
     absolute_value, absolute_standard_error, absolute_lower, absolute_upper,
     relative_value, relative_standard_error, relative_lower, relative_upper,
     degrees_of_freedom, multiplier, clock, alpha, reason)
values
    ('claims', 1, 'quality', 'model-a', '', '', 'g1', 'human', 99, 0, 0.505, null, 0.25, null, null, null, null, null, null, null, null, null, null, null, 'fixed_sample(alpha=0.1,sides=two,planned_units=100)', 0.05, 'candidate_empty'),
    ('claims', 2, 'time', 'model-b', '', '', 'g2', 'human', 9, 8, 3600, 1800, 100, 90, -1800, 4.7, -1810, -1790, -0.5, 0.0013, -0.5028, -0.4972, 14.9, 2.132, 'fixed_sample(alpha=0.1,sides=two,planned_units=100)', 0.05, null),
    ('claims', 2, 'quality', 'model-b', 'channel', 'a', 'g2', 'human', 30, 20, 0.7, 0.8, 0.21724137931034482, 0.16842105263157894, 0.1, 0.125, -0.15, 0.35, 0.14285714285714288, 0.19, -0.24, 0.52, 44, 2.015, 'fixed_sample(alpha=0.1,sides=two,planned_units=100)', 0.05, null),
    ('claims', 2, 'quality', 'model-b', 'region', 'south', 'g2', 'human', 15, 0, 0.73, null, 0.2, null, null, null, null, null, null, null, null, null, null, null, 'fixed_sample(alpha=0.1,sides=two,planned_units=100)', 0.05, 'candidate_empty'),
    ('claims', 2, 'quality', 'model-b', 'region', 'north', 'g2', 'human', 15, 20, 0.67, 0.8, 0.23, 0.168, 0.13, 0.15, -0.18, 0.44, 0.194, 0.24, -0.3, 0.69, 27, 2.052, 'fixed_sample(alpha=0.1,sides=two,planned_units=100)', 0.05, null),
    ('claims', 2, 'quality', 'model-a', '', '', 'g2', 'human', 30, 0, 0.7, null, 0.21724137931034482, null, null, null, null, null, null, null, null, null, null, null, 'fixed_sample(alpha=0.1,sides=two,planned_units=100)', 0.05, 'candidate_empty'),
    ('claims', 2, 'quality', 'model-b', '', '', 'g2', 'human', 30, 20, 0.7, 0.8, 0.21724137931034482, 0.16842105263157894, 0.1, 0.125, -0.15, 0.35, 0.14285714285714288, 0.19, -0.24, 0.52, 44, 2.015, 'fixed_sample(alpha=0.1,sides=two,planned_units=100)', 0.05, null),
    ('fraud', 1, 'loss', 'model', '', '', 'g1', 'rules', 5, 1, 2, 2.5, 1, null, null, null, null, null, null, null, null, null, null, null, 'fixed_sample(alpha=0.1,sides=two,planned_units=100)', 0.1, 'too_few_units');

update outcome.lifts
   set verdict = 'improved', ground = 'interval_below_zero', grade = 'A', mature_share = 1, event_count_baseline = 9,
       event_count_candidate = 8, adjusted_p_value = 0.001, e_value = 1000
 where kpi = 'time';

insert into ops.progress (generation, stage, source_partition, through_partition, clock, positions)
values
    ('g1', 'LIFTS', 0, 0, '2026-01-09 12:00:00+00', '{}'),
    ('g1', 'LIFTS', 1, 0, '2026-01-09 10:00:00+00', '{}'),
    ('g2', 'LIFTS', 0, 0, '2026-01-10 08:30:00.25+00', '{}');

insert into ops.quarantined_records (topic, partition, record_offset, use_case, plan_version, reason, detail, observed_at, generation)
values
    ('upshot.decisions', 0, 1, '', 0, 'poison', 'not Avro', '2026-01-01 00:00:00+00', 'g1'),
    ('upshot.outcomes', 0, 7, 'claims', 2, 'late', 'too late', '2026-01-01 00:00:00+00', 'g2'),
    ('upshot.outcomes', 0, 8, 'claims', 2, 'late', 'too late', '2026-01-01 00:00:00+00', 'g2'),
    ('upshot.outcomes', 0, 9, 'claims', 2, 'not_binary', 'neither 0 nor 1', '2026-01-01 00:00:00+00', 'g2'),
    ('upshot.outcomes', 0, 9, 'claims', 1, 'late', 'too late', '2026-01-01 00:00:00+00', 'g1');

-- Two closes of claims' time: what was open at the first is improved at the second. And what belongs to a card besides.
insert into outcome.lift_readings
    (use_case, plan_version, kpi, arm, segment_dimension, segment_value, cohort_date, final_at, generation, baseline,
     n_baseline, n_candidate, mean_baseline, mean_candidate,
     absolute_value, absolute_standard_error, absolute_lower, absolute_upper,
     relative_value, relative_standard_error, relative_lower, relative_upper,
     alpha, event_count_baseline, event_count_candidate, mature_share, clock, grade, verdict, ground, units_needed, days_needed)
values
    ('claims', 2, 'time', 'model-b', '', '', '2026-01-01', '2026-01-11 00:00:00+00', 'g2', 'human', 5, 4, 3600, 1900,
     -1700, 900, -3500, 100, -0.47, 0.3, -0.97, 0.03, 0.05, 5, 4, 1, 'confidence_sequence(alpha=0.05,sides=two,planned_units=100)', 'A', 'not_yet', 'interval_includes_zero', 7, 1.5),
    ('claims', 2, 'time', 'model-b', '', '', '2026-01-02', '2026-01-12 00:00:00+00', 'g2', 'human', 9, 8, 3600, 1800,
     -1800, 4.7, -1810, -1790, -0.5, 0.0013, -0.5028, -0.4972, 0.05, 9, 8, 1, 'confidence_sequence(alpha=0.05,sides=two,planned_units=100)', 'A', 'improved', 'interval_below_zero', null, null),
    ('claims', 2, 'time', 'model-b', 'region', 'north', '2026-01-02', '2026-01-12 00:00:00+00', 'g2', 'human', 9, 8, 3600, 1800,
     -1800, 4.7, -1810, -1790, -0.5, 0.0013, -0.5028, -0.4972, 0.05, 9, 8, 1, 'confidence_sequence(alpha=0.05,sides=two,planned_units=100)', 'A', 'improved', 'interval_below_zero', null, null);

insert into outcome.trust_checks (use_case, plan_version, arm, kpi, check_name, generation, state, p_value, unit_count)
values ('claims', 2, 'model-b', '', 'allocation', 'g2', 'passed', 0.4, 50);

insert into outcome.restatement_partials
    (use_case, plan_version, arm, cohort_date, segment_values, kpi, cause, source_partition, unit_count, value_change)
values ('claims', 2, 'human', '2026-01-01', '{north,a}', 'quality', 'amended', 0, 1, -1);

update outcome.kpi_partials set age_ended_counts = '{0,9,0}', age_open_counts = '{0,0,1}'
 where use_case = 'claims' and kpi = 'time' and cohort_date = '2026-01-01';
