-- 10 · Lifts: both arms side by side, up to the degrees of freedom. Basic float8 operations and sqrt only, in a fixed
-- order, so that every bit is determined. Sums stay exact integers until the single division.

-- A slot is the whole plan ('', '') or one value of one dimension, of a cell of any arm.
create unlogged table slot as
select distinct plan_id, s.segment_dimension, s.segment_value
  from expected_cell c
  join plan p using (plan_id)
 cross join lateral (
       select '' collate "C", '' collate "C"
       union all
       select * from unnest(p.segment_names, c.segment_values)) s (segment_dimension, segment_value);

-- Moments of every arm in every slot.
create unlogged table moment as
select c.plan_id, c.kpi, c.arm, s.segment_dimension, s.segment_value,
       sum(c.unit_count) as n, sum(c.value_sum) as total, sum(c.value_sum_squares) as squares,
       sum(c.denominator_sum) as denominators, sum(c.denominator_sum_squares) as denominator_squares,
       sum(c.product_sum) as products
  from expected_kpi_cell c
  join plan p using (plan_id)
 cross join lateral (
       select '' collate "C", '' collate "C"
       union all
       select * from unnest(p.segment_names, c.segment_values)) s (segment_dimension, segment_value)
 group by c.plan_id, c.kpi, c.arm, s.segment_dimension, s.segment_value;

-- Mean and variance of a unit. Of a ratio (denominators is not null) the mean is the ratio of the sums, and the variance
-- that of the unit linearised around it: y = (a - mean × b) / mean denominator.
create unlogged table arm_summary as
select plan_id, kpi, arm, segment_dimension, segment_value, n::bigint as n, denominators,
       case when n < 1              then null
            when denominators is null then total::float8 / n::float8 / ten_a
            when denominators <> 0  then total::float8 / denominators::float8 * ten_b / ten_a end as mean,
       case when n < 2              then null
            when denominators is null
            then (n * squares - total * total)::float8 / (n::float8 * (n - 1)::float8) / (ten_a * ten_a)
            when denominators <> 0
            then (n * n * (denominators * denominators * squares - 2 * total * denominators * products
                           + total * total * denominator_squares))::float8
                 / (denominators * denominators * denominators * denominators * (n - 1))::float8
                 * (ten_b * ten_b) / (ten_a * ten_a) end as variance
  from moment
  join (select k.plan_id, k.kpi, (10::numeric ^ coalesce(a.scale, k.scale))::float8 as ten_a,
               (10::numeric ^ coalesce(b.scale, 0))::float8 as ten_b
          from kpi k
          left join kpi a on (a.plan_id, a.kpi) = (k.plan_id, k.numerator)
          left join kpi b on (b.plan_id, b.kpi) = (k.plan_id, k.denominator)) k using (plan_id, kpi);

-- Per candidate: Welch's standard error and degrees of freedom. e is the squared standard error of an arm's mean.
create unlogged table welch as
with pair as (
    select p.plan_id, k.kpi, candidate as arm, p.baseline, s.segment_dimension, s.segment_value, p.alpha,
           coalesce(a.n, 0) as n_baseline, coalesce(b.n, 0) as n_candidate,
           a.mean as mean_baseline, b.mean as mean_candidate,
           a.denominators = 0 or b.denominators = 0 as zero_denominator,
           a.variance as variance_baseline, b.variance as variance_candidate,
           a.variance / a.n::float8 as e_a, b.variance / b.n::float8 as e_b
      from plan p
     cross join unnest(p.candidates) as candidate
      join kpi k using (plan_id)
      join slot s using (plan_id)
      left join arm_summary a on (a.plan_id, a.kpi, a.arm, a.segment_dimension, a.segment_value)
                               = (p.plan_id, k.kpi, p.baseline, s.segment_dimension, s.segment_value)
      left join arm_summary b on (b.plan_id, b.kpi, b.arm, b.segment_dimension, b.segment_value)
                               = (p.plan_id, k.kpi, candidate, s.segment_dimension, s.segment_value)
)
select pair.*,
       sqrt(e_a + e_b) as standard_error,
       case when e_a + e_b > 0
            then (e_a + e_b) * (e_a + e_b)
                 / (e_a * e_a / (n_baseline - 1)::float8 + e_b * e_b / (n_candidate - 1)::float8)
       end as degrees_of_freedom
  from pair;

-- The one number plain SQL does not have: the quantile of Student's t. The recomputation fills it in between 07 and 08.
create unlogged table critical_value (
    alpha              float8 not null,
    degrees_of_freedom float8 not null,
    critical_value     float8 not null
);
