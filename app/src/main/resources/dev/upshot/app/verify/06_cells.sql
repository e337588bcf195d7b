-- 06 · Cells: exact sums per plan, arm, segment values and UTC day of the decision.

create unlogged table placed_decision as
select d.plan_id, d.record_id, d.arm, date '1970-01-01' + (d.decided_at / 86400000)::integer as cohort_date,
       d.segment_values, r.overturned
  from counting_decision d
  left join reviewed_decision r using (plan_id, record_id);
analyze placed_decision;

create unlogged table expected_cell as
select plan_id, arm, cohort_date, segment_values,
       count(*) as decision_count, count(overturned) as reviewed_count, count(*) filter (where overturned) as overturned_count
  from placed_decision
 group by plan_id, arm, cohort_date, segment_values;
analyze expected_cell;

create unlogged table expected_kpi_cell as
select plan_id, d.arm, d.cohort_date, d.segment_values, u.kpi,
       count(u.value) as unit_count, coalesce(sum(u.value), 0) as value_sum, coalesce(sum(u.value * u.value), 0) as value_sum_squares
  from placed_decision d
  join unit u using (plan_id, record_id)
 group by plan_id, d.arm, d.cohort_date, d.segment_values, u.kpi;
analyze expected_kpi_cell;
