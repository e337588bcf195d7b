-- Views whose sums are formed once, on keys as short as they may be. Same rows and the same numbers as before.

-- Weeks by cell: without this the planner takes the sums of a quarter for eight times as many groups as there are, and sorts.
create statistics outcome.kpi_partials_by_week (ndistinct)
    on use_case, plan_version, kpi, arm, (date_trunc('week', cohort_date)::date), segment_values from outcome.kpi_partials;
create statistics outcome.kpi_partials_by_cell (ndistinct)
    on use_case, plan_version, kpi, arm, cohort_date, segment_values from outcome.kpi_partials;

-- A KPI with units makes its cell one with something in it, so only sums of nothing have to be looked up among the cells.
create or replace view outcome.kpi_cells as
select use_case,
       plan_version,
       arm,
       cohort_date,
       segment_values,
       kpi,
       sum(unit_count)::bigint                         as unit_count,
       sum(value_sum)::numeric(39, 0)                  as value_sum,
       sum(value_sum_squares)::numeric(39, 0)          as value_sum_squares,
       sum(denominator_sum)::numeric(39, 0)            as denominator_sum,
       sum(denominator_sum_squares)::numeric(39, 0)    as denominator_sum_squares,
       sum(product_sum)::numeric(39, 0)                as product_sum,
       sum(open_count)::bigint                         as open_count,
       sum(open_start_sum)::numeric(39, 0)             as open_start_sum,
       sum(covariate_count)::bigint                    as covariate_count,
       sum(covariate_sum)::numeric(39, 0)              as covariate_sum,
       sum(covariate_sum_squares)::numeric(39, 0)      as covariate_sum_squares,
       sum(covariate_value_sum)::numeric(39, 0)        as covariate_value_sum,
       sum(covariate_denominator_sum)::numeric(39, 0)  as covariate_denominator_sum,
       sum(weight_sum)::numeric(39, 0)                 as weight_sum,
       sum(weight_sum_squares)::numeric(39, 0)         as weight_sum_squares,
       sum(weighted_value_sum)::numeric(39, 0)         as weighted_value_sum,
       sum(weighted_value_sum_squares)::numeric(39, 0) as weighted_value_sum_squares,
       sum(weight_weighted_value_sum)::numeric(39, 0)  as weight_weighted_value_sum
  from outcome.kpi_partials
 group by use_case, plan_version, arm, cohort_date, segment_values, kpi
having sum(unit_count) > 0
    or sum(open_count) > 0
    or (use_case, plan_version, arm, cohort_date, segment_values)
       in (select use_case, plan_version, arm, cohort_date, segment_values from outcome.cells);

-- What a KPI means is made up once per KPI and not once per cell.
create or replace view report.kpi_cells as
with meaning as materialized (
    select k.use_case, k.plan_version, k.kpi, k.kpi_type, k.unit, k.better, k.scale,
           10::numeric ^ coalesce(a.scale, k.scale) as ten_a, 10::numeric ^ coalesce(b.scale, 0) as ten_b,
           (k.window_ms + v.lateness_ms) * interval '1 millisecond' as settles_in, w.final_clock
      from outcome.kpis k
      join outcome.plan_versions v using (use_case, plan_version)
      left join outcome.kpis a on (a.use_case, a.plan_version, a.kpi) = (k.use_case, k.plan_version, k.numerator_kpi)
      left join outcome.kpis b on (b.use_case, b.plan_version, b.kpi) = (k.use_case, k.plan_version, k.denominator_kpi)
      left join ops.final_clocks w using (generation)
)
select c.use_case,
       c.plan_version,
       c.kpi,
       c.arm,
       c.cohort_date,
       c.segment_values,
       m.kpi_type,
       m.unit,
       m.better,
       c.unit_count,
       case when c.denominator_sum is null
            then c.value_sum / nullif(c.unit_count, 0) / 10::numeric ^ m.scale
            else c.value_sum / nullif(c.denominator_sum, 0) * m.ten_b / m.ten_a end as mean,
       c.open_count,
       f.final_at,
       coalesce(m.final_clock >= f.final_at, false) as is_final
  from outcome.kpi_cells c
  join meaning m using (use_case, plan_version, kpi)
 cross join lateral (select (c.cohort_date + 1)::timestamp at time zone 'UTC' + m.settles_in as final_at) f;

-- How long things take -------------------------------------------------------------------------------------------------

-- Bins are added place by place: unnesting every day's 64 bins takes ten times as long. A bin of one day and partition is far
-- below two thousand million cases, and would be refused rather than be wrong.
do $$
declare
    of_days  text := 'array[' || (select string_agg(format('sum(%%1$s[%s]::int)', bin), ', ' order by bin) from generate_series(1, 64) bin) || ']::bigint[]';
    of_weeks text := replace(of_days, '::int)', ')');
