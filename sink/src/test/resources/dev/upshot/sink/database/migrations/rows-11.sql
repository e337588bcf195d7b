-- Rows as version 11 wrote them.
select ops.open_ledger_months(array[date '2025-10-01', date '2025-11-01']);
insert into outcome.decisions values
    ('claims', 1, '2025-10-01 10:00:00+00', 'd-1', '00000000-0000-0000-0000-000000000001', 'model', '{north}', 'd-1', '2025-10-01', true, null, 'MODEL', 'triage', '2.1', 'AUTOMATED', 'approve', '2025-10-01 09:00:00+00', 0.7, 1, true, 'OVERRIDDEN', 'HUMAN', '2025-10-01 12:00:00+00', '2025-10-01 11:00:00+00', 1),
    ('claims', 1, '2025-11-30 23:59:59.999+00', 'd-2', '00000000-0000-0000-0000-000000000002', 'human', '{north}', 'd-2', '2025-11-30', true, 'd-1', 'HUMAN', 'clerk', '', 'ADVISORY', 'refuse', null, null, 0, false, null, null, null, null, 0);
insert into outcome.attributed_outcomes values
    ('claims', 1, '2025-10-01 10:00:00+00', 'd-1', '00000000-0000-0000-0000-000000000001', 'quality', 'value', 'o-1', 'correct', '2025-10-02 00:00:00+00', 1, 1);
