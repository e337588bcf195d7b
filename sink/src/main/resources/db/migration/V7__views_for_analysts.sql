-- Views that answer what analysts, leadership and data teams ask first, and where a lift comes from.
-- A slice is everything ('', '') or one value of one of the plan's dimensions. Weeks are ISO weeks in UTC.

-- Cells by week and slice ---------------------------------------------------------------------------------------------

create view report.weekly_decisions as
select c.use_case,
       c.plan_version,
       c.arm,
       date_trunc('week', c.cohort_date)::date as week_date,
       s.segment_dimension,
       s.segment_value,
       sum(c.decision_count)::bigint           as decision_count,
       sum(c.reviewed_count)::bigint           as reviewed_count,
       sum(c.overturned_count)::bigint         as overturned_count,
       sum(c.unit_count)::bigint               as unit_count,
       sum(c.mixed_unit_count)::bigint         as mixed_unit_count
  from outcome.cells c
  join outcome.plan_versions v using (use_case, plan_version)
 cross join lateral (
       select '', ''
       union all
       select * from unnest(v.segment_names, c.segment_values)) s (segment_dimension, segment_value)
 group by c.use_case, c.plan_version, c.arm, 4, s.segment_dimension, s.segment_value;

comment on view report.weekly_decisions is 'Grain: plan version × arm × week × slice. Heads of the cells; the views on adoption and oversight are made of it.';
comment on column report.weekly_decisions.use_case is 'Use case.';
comment on column report.weekly_decisions.plan_version is 'Version of the plan.';
comment on column report.weekly_decisions.arm is 'Arm of the units.';
comment on column report.weekly_decisions.week_date is 'Monday of the ISO week in which the unit''s first decision was taken, UTC.';
comment on column report.weekly_decisions.segment_dimension is 'Dimension the row is cut by; empty: everything.';
comment on column report.weekly_decisions.segment_value is 'Value of the dimension; empty: everything.';
comment on column report.weekly_decisions.decision_count is 'Decisions that count. Additive over weeks, arms and the values of one dimension.';
comment on column report.weekly_decisions.reviewed_count is 'Of these, decisions that somebody reviewed. Additive over weeks, arms and the values of one dimension.';
comment on column report.weekly_decisions.overturned_count is 'Of these, decisions that a review overrode or reversed. Additive over weeks, arms and the values of one dimension.';
comment on column report.weekly_decisions.unit_count is 'Units of analysis. Additive over weeks, arms and the values of one dimension.';
comment on column report.weekly_decisions.mixed_unit_count is 'Of these, units with decisions in several arms. Additive over weeks, arms and the values of one dimension.';

create view report.weekly_kpis as
with by_week as (
    -- From the partials, and days are added up before rows are multiplied by their slices: sums of sums are what the
    -- planner knows least about.
    select c.use_case, c.plan_version, c.kpi, c.arm, date_trunc('week', c.cohort_date)::date as week_date, c.segment_values,
           sum(c.unit_count) as units, sum(c.open_count) as open_cases, sum(c.value_sum) as total,
           sum(coalesce(c.denominator_sum, c.unit_count)) as below, max(c.cohort_date) as last_date
      from outcome.kpi_partials c
     group by c.use_case, c.plan_version, c.kpi, c.arm, 5, c.segment_values
    having sum(c.unit_count) > 0 or sum(c.open_count) > 0
), sliced as (
    select w.use_case, w.plan_version, w.kpi, w.arm, w.week_date, s.segment_dimension, s.segment_value, v.generation, v.lateness_ms,
           sum(w.units)::bigint as units, sum(w.open_cases)::bigint as open_cases, sum(w.total) as total, sum(w.below) as below,
           max(w.last_date) as last_date
      from by_week w
      join outcome.plan_versions v using (use_case, plan_version)
     cross join lateral (
           select '', ''
           union all
           select * from unnest(v.segment_names, w.segment_values)) s (segment_dimension, segment_value)
     group by w.use_case, w.plan_version, w.kpi, w.arm, w.week_date, s.segment_dimension, s.segment_value, v.generation, v.lateness_ms
)
select s.use_case,
       s.plan_version,
       s.kpi,
       s.arm,
       s.week_date,
       s.segment_dimension,
       s.segment_value,
       k.kpi_type,
       k.unit,
       k.better,
       s.units      as unit_count,
       s.open_cases as open_count,
       round(s.total / 10::numeric ^ coalesce(a.scale, k.scale), coalesce(a.scale, k.scale)) as value_total,
       round(s.below / 10::numeric ^ coalesce(b.scale, 0), coalesce(b.scale, 0))             as divisor_total,
       (s.total / 10::numeric ^ coalesce(a.scale, k.scale)
        / nullif(s.below / 10::numeric ^ coalesce(b.scale, 0), 0))::double precision          as mean,
       coalesce(w.final_clock >= (s.last_date + 1)::timestamp at time zone 'UTC'
                                 + (k.window_ms + s.lateness_ms) * interval '1 millisecond', false) as is_final
  from sliced s
  join outcome.kpis k using (use_case, plan_version, kpi)
  left join outcome.kpis a on (a.use_case, a.plan_version, a.kpi) = (k.use_case, k.plan_version, k.numerator_kpi)
  left join outcome.kpis b on (b.use_case, b.plan_version, b.kpi) = (k.use_case, k.plan_version, k.denominator_kpi)
  left join ops.final_clocks w using (generation);

