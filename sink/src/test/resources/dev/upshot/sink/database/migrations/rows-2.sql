-- Rows as version 2 wrote them.
insert into ops.quarantined_records (topic, partition, record_offset, use_case, plan_version, reason, detail, observed_at, generation, unknown_name) values
    ('upshot.decisions', 1, 4, '', 0, 'unknown_use_case', '', '2025-10-05 00:00:00+00', '0badcafe', 'loans');
