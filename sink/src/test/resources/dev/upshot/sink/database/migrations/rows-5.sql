-- Rows as version 5 wrote them.
insert into outcome.lift_readings (use_case, plan_version, kpi, arm, segment_dimension, segment_value, cohort_date, final_at, generation, baseline, n_baseline, n_candidate, mean_baseline, mean_candidate, alpha, verdict, ground) values
    ('claims', 1, 'quality', 'model', '', '', '2025-10-01', '2025-10-18 00:00:00+00', '0badcafe', 'human', 15, 12, 0.6, 0.8333333333333334, 0.05, 'not_yet', 'too_few_events');
insert into outcome.trust_checks values
    ('claims', 1, '', '', 'allocation', '0badcafe', 'passed', 0.56, 0.11, 0.001, 27, '2025-10-01');
insert into outcome.false_positive_meter values
    ('claims', 1, 'quality', '0badcafe', 9, 6, 1, 0, null, '2025-10-01', 0.02, -0.4, 0.7, 'fixed(alpha=0.05,sides=two)');