comment on view report.weekly_kpis is 'Grain: plan version × KPI × arm × week × slice. Sums of the cells with their meaning; the views on quality, time and exports are made of it.';
comment on column report.weekly_kpis.use_case is 'Use case.';
comment on column report.weekly_kpis.plan_version is 'Version of the plan.';
comment on column report.weekly_kpis.kpi is 'Name of the KPI.';
comment on column report.weekly_kpis.arm is 'Arm of the units.';
comment on column report.weekly_kpis.week_date is 'Monday of the ISO week in which the unit''s first decision was taken, UTC.';
comment on column report.weekly_kpis.segment_dimension is 'Dimension the row is cut by; empty: everything.';
comment on column report.weekly_kpis.segment_value is 'Value of the dimension; empty: everything.';
comment on column report.weekly_kpis.kpi_type is 'binary, amount, count, duration, value or ratio.';
comment on column report.weekly_kpis.unit is 'Unit of the values: share, s (seconds), an ISO 4217 currency code, or empty for a plain number.';
comment on column report.weekly_kpis.better is 'Which direction is an improvement: higher or lower.';
comment on column report.weekly_kpis.unit_count is 'Units that count for the KPI. Additive over weeks, arms and the values of one dimension.';
comment on column report.weekly_kpis.open_count is 'Of a duration: cases that have begun and not ended; they are in no total. Additive over weeks, arms and the values of one dimension.';
comment on column report.weekly_kpis.value_total is 'Sum of the units'' values in unit, of a ratio its numerator''s. Additive over weeks, arms and the values of one dimension.';
comment on column report.weekly_kpis.divisor_total is 'What the total is divided by: units, decisions where a unit has several, of a ratio its denominator. Additive over weeks, arms and the values of one dimension.';
comment on column report.weekly_kpis.mean is 'value_total over divisor_total, in unit; null without units. Not additive.';
comment on column report.weekly_kpis.is_final is 'Whether no acceptable event can change the row any more. False: provisional.';

-- What people ask -----------------------------------------------------------------------------------------------------

create view report.adoption as
select d.use_case,
       d.plan_version,
       d.arm,
       d.arm = v.baseline_arm                                    as is_baseline,
       d.week_date,
       d.segment_dimension,
       d.segment_value,
       d.decision_count,
       (sum(d.decision_count) over slice)::bigint                as slice_decision_count,
       (d.decision_count / nullif(sum(d.decision_count) over slice, 0))::double precision as decision_share
  from report.weekly_decisions d
  join outcome.plan_versions v using (use_case, plan_version)
window slice as (partition by d.use_case, d.plan_version, d.week_date, d.segment_dimension, d.segment_value);

comment on view report.adoption is 'Grain: plan version × arm × week × slice. How decisions are shared out among the arms; where the plan''s arms are actor types or versions, among these.';
comment on column report.adoption.use_case is 'Use case.';
comment on column report.adoption.plan_version is 'Version of the plan.';
comment on column report.adoption.arm is 'Arm of the units.';
comment on column report.adoption.is_baseline is 'Whether the arm is the one the others are compared with.';
comment on column report.adoption.week_date is 'Monday of the ISO week in which the unit''s first decision was taken, UTC.';
comment on column report.adoption.segment_dimension is 'Dimension the row is cut by; empty: everything.';
comment on column report.adoption.segment_value is 'Value of the dimension; empty: everything.';
comment on column report.adoption.decision_count is 'Decisions of the arm. Additive over weeks, arms and the values of one dimension.';
comment on column report.adoption.slice_decision_count is 'Decisions of all arms in the week and slice. Not additive over arms.';
comment on column report.adoption.decision_share is 'Share of the arm among them, 0 to 1. Not additive.';

