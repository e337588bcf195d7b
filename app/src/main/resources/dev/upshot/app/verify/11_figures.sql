-- 11 · The figures of every lift and reading, from the sums of the days and nothing else: no part of the inference library has a hand in
-- them. Sums stay exact integers until the single division, and floating-point operations come in a fixed order: so means and variances of
-- units and ratios must agree in every bit; those of durations and weighted units, which need logarithms or other orders, in nine digits.

-- A day is read in a KPI if a unit counts or is open in any KPI of the same window, for these close together.
-- A slot is the whole plan ('', '') or one value of one dimension. Day 'infinity' has no units of its own: up to it is everything.
create unlogged table slot_sum as
select c.plan_id, c.kpi, c.arm, s.segment_dimension, s.segment_value, c.cohort_date,
       sum(c.unit_count) as n, sum(c.open_count) as open, sum(c.value_sum) as total, sum(c.value_sum_squares) as squares,
       sum(c.denominator_sum) as denominators, sum(c.denominator_sum_squares) as denominator_squares, sum(c.product_sum) as products,
       sum(c.weight_sum) as weights, sum(c.weight_sum_squares) as weight_squares, sum(c.weighted_value_sum) as weighted,
       sum(c.weighted_value_sum_squares) as weighted_squares, sum(c.weight_weighted_value_sum) as weight_products
  from expected_kpi_cell c
  join plan p using (plan_id)
 cross join lateral (
       select '' collate "C", '' collate "C"
       union all
       select * from unnest(p.segment_names, c.segment_values)) s (segment_dimension, segment_value)
 group by c.plan_id, c.kpi, c.arm, s.segment_dimension, s.segment_value, c.cohort_date;
-- Net values look up the days of their parts.
create index on slot_sum (plan_id, kpi, arm, segment_dimension, segment_value, cohort_date);
analyze slot_sum;

create unlogged table slot_day as
select d.*, a.arm,
       case when d.cohort_date = 'infinity' then false
            else (d.cohort_date - date '1970-01-01' + 1) * bigint '86400000' + k.window_ms + p.lateness_ms <= r.clock end as is_closed
  from (select s.plan_id, k.kpi, s.segment_dimension, s.segment_value, s.cohort_date
          from slot_sum s
          join kpi o using (plan_id, kpi)
          join kpi k on (k.plan_id, k.window_ms) = (o.plan_id, o.window_ms)
         where s.n + s.open > 0
        union
        -- The last look comes whether there are decisions on that day or not.
        select l.plan_id, k.kpi, '', '', l.first_date + l.look_days - 1
          from (select s.plan_id, k.window_ms, min(s.cohort_date) as first_date, p.look_days
                  from slot_sum s
                  join plan p using (plan_id)
                  join kpi k using (plan_id, kpi)
                 where p.look_days is not null and s.segment_dimension = '' and s.n + s.open > 0
                 group by s.plan_id, k.window_ms, p.look_days) l
          join kpi k using (plan_id, window_ms)
        union
        select plan_id, kpi, segment_dimension, segment_value, 'infinity' from slot_sum) d
  join plan p using (plan_id)
  join kpi k using (plan_id, kpi)
 join reached r using (generation)
 cross join unnest(p.baseline || p.candidates) a (arm);
analyze slot_day;

-- Cases of durations by age, of all days up to each; n counts those followed through the first bin at least.
create unlogged table slot_age as
select c.plan_id, c.kpi, c.arm, s.segment_dimension, s.segment_value, c.cohort_date, c.bin,
       sum(c.ended_count) as ended, sum(c.open_count) as open
  from expected_age_cell c
  join plan p using (plan_id)
 cross join lateral (
       select '' collate "C", '' collate "C"
       union all
       select * from unnest(p.segment_names, c.segment_values)) s (segment_dimension, segment_value)
 group by c.plan_id, c.kpi, c.arm, s.segment_dimension, s.segment_value, c.cohort_date, c.bin;
analyze slot_age;

create unlogged table age_total as
select plan_id, kpi, arm, segment_dimension, segment_value, cohort_date, is_closed, b.bin,
       coalesce(sum(a.ended) over up_to, 0) as ended, coalesce(sum(a.open) over up_to, 0) as open
  from slot_day d
  join kpi k using (plan_id, kpi)
 cross join generate_series(1, 64) b (bin)
  left join slot_age a using (plan_id, kpi, arm, segment_dimension, segment_value, cohort_date, bin)
 where k.kpi_type = 'duration'
window up_to as (partition by plan_id, kpi, arm, segment_dimension, segment_value, b.bin order by cohort_date);

