-- Rows as version 3 wrote them.
insert into outcome.restatement_partials values
    ('claims', 1, 'model', '2025-10-01', '{north}', 'quality', 'amended', 0, 2, -1),
    ('claims', 1, 'model', '2025-10-01', '{north}', '', 'overturned', 0, 1, 0);
insert into outcome.join_health_partials values
    ('claims', 1, '2025-10-01', 0, 22, 19, 10, 22, 19, 19, 0, 1, 2, 0, 22, 0, 3, '{"0": 4, "40": 15}');