create view report.decision_quality as
select use_case, plan_version, kpi, arm, week_date, segment_dimension, segment_value, better,
       unit_count,
       value_total::bigint   as yes_count,
       divisor_total::bigint as judged_count,
       mean                  as yes_share,
       is_final
  from report.weekly_kpis
 where kpi_type = 'binary' and unit_count > 0;

comment on view report.decision_quality is 'Grain: plan version × binary KPI × arm × week × slice. How often decisions turned out well.';
comment on column report.decision_quality.use_case is 'Use case.';
comment on column report.decision_quality.plan_version is 'Version of the plan.';
comment on column report.decision_quality.kpi is 'Name of the KPI.';
comment on column report.decision_quality.arm is 'Arm of the units.';
comment on column report.decision_quality.week_date is 'Monday of the ISO week in which the unit''s first decision was taken, UTC.';
comment on column report.decision_quality.segment_dimension is 'Dimension the row is cut by; empty: everything.';
comment on column report.decision_quality.segment_value is 'Value of the dimension; empty: everything.';
comment on column report.decision_quality.better is 'Which direction is an improvement: higher or lower.';
comment on column report.decision_quality.unit_count is 'Units that count for the KPI. Additive over weeks, arms and the values of one dimension.';
comment on column report.decision_quality.yes_count is 'Decisions whose outcome was yes. Additive over weeks, arms and the values of one dimension.';
comment on column report.decision_quality.judged_count is 'Decisions that count for the KPI: unit_count, or more where a unit has several. Additive over weeks, arms and the values of one dimension.';
comment on column report.decision_quality.yes_share is 'yes_count over judged_count, 0 to 1. Not additive.';
comment on column report.decision_quality.is_final is 'Whether no acceptable event can change the row any more. False: provisional.';

create view report.oversight as
select use_case, plan_version, arm, week_date, segment_dimension, segment_value,
       decision_count,
       reviewed_count,
       overturned_count,
       reviewed_count / nullif(decision_count, 0)::double precision   as review_share,
       overturned_count / nullif(reviewed_count, 0)::double precision as overturned_share
  from report.weekly_decisions;

comment on view report.oversight is 'Grain: plan version × arm × week × slice. How much people look at decisions, and how often they decide otherwise.';
comment on column report.oversight.use_case is 'Use case.';
comment on column report.oversight.plan_version is 'Version of the plan.';
comment on column report.oversight.arm is 'Arm of the units.';
comment on column report.oversight.week_date is 'Monday of the ISO week in which the unit''s first decision was taken, UTC.';
comment on column report.oversight.segment_dimension is 'Dimension the row is cut by; empty: everything.';
comment on column report.oversight.segment_value is 'Value of the dimension; empty: everything.';
comment on column report.oversight.decision_count is 'Decisions that count. Additive over weeks, arms and the values of one dimension.';
comment on column report.oversight.reviewed_count is 'Of these, decisions that somebody reviewed. Additive over weeks, arms and the values of one dimension.';
comment on column report.oversight.overturned_count is 'Of these, decisions that a review overrode or reversed. Additive over weeks, arms and the values of one dimension.';
comment on column report.oversight.review_share is 'reviewed_count over decision_count, 0 to 1. Not additive.';
comment on column report.oversight.overturned_share is 'overturned_count over reviewed_count, 0 to 1; null where nobody reviewed. Not additive.';

create view report.processing_time as
select use_case, plan_version, kpi, arm, week_date, segment_dimension, segment_value,
       unit_count,
       open_count,
       mean                                                              as mean_seconds,
       open_count / nullif(unit_count + open_count, 0)::double precision as open_share,
       is_final
  from report.weekly_kpis
 where kpi_type = 'duration';