-- Kaplan and Meier: of those at risk at the beginning of a bin, what share is left at its end. Bins are 16 of a unit, then 8 in each doubling.
create unlogged table restricted_mean as
with risk as (
    select t.*, greatest(1, k.window_ms / 1024)::float8
                * case when bin <= 16 then 1 else 1 << ((bin - 1) / 8 - 1) end as width,
           sum(ended + open) over every - coalesce(sum(ended + open) over before, 0) as at_risk,
           sum(ended + open) over every as n, sum(ended) over every as events
      from age_total t
      join kpi k using (plan_id, kpi)
     where t.is_closed or t.cohort_date = 'infinity'
    window every as (partition by plan_id, kpi, arm, segment_dimension, segment_value, cohort_date),
           before as (partition by plan_id, kpi, arm, segment_dimension, segment_value, cohort_date order by bin
                      rows between unbounded preceding and 1 preceding)
), left_open as (
    select r.*,
           case when bool_or(ended = at_risk) over upto then 0
                else exp(sum(case when ended < at_risk then ln((at_risk - ended)::float8 / at_risk::float8) else 0 end) over upto) end as survival,
           coalesce(bool_or(ended = at_risk and at_risk > 0) over upto, false) as all_done
      from risk r
    window upto as (partition by plan_id, kpi, arm, segment_dimension, segment_value, cohort_date order by bin)
), area as (
    select l.*, width * (lag(survival, 1, 1) over bins + survival) / 2 as area
      from left_open l
    window bins as (partition by plan_id, kpi, arm, segment_dimension, segment_value, cohort_date order by bin)
), reach as (
    select a.*, coalesce(sum(area) over later, 0) + width * survival / 2 as reach
      from area a
    window later as (partition by plan_id, kpi, arm, segment_dimension, segment_value, cohort_date order by bin desc
                     rows between unbounded preceding and 1 preceding)
)
select plan_id, kpi, arm, segment_dimension, segment_value, cohort_date, max(n)::bigint as n, max(events)::bigint as events,
       case when max(n) >= 2 and bool_and(at_risk > 0 or all_done) then sum(area) / 1000 end as mean,
       case when max(n) >= 2 and bool_and(at_risk > 0 or all_done)
            then sum(case when at_risk > ended then reach * reach * (ended / (at_risk * (at_risk - ended)))::float8 else 0 end)
                 / 1e6 * max(n)::float8 end as variance
  from reach
 group by plan_id, kpi, arm, segment_dimension, segment_value, cohort_date;
analyze restricted_mean;

-- Sums of all days up to each, in every slot.
create unlogged table slot_total as
select d.plan_id, d.kpi, d.arm, d.segment_dimension, d.segment_value, d.cohort_date, d.is_closed,
       coalesce(sum(s.n) over up_to, 0) as n, coalesce(sum(s.total) over up_to, 0) as total, coalesce(sum(s.squares) over up_to, 0) as squares,
       sum(s.denominators) over up_to as denominators, sum(s.denominator_squares) over up_to as denominator_squares,
       sum(s.products) over up_to as products, sum(s.weights) over up_to as weights, sum(s.weight_squares) over up_to as weight_squares,
       sum(s.weighted) over up_to as weighted, sum(s.weighted_squares) over up_to as weighted_squares,
       sum(s.weight_products) over up_to as weight_products
  from slot_day d
  left join slot_sum s using (plan_id, kpi, arm, segment_dimension, segment_value, cohort_date)
window up_to as (partition by d.plan_id, d.kpi, d.arm, d.segment_dimension, d.segment_value order by d.cohort_date);
analyze slot_total;

-- What the gate counts in an arm, of a KPI without parts: of a binary one the rarer of successes and failures.
create function event_count(kpi_type text, n numeric, total numeric, squares numeric, denominators numeric) returns numeric
    immutable language sql return
    case when kpi_type = 'binary'
         then least(n, total, case when coalesce(denominators, 0) = 0 then n else denominators end - total)
         when squares = 0 then 0
         else div(total * total, squares) end;

