-- Rows as version 4 wrote them.
update outcome.kpi_partials
   set age_ended_counts = array_fill(0::bigint, array[63]) || 12::bigint, age_open_counts = array_fill(0::bigint, array[64])
 where kpi = 'time';
insert into outcome.odd_half_partials (use_case, plan_version, arm, cohort_date, segment_values, source_partition, kpi, unit_count, value_sum, value_sum_squares) values
    ('claims', 1, 'human', '2025-10-01', '{north}', 0, 'quality', 6, 4, 4);