comment on view report.processing_time is 'Grain: plan version × KPI of type duration × arm × week × slice. How long things take, of the cases that have ended.';
comment on column report.processing_time.use_case is 'Use case.';
comment on column report.processing_time.plan_version is 'Version of the plan.';
comment on column report.processing_time.kpi is 'Name of the KPI.';
comment on column report.processing_time.arm is 'Arm of the units.';
comment on column report.processing_time.week_date is 'Monday of the ISO week in which the unit''s first decision was taken, UTC.';
comment on column report.processing_time.segment_dimension is 'Dimension the row is cut by; empty: everything.';
comment on column report.processing_time.segment_value is 'Value of the dimension; empty: everything.';
comment on column report.processing_time.unit_count is 'Units whose cases have ended. Additive over weeks, arms and the values of one dimension.';
comment on column report.processing_time.open_count is 'Cases that have begun and not ended. Additive over weeks, arms and the values of one dimension.';
comment on column report.processing_time.mean_seconds is 'Mean of the ended cases, in seconds. While cases are open it is too small: compare arms by report.lifts, which knows. Not additive.';
comment on column report.processing_time.open_share is 'Open cases among all that have begun, 0 to 1. Not additive.';
comment on column report.processing_time.is_final is 'Whether no acceptable event can change the row any more. False: provisional.';

create view report.kpi_export as
select l.use_case,
       l.plan_version,
       l.kpi,
       l.arm,
       l.segment_dimension,
       l.segment_value,
       'all'      as period,
       null::date as period_date,
       n.statistic,
       n.number,
       case when n.statistic ~ '_count$' then '' when n.statistic ~ '^relative' then 'share' else k.unit end as unit
  from report.lifts l
  join outcome.kpis k using (use_case, plan_version, kpi)
 cross join lateral (values
       ('baseline_unit_count', l.n_baseline::double precision),
       ('unit_count',          l.n_candidate::double precision),
       ('baseline_mean',       l.mean_baseline),
       ('mean',                l.mean_candidate),
       ('absolute_lift',       l.absolute_value),
       ('absolute_lower',      l.absolute_lower),
       ('absolute_upper',      l.absolute_upper),
       ('relative_lift',       l.relative_value),
       ('relative_lower',      l.relative_lower),
       ('relative_upper',      l.relative_upper)) n (statistic, number)
 where n.number is not null
union all
select w.use_case, w.plan_version, w.kpi, w.arm, w.segment_dimension, w.segment_value, 'week', w.week_date,
       n.statistic, n.number, case when n.statistic = 'mean' then w.unit else '' end
  from report.weekly_kpis w
 cross join lateral (values
       ('unit_count', w.unit_count::double precision),
       ('mean',       w.mean)) n (statistic, number)
 where n.number is not null;

comment on view report.kpi_export is 'Grain: one number: plan version × KPI × arm × slice × period × statistic. For spreadsheets and BI; columns and names of statistics are stable.';
comment on column report.kpi_export.use_case is 'Use case.';
comment on column report.kpi_export.plan_version is 'Version of the plan.';
comment on column report.kpi_export.kpi is 'Name of the KPI.';
comment on column report.kpi_export.arm is 'Arm; where the number compares, the candidate.';
comment on column report.kpi_export.segment_dimension is 'Dimension the row is cut by; empty: everything.';
comment on column report.kpi_export.segment_value is 'Value of the dimension; empty: everything.';
comment on column report.kpi_export.period is 'all: everything so far; week: one ISO week of decisions.';
comment on column report.kpi_export.period_date is 'Monday of the week; null for everything.';
comment on column report.kpi_export.statistic is 'unit_count, mean, and for all: baseline_unit_count, baseline_mean, absolute_lift, absolute_lower, absolute_upper, relative_lift, relative_lower, relative_upper (bounds of the interval).';
comment on column report.kpi_export.number is 'The number. Counts are additive over weeks, arms and the values of one dimension; nothing else is.';
comment on column report.kpi_export.unit is 'Unit of the number: share, s (seconds), an ISO 4217 currency code, or empty for a plain number.';