-- Mean and variance of a unit. Of a ratio the mean is the ratio of the sums, and the variance that of the unit linearised around it:
-- y = (a - mean × b) / mean denominator. Weighted units are a ratio too, of weight × value and weight, and are shown if the weights leave
-- the worth of a hundred units and of a hundredth of them.
create unlogged table arm_figure as
select t.plan_id, t.kpi, t.arm, t.segment_dimension, t.segment_value, t.cohort_date, t.is_closed,
       coalesce(r.n, t.n)::bigint as n,
       case when k.kpi_type = 'duration' then r.events
            when k.kpi_type = 'ratio' then least(e.events_a, e.events_b)
            when k.kpi_type = 'net' then parts.events
            else event_count(k.kpi_type, t.n, t.total, t.squares, t.denominators) end::bigint as events,
       case when k.kpi_type = 'duration' then r.mean
            when w.is_weighted then case when w.is_shown then t.weighted::float8 / t.weights::float8 / ten_a end
            when t.n < 1 then null
            when t.denominators is null then t.total::float8 / t.n::float8 / ten_a
            when t.denominators <> 0 then t.total::float8 / t.denominators::float8 * ten_b / ten_a end as mean,
       case when k.kpi_type = 'duration' then r.variance
            when w.is_weighted
            then case when w.is_shown
                      then (t.n * t.n * (t.weights * t.weights * t.weighted_squares - 2 * t.weighted * t.weights * t.weight_products
                                         + t.weighted * t.weighted * t.weight_squares)
                            / (t.weights * t.weights * t.weights * t.weights * (t.n - 1)))::float8 / (ten_a * ten_a) end
            when t.n < 2 then null
            when t.denominators is null
            then (t.n * t.squares - t.total * t.total)::float8 / (t.n::float8 * (t.n - 1)::float8) / (ten_a * ten_a)
            when t.denominators <> 0
            then (t.n * t.n * (t.denominators * t.denominators * t.squares - 2 * t.total * t.denominators * t.products
                               + t.total * t.total * t.denominator_squares))::float8
                 / (t.denominators * t.denominators * t.denominators * t.denominators * (t.n - 1))::float8
                 * (ten_b * ten_b) / (ten_a * ten_a) end as variance,
       k.kpi_type = 'duration' or w.is_weighted as is_rounded
  from slot_total t
  join plan p using (plan_id)
  join (select k.*, a.kpi_type as type_a, b.kpi_type as type_b, (10::numeric ^ coalesce(a.scale, k.scale))::float8 as ten_a,
               (10::numeric ^ coalesce(b.scale, 0))::float8 as ten_b
          from kpi k
          left join kpi a on (a.plan_id, a.kpi) = (k.plan_id, k.numerator)
          left join kpi b on (b.plan_id, b.kpi) = (k.plan_id, k.denominator)) k using (plan_id, kpi)
  left join restricted_mean r using (plan_id, kpi, arm, segment_dimension, segment_value, cohort_date)
 cross join lateral (
       select p.design = 'logged_propensity' as is_weighted,
              t.n >= 2 and t.weights > 0 and t.weights * t.weights >= 100 * t.weight_squares
              and 100 * t.weights * t.weights >= t.n * t.weight_squares as is_shown) w
 cross join lateral (
       select case k.type_a
                   when 'binary' then least(t.n, t.total)
                   else case when t.squares = 0 then 0 else div(t.total * t.total, t.squares) end end as events_a,
              case k.type_b
                   when 'binary' then least(t.n, t.denominators)
                   else case when t.denominator_squares = 0 then 0
                             else div(t.denominators * t.denominators, t.denominator_squares) end end as events_b) e
 cross join lateral (
       -- Of a net value the least of its parts, each for itself, over the same days.
       select min(event_count(o.kpi_type, s.n, s.total, s.squares, s.denominators)) as events
         from kpi_part part
         join kpi o on (o.plan_id, o.kpi) = (part.plan_id, part.part)
        cross join lateral (
              select coalesce(sum(n), 0) as n, coalesce(sum(total), 0) as total, coalesce(sum(squares), 0) as squares,
                     sum(denominators) as denominators
                from slot_sum d
               where (d.plan_id, d.kpi, d.arm, d.segment_dimension, d.segment_value)
                     = (t.plan_id, part.part, t.arm, t.segment_dimension, t.segment_value)
                 and d.cohort_date <= t.cohort_date) s
        where (part.plan_id, part.kpi) = (t.plan_id, t.kpi)) parts
 where t.is_closed or t.cohort_date = 'infinity';
analyze arm_figure;

-- Of the live rows' units those of the closed days are mature.
create unlogged table mature as
select distinct on (plan_id, kpi, arm, segment_dimension, segment_value) plan_id, kpi, arm, segment_dimension, segment_value, n
  from arm_figure
 where is_closed
 order by plan_id, kpi, arm, segment_dimension, segment_value, cohort_date desc;
analyze mature;

-- Both arms side by side: of each close the days up to it, and of day 'infinity' the live row.
create unlogged table expected_figure as
select p.use_case, p.plan_version, b.kpi, b.arm, b.segment_dimension, b.segment_value, b.cohort_date,
       a.n as n_baseline, b.n as n_candidate, a.events as event_count_baseline, b.events as event_count_candidate,
       case when a.n + b.n > 0
            then case when b.is_closed then 1 else (coalesce(c.n, 0) + coalesce(d.n, 0))::float8 / (a.n + b.n)::float8 end end as mature_share,
       a.mean as mean_baseline, b.mean as mean_candidate, a.variance as variance_baseline, b.variance as variance_candidate, b.is_rounded,
       p.looks
  from arm_figure b
  join plan p using (plan_id)
  join arm_figure a on (a.plan_id, a.kpi, a.arm, a.segment_dimension, a.segment_value, a.cohort_date)
                     = (b.plan_id, b.kpi, p.baseline, b.segment_dimension, b.segment_value, b.cohort_date)
  left join mature c on (c.plan_id, c.kpi, c.arm, c.segment_dimension, c.segment_value)
                      = (b.plan_id, b.kpi, p.baseline, b.segment_dimension, b.segment_value)
  left join mature d on (d.plan_id, d.kpi, d.arm, d.segment_dimension, d.segment_value)
                      = (b.plan_id, b.kpi, b.arm, b.segment_dimension, b.segment_value)
 where b.arm <> p.baseline;
analyze expected_figure;

analyze expected_lift;
analyze expected_reading;
