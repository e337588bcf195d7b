-- Rows as version 1 wrote them.
insert into outcome.plan_versions values
    ('claims', 1, '0badcafe', 'human', '{model}', '{region}', 'randomized', 'decision', 172800000, 0.05, 'use_case: claims', 'hash');
insert into outcome.kpis values
    ('claims', 1, 'quality', 'binary', 'correct', 'higher', 'share', 0, 1209600000, 'decided_at', 'zero', null),
    ('claims', 1, 'time', 'duration', 'closed', 'lower', 's', 3, 604800000, 'requested_at', 'exclude', null);
insert into outcome.cell_partials values
    ('claims', 1, 'human', '2025-10-01', '{north}', 0, 10, 4, 1),
    ('claims', 1, 'human', '2025-10-01', '{north}', 1, 5, 0, 0),
    ('claims', 1, 'model', '2025-10-01', '{north}', 0, 12, 6, 2);
insert into outcome.kpi_partials values
    ('claims', 1, 'human', '2025-10-01', '{north}', 0, 'quality', 10, 6, 6),
    ('claims', 1, 'human', '2025-10-01', '{north}', 1, 'quality', 5, 3, 3),
    ('claims', 1, 'model', '2025-10-01', '{north}', 0, 'quality', 12, 10, 10),
    ('claims', 1, 'model', '2025-10-01', '{north}', 0, 'time', 12, 170141183460469231731687303715884105727, 170141183460469231731687303715884105727);
insert into outcome.lifts values
    ('claims', 1, 'quality', 'model', '', '', '0badcafe', 'human', 15, 12, 0.6, 0.8333333333333334, 0.25, 0.15,
     0.2333333333333334, 0.17, -0.1, 0.56, 0.3888888888888890, 0.3, -0.2, 0.9, 24.5, 2.06, 'welch_fixed_n', 0.05, null),
    ('claims', 1, 'time', 'model', 'region', 'north', '0badcafe', 'human', 0, 12, null, 1.5, null, 0.2,
     null, null, null, null, null, null, null, null, null, null, 'welch_fixed_n', 0.05, 'baseline_empty');
insert into ops.sink_offsets values ('upshot.cells', 0, 17, 3), ('upshot.lifts', 0, 9, 2);
insert into ops.progress values
    ('0badcafe', 'CELLS', 0, 0, '2025-10-02 00:00:00+00', '{"upshot.decisions": 5}'),
    ('0badcafe', 'LIFTS', 0, 0, '2025-10-02 00:00:00+00', '{"upshot.decisions": 5}');
insert into ops.quarantined_records values
    ('upshot.decisions', 0, 3, 'claims', 1, 'late', '', '2025-10-05 00:00:00+00', '0badcafe');