-- The planner cannot know how few rows a sum has: two of them joined took seconds. Same columns, same rows as in V3.
create or replace view report.kpi_cells as
select c.use_case,
       c.plan_version,
       c.kpi,
       c.arm,
       c.cohort_date,
       c.segment_values,
       k.kpi_type,
       k.unit,
       k.better,
       c.unit_count,
       case when c.denominator_sum is null
            then c.value_sum / nullif(c.unit_count, 0) / 10::numeric ^ k.scale
            else c.value_sum / nullif(c.denominator_sum, 0)
                 * 10::numeric ^ coalesce(b.scale, 0) / 10::numeric ^ coalesce(a.scale, k.scale) end as mean,
       c.open_count,
       f.final_at,
       coalesce(w.final_clock >= f.final_at, false) as is_final
  from outcome.kpi_cells c
  join outcome.plan_versions v using (use_case, plan_version)
  join outcome.kpis k using (use_case, plan_version, kpi)
  left join outcome.kpis a on (a.use_case, a.plan_version, a.kpi) = (k.use_case, k.plan_version, k.numerator_kpi)
  left join outcome.kpis b on (b.use_case, b.plan_version, b.kpi) = (k.use_case, k.plan_version, k.denominator_kpi)
  left join ops.final_clocks w using (generation)
 cross join lateral (
       select (c.cohort_date + 1)::timestamp at time zone 'UTC'
              + (k.window_ms + v.lateness_ms) * interval '1 millisecond' as final_at) f;

-- Where a lift comes from ---------------------------------------------------------------------------------------------

create function report.explain_lift(
    use_case text, plan_version int, kpi text, arm text, segment_dimension text default '', segment_value text default '')
returns table (
    role                    text,
    role_arm                text,
    cell_count              bigint,
    first_cohort_date       date,
    last_cohort_date        date,
    unit_count              bigint,
    value_sum               numeric,
    value_sum_squares       numeric,
    denominator_sum         numeric,
    denominator_sum_squares numeric,
    product_sum             numeric,
    value_divisor           numeric,
    mean                    double precision,
    variance                double precision)
language sql stable
set search_path = pg_catalog
begin atomic
    with scales as (
        select 10::numeric ^ coalesce(a.scale, k.scale) as ten_a, 10::numeric ^ coalesce(b.scale, 0) as ten_b,
               v.baseline_arm, v.segment_names
          from outcome.kpis k
          join outcome.plan_versions v using (use_case, plan_version)
          left join outcome.kpis a on (a.use_case, a.plan_version, a.kpi) = (k.use_case, k.plan_version, k.numerator_kpi)
          left join outcome.kpis b on (b.use_case, b.plan_version, b.kpi) = (k.use_case, k.plan_version, k.denominator_kpi)
         where (k.use_case, k.plan_version, k.kpi)
               = (explain_lift.use_case, explain_lift.plan_version, explain_lift.kpi)
    ), sums as (
        select c.arm, ten_a, ten_b, baseline_arm,
               count(distinct (c.cohort_date, c.segment_values)) as cells, min(c.cohort_date) as first_date, max(c.cohort_date) as last_date,
               sum(c.unit_count) as n, sum(c.value_sum) as total, sum(c.value_sum_squares) as squares,
               sum(c.denominator_sum) as below, sum(c.denominator_sum_squares) as below_squares,
               sum(c.product_sum) as products
          from scales
          join outcome.kpi_partials c on (c.use_case, c.plan_version, c.kpi)
                                       = (explain_lift.use_case, explain_lift.plan_version, explain_lift.kpi)
         where c.arm in (baseline_arm, explain_lift.arm)
           and c.unit_count > 0
           and (explain_lift.segment_dimension = ''
                or c.segment_values[array_position(segment_names, explain_lift.segment_dimension)] = explain_lift.segment_value)
         group by c.arm, ten_a, ten_b, baseline_arm
    )
    select case when s.arm = baseline_arm then 'baseline' else 'candidate' end,
           s.arm, cells, first_date, last_date, n::bigint, total, squares, below, below_squares, products, trunc(ten_a, 0),
           (case when below is null then total / nullif(n, 0) / ten_a
                 else total / nullif(below, 0) * ten_b / ten_a end)::double precision,
           (case when n < 2 then null
                 when below is null then (n * squares - total * total) / (n * (n - 1)) / (ten_a * ten_a)
                 when below <> 0 then
                      n * n * (below * below * squares - 2 * total * below * products + total * total * below_squares)
                      / (below ^ 4 * (n - 1)) * (ten_b * ten_b) / (ten_a * ten_a) end)::double precision
      from sums s
     order by s.arm <> baseline_arm;
end;
comment on function report.explain_lift(text, int, text, text, text, text) is
    'The sums a row of report.lifts is made of: one row for the baseline and one for the candidate arm, from the cells. mean and variance are what the sums give: total over units (of a ratio over the denominator), variance of a unit (of a ratio linearised around it). value_sum is an integer: divide by value_divisor for the KPI''s unit. Leave dimension and value out for the whole plan.';
