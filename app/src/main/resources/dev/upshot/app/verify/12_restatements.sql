-- 12 · Restatements: what each kind of correction changed since the first report, as the difference between one reading
-- of a journey and the next.

create unlogged table unit_reading as
select v.plan_id, v.place, d.subject_id, d.decision_id, d.decided_at, p.cell_no,
       array[max(v.a) filter (where p.reading = 0), max(v.a) filter (where p.reading = 1),
             max(v.a) filter (where p.reading = 2), max(v.a) filter (where p.reading = 3)] as worth
  from corrected_journey j
  join decision d using (plan_id, subject_id)
  join placed_unit p on p.unit_no = d.decision_no
  join unit_value v on (v.plan_id, v.unit_no) = (p.plan_id, p.unit_no)
 group by v.plan_id, v.place, d.subject_id, d.decision_id, d.decided_at, p.cell_no;
analyze unit_reading;

create unlogged table expected_restatement as
select r.plan_id, e.arm, e.cohort_date, e.segment_values, k.kpi, c.cause, count(*) as unit_count,
       sum(coalesce(worth[step + 1], 0) - coalesce(worth[step], 0)) as value_change
  from unit_reading r
  join cell e using (cell_no)
  join kpi k on (k.plan_id, k.place) = (r.plan_id, r.place)
 cross join (values (1, 'amended' collate "C"), (2, 'cancelled'), (3, 'superseded')) as c (step, cause)
 where worth[step + 1] is distinct from worth[step]
 group by r.plan_id, e.arm, e.cohort_date, e.segment_values, k.kpi, c.cause
union all
-- Reviews that overturn change no value.
select plan_id, arm, cohort_date, segment_values, '', 'overturned', overturned_count, 0
  from expected_cell
 where overturned_count > 0;
analyze expected_restatement;