begin
    execute format($view$
        create view outcome.duration_weeks as
        with weekly as materialized (
            select use_case, plan_version, kpi, arm, date_trunc('week', cohort_date)::date as week_date, segment_values,
                   sum(unit_count) as units, sum(open_count) as open_cases, sum(value_sum) as total,
                   sum(coalesce(denominator_sum, unit_count)) as below, max(cohort_date) as last_date,
                   %1$s as ended_counts, %2$s as open_counts
              from outcome.kpi_partials
             where (use_case, plan_version, kpi) in (select use_case, plan_version, kpi from outcome.kpis where kpi_type = 'duration')
             group by use_case, plan_version, kpi, arm, date_trunc('week', cohort_date)::date, segment_values
        )
        select w.use_case,
               w.plan_version,
               w.kpi,
               w.arm,
               w.week_date,
               s.segment_dimension,
               s.segment_value,
               sum(w.units)::bigint          as unit_count,
               sum(w.open_cases)::bigint     as open_count,
               sum(w.total)::numeric(39, 0)  as value_sum,
               sum(w.below)::numeric(39, 0)  as divisor_sum,
               max(w.last_date)              as last_cohort_date,
               %3$s as age_ended_counts,
               %4$s as age_open_counts
          from weekly w
          join outcome.plan_versions v using (use_case, plan_version)
         cross join lateral (
               select '', ''
               union all
               select * from unnest(v.segment_names, w.segment_values)) s (segment_dimension, segment_value)
         group by w.use_case, w.plan_version, w.kpi, w.arm, w.week_date, s.segment_dimension, s.segment_value
        having sum(w.units) > 0 or sum(w.open_cases) > 0
        $view$, format(of_days, 'age_ended_counts'), format(of_days, 'age_open_counts'),
                format(of_weeks, 'w.ended_counts'), format(of_weeks, 'w.open_counts'));
end $$;
comment on view outcome.duration_weeks is 'Grain: plan version × KPI of type duration × arm × week × slice. Sums of the cells; the views on how long things take are made of it.';
comment on column outcome.duration_weeks.use_case is 'Use case.';
comment on column outcome.duration_weeks.plan_version is 'Version of the plan.';
comment on column outcome.duration_weeks.kpi is 'Name of the KPI.';
comment on column outcome.duration_weeks.arm is 'Arm of the units.';
comment on column outcome.duration_weeks.week_date is 'Monday of the ISO week in which the unit''s first decision was taken, UTC.';
comment on column outcome.duration_weeks.segment_dimension is 'Dimension the row is cut by; empty: everything.';
comment on column outcome.duration_weeks.segment_value is 'Value of the dimension; empty: everything.';
comment on column outcome.duration_weeks.unit_count is 'Units whose cases have ended. Additive over weeks, arms and the values of one dimension.';
comment on column outcome.duration_weeks.open_count is 'Cases that have begun and not ended. Additive like unit_count.';
comment on column outcome.duration_weeks.value_sum is 'Sum of the units'' times, in units of 10^-scale of the KPI. Additive like unit_count.';
comment on column outcome.duration_weeks.divisor_sum is 'What the sum is divided by: units, or decisions where a unit has several. Additive like unit_count.';
comment on column outcome.duration_weeks.last_cohort_date is 'Last UTC day of the week that has a case. Not additive.';
comment on column outcome.duration_weeks.age_ended_counts is 'Cases that ended, by age bin from 1, as in outcome.age_cells. Additive, element by element, like unit_count.';
comment on column outcome.duration_weeks.age_open_counts is 'The other cases, by the last age bin that was seen whole. Additive, element by element, like unit_count.';

create or replace view report.processing_time as
select d.use_case,
       d.plan_version,
       d.kpi,
       d.arm,
       d.week_date,
       d.segment_dimension,
       d.segment_value,
       d.unit_count,
       d.open_count,
       (d.value_sum / 10::numeric ^ m.scale / nullif(d.divisor_sum, 0))::double precision                      as mean_seconds,
       d.open_count / nullif(d.unit_count + d.open_count, 0)::double precision                                 as open_share,
       coalesce(m.final_clock >= (d.last_cohort_date + 1)::timestamp at time zone 'UTC' + m.settles_in, false) as is_final,
       s.case_count,
       s.p50_seconds,
       s.p90_seconds,
       s.p99_seconds,
       s.restricted_mean_seconds
  from outcome.duration_weeks d
  join (select k.use_case, k.plan_version, k.kpi, k.scale, greatest(1, k.window_ms / 1024) / 1000::double precision as bin_unit,
               (k.window_ms + v.lateness_ms) * interval '1 millisecond' as settles_in, w.final_clock
          from outcome.kpis k
          join outcome.plan_versions v using (use_case, plan_version)
          left join ops.final_clocks w using (generation)
        offset 0) m using (use_case, plan_version, kpi)
 cross join lateral (
    with risked as (
        select a.bin::int as bin, a.ended::double precision as ended,
               (sum(a.ended + a.open) over (order by a.bin rows between current row and unbounded following))::double precision as at_risk
          from unnest(d.age_ended_counts, d.age_open_counts) with ordinality as a (ended, open, bin)
         where a.ended <> 0 or a.open <> 0
    ), survived as (
        -- Kaplan and Meier (1958): the share that is still open at the end of each bin.
        select *,
               case when bool_or(ended = at_risk) over upto then 0
                    else exp(sum(ln(1 - ended / at_risk)) filter (where ended < at_risk) over upto) end as still_open
          from risked
        window upto as (order by bin rows unbounded preceding)
    ), stepped as (
        select *,
               lag(still_open, 1, 1::double precision) over (order by bin rows unbounded preceding)              as open_before,
               m.bin_unit * (((bin - 1) - 8 * greatest(0, (bin - 1) / 8 - 1)) << greatest(0, (bin - 1) / 8 - 1)) as age_from,
               m.bin_unit * ((bin - 8 * greatest(0, bin / 8 - 1)) << greatest(0, bin / 8 - 1))                   as age_until
          from survived
    )
    -- Within a bin cases end evenly. The restricted mean needs somebody who was followed to the horizon, or nobody left open.
    select max(at_risk)::bigint as case_count,
           min(age_from + (age_until - age_from) * (open_before - 0.5) / (open_before - still_open))
               filter (where open_before > 0.5 and still_open <= 0.5)   as p50_seconds,
           min(age_from + (age_until - age_from) * (open_before - 0.1) / (open_before - still_open))
               filter (where open_before > 0.1 and still_open <= 0.1)   as p90_seconds,
           min(age_from + (age_until - age_from) * (open_before - 0.01) / (open_before - still_open))
               filter (where open_before > 0.01 and still_open <= 0.01) as p99_seconds,
           case when max(bin) = 64 or min(still_open) = 0
                then sum((open_before - still_open) * (age_from + age_until) / 2) + min(still_open) * m.bin_unit * 1024
           end                                                          as restricted_mean_seconds
      from stepped) s;
