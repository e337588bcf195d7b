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

-- What each unit adds to the sums of a KPI; x is the covariate of its first decision, or 0, w its weight. The odd half
-- of the baseline's units is summed once more.
create unlogged table kpi_term as
select p.cell_no, v.place, h.half, v.a, v.b, v.open_count, v.open_start_sum, d.given[c.covariate_place] as given_x,
       coalesce(d.given[c.covariate_place], 0) as x, d.given[c.weight_place] as w
  from unit_value v
  join placed_unit p using (plan_id, unit_no)
  join decision d on d.decision_no = v.unit_no
  join carried_place c on (c.plan_id, c.place) = (v.plan_id, v.place)
  join plan l on l.plan_id = v.plan_id
 cross join lateral (
       select 'all' collate "C"
       union all
       select 'odd' where d.arm = l.baseline and get_byte(sha256(convert_to('upshot-aa:' || d.decision_id, 'UTF8')), 0) % 2 = 1) h (half)
 where p.reading = 3;
analyze kpi_term;

-- A unit counts in a KPI if any of its decisions does, in a ratio or net value if it counts in all parts.
create unlogged table kpi_sum as
select cell_no, place, half,
       count(a) as unit_count,
       coalesce(sum(a), 0) as value_sum,
       coalesce(sum(a * a), 0) as value_sum_squares,
       coalesce(sum(b) filter (where a is not null), 0) as denominator_sum,
       coalesce(sum(b * b) filter (where a is not null), 0) as denominator_sum_squares,
       coalesce(sum(a * b), 0) as product_sum,
       sum(open_count)::bigint as open_count, sum(open_start_sum) as open_start_sum,
       count(given_x) filter (where a is not null) as covariate_count,
       coalesce(sum(x) filter (where a is not null), 0) as covariate_sum,
       coalesce(sum(x * x) filter (where a is not null), 0) as covariate_sum_squares,
       coalesce(sum(x * a), 0) as covariate_value_sum,
       coalesce(sum(x * b) filter (where a is not null), 0) as covariate_denominator_sum,
       coalesce(sum(w) filter (where a is not null), 0) as weight_sum,
       coalesce(sum(w * w) filter (where a is not null), 0) as weight_sum_squares,
       coalesce(sum(w * a), 0) as weighted_value_sum,
       coalesce(sum(w * a * w * a), 0) as weighted_value_sum_squares,
       coalesce(sum(w * w * a), 0) as weight_weighted_value_sum
  from kpi_term
 group by cell_no, place, half
having count(a) > 0 or sum(open_count) > 0;
analyze kpi_sum;

-- A cell is there if anything is in it, and then has a row for each KPI.
create unlogged table expected_cell as
select c.*,
       coalesce(h.decision_count, 0) as decision_count, coalesce(h.reviewed_count, 0) as reviewed_count,
       coalesce(h.overturned_count, 0) as overturned_count, coalesce(h.unit_count, 0) as unit_count,
       coalesce(h.mixed_unit_count, 0) as mixed_unit_count
  from cell c
  left join head_sum h using (cell_no)
 where h.cell_no is not null or c.cell_no in (select cell_no from kpi_sum where half = 'all');
analyze expected_cell;

-- Where a row holds a mean (unit decision and no ratio) the denominator is one per unit and not kept; sums with a
-- covariate or a weight are kept where the KPI has one.
create unlogged table expected_half_cell as
select plan_id, c.arm, c.cohort_date, c.segment_values, k.kpi, h.half,
       coalesce(s.unit_count, 0) as unit_count, coalesce(s.value_sum, 0) as value_sum,
       coalesce(s.value_sum_squares, 0) as value_sum_squares,
       case when r.of_ratio then coalesce(s.denominator_sum, 0) end as denominator_sum,
       case when r.of_ratio then coalesce(s.denominator_sum_squares, 0) end as denominator_sum_squares,
       case when r.of_ratio then coalesce(s.product_sum, 0) end as product_sum,
       coalesce(s.open_count, 0) as open_count, coalesce(s.open_start_sum, 0) as open_start_sum,
       case when r.adjusted then coalesce(s.covariate_count, 0) end as covariate_count,
       case when r.adjusted then coalesce(s.covariate_sum, 0) end as covariate_sum,
       case when r.adjusted then coalesce(s.covariate_sum_squares, 0) end as covariate_sum_squares,
       case when r.adjusted then coalesce(s.covariate_value_sum, 0) end as covariate_value_sum,
       case when r.adjusted and r.of_ratio then coalesce(s.covariate_denominator_sum, 0) end as covariate_denominator_sum,
       case when r.weighted then coalesce(s.weight_sum, 0) end as weight_sum,
       case when r.weighted then coalesce(s.weight_sum_squares, 0) end as weight_sum_squares,
       case when r.weighted then coalesce(s.weighted_value_sum, 0) end as weighted_value_sum,
       case when r.weighted then coalesce(s.weighted_value_sum_squares, 0) end as weighted_value_sum_squares,
       case when r.weighted then coalesce(s.weight_weighted_value_sum, 0) end as weight_weighted_value_sum
  from expected_cell c
  join plan p using (plan_id)
  join kpi k using (plan_id)
 cross join lateral (
       values (p.unit = 'subject' or k.kpi_type = 'ratio', k.adjusted_by is not null, p.design = 'logged_propensity')) r (of_ratio, adjusted, weighted)
 cross join lateral (select 'all' collate "C" union all select 'odd' where c.arm = p.baseline) h (half)
  left join kpi_sum s on (s.cell_no, s.place, s.half) = (c.cell_no, k.place, h.half);
analyze expected_half_cell;

create unlogged table expected_kpi_cell as
select * from expected_half_cell where half = 'all';
analyze expected_kpi_cell;

-- Cases by age, of all units and of the odd half.
create unlogged table expected_age_cell as
select a.plan_id, c.arm, c.cohort_date, c.segment_values, k.kpi, a.bin + 1 as bin,
       count(*) filter (where is_end) as ended_count, count(*) filter (where not is_end) as open_count,
       case when c.arm = l.baseline then count(*) filter (where is_end and o.is_odd) end as odd_half_ended_count,
       case when c.arm = l.baseline then count(*) filter (where not is_end and o.is_odd) end as odd_half_open_count
  from case_age a
  join placed_unit p using (plan_id, unit_no)
  join cell c using (cell_no)
  join decision d on d.decision_no = a.unit_no
  join plan l on l.plan_id = a.plan_id
  join kpi k on (k.plan_id, k.place) = (a.plan_id, a.place)
 cross join lateral (select get_byte(sha256(convert_to('upshot-aa:' || d.decision_id, 'UTF8')), 0) % 2 = 1) o (is_odd)
 where p.reading = 3
 group by a.plan_id, c.arm, c.cohort_date, c.segment_values, k.kpi, a.bin, l.baseline;
analyze expected_age_cell;
