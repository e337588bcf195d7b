-- 09 · Cells: exact sums per plan, arm, segment values and UTC day of the decision that places the unit.

create unlogged table unit_place as
select u.plan_id, u.unit_no, d.reading, d.arm, date '1970-01-01' + (d.decided_at / 86400000)::integer as cohort_date,
       d.segment_values
  from unit u
  join decision d on d.decision_no = u.unit_no;

create unlogged table cell as
select row_number() over ()::integer as cell_no, c.*
  from (select distinct plan_id, arm, cohort_date, segment_values from unit_place) c;
analyze cell;

create unlogged table placed_unit as
select plan_id, p.unit_no, p.reading, c.cell_no
  from unit_place p
  join cell c using (plan_id, arm, cohort_date, segment_values);
analyze placed_unit;

-- Heads of the units, judged as far as the longest window of the plan.
create unlogged table head as
select m.plan_id, m.unit_no, count(*) as decisions, count(r.decision_no) as reviewed,
       count(*) filter (where r.overturned) as overturned
  from member m
  left join (select plan_id, decision_no, bool_or(overturned) as overturned
               from seen_review
              where place = 0
              group by plan_id, decision_no) r using (plan_id, decision_no)
 where m.place = 0
 group by m.plan_id, m.unit_no;
analyze head;

create unlogged table head_sum as
select p.cell_no, sum(h.decisions)::bigint as decision_count, sum(h.reviewed)::bigint as reviewed_count,
       sum(h.overturned)::bigint as overturned_count, count(*) as unit_count, count(x.unit_no) as mixed_unit_count
  from head h
  join placed_unit p using (plan_id, unit_no)
  left join (select plan_id, unit_no from mixed_unit where place = 0) x using (plan_id, unit_no)
 where p.reading = 3
 group by p.cell_no;
analyze head_sum;

-- A unit counts in a KPI if any of its decisions does, in a ratio if it counts in both parts.
create unlogged table kpi_sum as
select p.cell_no, v.place,
       count(v.a) as unit_count,
       coalesce(sum(v.a), 0) as value_sum,
       coalesce(sum(v.a * v.a), 0) as value_sum_squares,
       coalesce(sum(v.b) filter (where v.a is not null), 0) as denominator_sum,
       coalesce(sum(v.b * v.b) filter (where v.a is not null), 0) as denominator_sum_squares,
       coalesce(sum(v.a * v.b), 0) as product_sum,
       sum(v.open_count)::bigint as open_count, sum(v.open_start_sum) as open_start_sum
  from unit_value v
  join placed_unit p using (plan_id, unit_no)
 where p.reading = 3
 group by p.cell_no, v.place
having count(v.a) > 0 or sum(v.open_count) > 0;
analyze kpi_sum;

-- A cell is there if anything is in it, and then has a row for each KPI.
create unlogged table expected_cell as
select c.*,
       coalesce(h.decision_count, 0) as decision_count, coalesce(h.reviewed_count, 0) as reviewed_count,
       coalesce(h.overturned_count, 0) as overturned_count, coalesce(h.unit_count, 0) as unit_count,
       coalesce(h.mixed_unit_count, 0) as mixed_unit_count
  from cell c
  left join head_sum h using (cell_no)
 where h.cell_no is not null or c.cell_no in (select cell_no from kpi_sum);
analyze expected_cell;

-- Where a row holds a mean (unit decision and no ratio) the denominator is one per unit and not kept.
create unlogged table expected_kpi_cell as
select plan_id, c.arm, c.cohort_date, c.segment_values, k.kpi,
       coalesce(s.unit_count, 0) as unit_count, coalesce(s.value_sum, 0) as value_sum,
       coalesce(s.value_sum_squares, 0) as value_sum_squares,
       case when r.of_ratio then coalesce(s.denominator_sum, 0) end as denominator_sum,
       case when r.of_ratio then coalesce(s.denominator_sum_squares, 0) end as denominator_sum_squares,
       case when r.of_ratio then coalesce(s.product_sum, 0) end as product_sum,
       coalesce(s.open_count, 0) as open_count, coalesce(s.open_start_sum, 0) as open_start_sum
  from expected_cell c
  join plan p using (plan_id)
  join kpi k using (plan_id)
 cross join lateral (values (p.unit = 'subject' or k.kpi_type = 'ratio')) r (of_ratio)
  left join kpi_sum s on (s.cell_no, s.place) = (c.cell_no, k.place);
analyze expected_kpi_cell;