comment on view report.processing_time is 'Grain: plan version × KPI of type duration × arm × week × slice. How long things take: the mean of the cases that have ended; and, open cases counted rightly (Kaplan–Meier from age bins, each at most an eighth of its ages wide), quantiles and the mean within the horizon. By actor type and mode: report.actor_times.';
comment on column report.processing_time.mean_seconds is 'Mean of the ended cases, in seconds. While cases are open it is too small: restricted_mean_seconds and report.lifts know. Not additive.';
comment on column report.processing_time.case_count is 'Cases that have begun and were followed for a bin at least; null: none. Additive over weeks, arms and the values of one dimension.';
comment on column report.processing_time.p50_seconds is 'Half of the cases end within this time, in seconds, open cases counted rightly; null while too few have ended. Not additive.';
comment on column report.processing_time.p90_seconds is 'Nine of ten cases end within this time, likewise. Not additive.';
comment on column report.processing_time.p99_seconds is 'Ninety-nine of a hundred cases end within this time, likewise. Not additive.';
comment on column report.processing_time.restricted_mean_seconds is 'Mean time until the end or the KPI''s horizon, whichever comes first, in seconds; null while no case was followed so far. Not additive.';

create or replace view report.processing_time_quantiles as
select use_case, plan_version, kpi, arm, week_date, segment_dimension, segment_value,
       case_count, p50_seconds, p90_seconds, p99_seconds, restricted_mean_seconds
  from report.processing_time
 where case_count > 0;
comment on view report.processing_time_quantiles is 'Grain: plan version × KPI of type duration × arm × week × slice. The quantiles of report.processing_time, where there are any.';

-- Decisions by week ----------------------------------------------------------------------------------------------------

create statistics outcome.cell_partials_by_week (ndistinct)
    on use_case, plan_version, arm, (date_trunc('week', cohort_date)::date), segment_values from outcome.cell_partials;

-- From the partials, and days are added up before rows are multiplied by their slices, as in report.weekly_kpis.
create or replace view report.weekly_decisions as
with by_week as materialized (
    select use_case, plan_version, arm, date_trunc('week', cohort_date)::date as week_date, segment_values,
           sum(decision_count) as decisions, sum(reviewed_count) as reviewed, sum(overturned_count) as overturned,
           sum(unit_count) as units, sum(mixed_unit_count) as mixed_units
      from outcome.cell_partials
     group by use_case, plan_version, arm, date_trunc('week', cohort_date)::date, segment_values
    having sum(decision_count) > 0
        or sum(unit_count) > 0
        or (use_case, plan_version, arm, date_trunc('week', cohort_date)::date, segment_values)
           in (select use_case, plan_version, arm, date_trunc('week', cohort_date)::date, segment_values from outcome.cells)
)
select w.use_case,
       w.plan_version,
       w.arm,
       w.week_date,
       s.segment_dimension,
       s.segment_value,
       sum(w.decisions)::bigint   as decision_count,
       sum(w.reviewed)::bigint    as reviewed_count,
       sum(w.overturned)::bigint  as overturned_count,
       sum(w.units)::bigint       as unit_count,
       sum(w.mixed_units)::bigint as mixed_unit_count
  from by_week w
  join outcome.plan_versions v using (use_case, plan_version)
 cross join lateral (
       select '', ''
       union all
       select * from unnest(v.segment_names, w.segment_values)) s (segment_dimension, segment_value)
 group by w.use_case, w.plan_version, w.arm, w.week_date, s.segment_dimension, s.segment_value;
