-- Cells carry what inference needs: sums with a covariate, cases by age, weights, and an odd half of the baseline.

alter table outcome.kpis
    add column adjusted_by       text,
    add column adjusted_by_scale int check (adjusted_by_scale between 0 and 9);
comment on column outcome.kpis.adjusted_by is 'Name of the decisions'' covariate the KPI is adjusted by; null: none.';
comment on column outcome.kpis.adjusted_by_scale is 'Decimal places of that covariate: covariate_sum is in units of 10^-adjusted_by_scale. Null like adjusted_by.';

alter table outcome.kpi_partials
    add column covariate_count            bigint check (covariate_count between 0 and unit_count),
    add column covariate_sum              numeric(39, 0),
    add column covariate_sum_squares      numeric(39, 0) check (covariate_sum_squares >= 0),
    add column covariate_value_sum        numeric(39, 0),
    add column covariate_denominator_sum  numeric(39, 0),
    add column age_ended_counts           bigint[],
    add column age_open_counts            bigint[],
    add column weight_sum                 numeric(39, 0),
    add column weight_sum_squares         numeric(39, 0),
    add column weighted_value_sum         numeric(39, 0),
    add column weighted_value_sum_squares numeric(39, 0),
    add column weight_weighted_value_sum  numeric(39, 0);
comment on column outcome.kpi_partials.covariate_count is 'Units that count and whose first decision carries the covariate; the others have the covariate 0 in the sums that follow. Null where the KPI is not adjusted. Additive like unit_count.';
comment on column outcome.kpi_partials.covariate_sum is 'Sum of the units'' covariates, in units of 10^-adjusted_by_scale. Null like covariate_count. Additive like unit_count.';
comment on column outcome.kpi_partials.covariate_sum_squares is 'Sum of the squared covariates. Null like covariate_count. Additive like unit_count.';
comment on column outcome.kpi_partials.covariate_value_sum is 'Sum of covariate times value. Null like covariate_count. Additive like unit_count.';
comment on column outcome.kpi_partials.covariate_denominator_sum is 'Sum of covariate times denominator. Null like covariate_count or denominator_sum. Additive like unit_count.';
comment on column outcome.kpi_partials.age_ended_counts is 'Of a duration: cases that ended, by age bin from 1; readers want the view outcome.age_cells. Null for other types. Additive, element by element, like unit_count.';
comment on column outcome.kpi_partials.age_open_counts is 'Of a duration: the other cases, by the last age bin from 1 that was seen whole. Null for other types. Additive, element by element, like unit_count.';
comment on column outcome.kpi_partials.weight_sum is 'Sum of the units'' weights, one over the propensity in units of 10^-4, at most 10,000. Null where the design is not logged_propensity. Additive like unit_count.';
comment on column outcome.kpi_partials.weight_sum_squares is 'Sum of the squared weights. Null like weight_sum. Additive like unit_count.';
comment on column outcome.kpi_partials.weighted_value_sum is 'Sum of weight times value. Null like weight_sum. Additive like unit_count.';
comment on column outcome.kpi_partials.weighted_value_sum_squares is 'Sum of the squares of weight times value. Null like weight_sum. Additive like unit_count.';
comment on column outcome.kpi_partials.weight_weighted_value_sum is 'Sum of weight times weight times value. Null like weight_sum. Additive like unit_count.';

-- The same moments of a half of the baseline's units: a comparison of the baseline with itself, where chance alone differs.
create table outcome.odd_half_partials (like outcome.kpi_partials including all);
comment on table outcome.odd_half_partials is 'Grain: cell of the baseline arm × source partition × KPI. The moments of the units of the odd half alone: those with get_byte(sha256(convert_to(''upshot-aa:'' || unit id, ''UTF8'')), 0) % 2 = 1, the id being that of the first decision. Readers want the view outcome.odd_half_cells.';

create or replace view outcome.kpi_cells as
select use_case,
       plan_version,
       arm,
       cohort_date,
       segment_values,
       k.kpi,
       sum(k.unit_count)::bigint                         as unit_count,
       sum(k.value_sum)::numeric(39, 0)                  as value_sum,
       sum(k.value_sum_squares)::numeric(39, 0)          as value_sum_squares,
       sum(k.denominator_sum)::numeric(39, 0)            as denominator_sum,
       sum(k.denominator_sum_squares)::numeric(39, 0)    as denominator_sum_squares,
       sum(k.product_sum)::numeric(39, 0)                as product_sum,
       sum(k.open_count)::bigint                         as open_count,
       sum(k.open_start_sum)::numeric(39, 0)             as open_start_sum,
       sum(k.covariate_count)::bigint                    as covariate_count,
       sum(k.covariate_sum)::numeric(39, 0)              as covariate_sum,
       sum(k.covariate_sum_squares)::numeric(39, 0)      as covariate_sum_squares,
       sum(k.covariate_value_sum)::numeric(39, 0)        as covariate_value_sum,
       sum(k.covariate_denominator_sum)::numeric(39, 0)  as covariate_denominator_sum,
       sum(k.weight_sum)::numeric(39, 0)                 as weight_sum,
       sum(k.weight_sum_squares)::numeric(39, 0)         as weight_sum_squares,
       sum(k.weighted_value_sum)::numeric(39, 0)         as weighted_value_sum,
       sum(k.weighted_value_sum_squares)::numeric(39, 0) as weighted_value_sum_squares,
       sum(k.weight_weighted_value_sum)::numeric(39, 0)  as weight_weighted_value_sum
  from outcome.kpi_partials k
  join outcome.cells c using (use_case, plan_version, arm, cohort_date, segment_values)
 group by use_case, plan_version, arm, cohort_date, segment_values, k.kpi;
comment on column outcome.kpi_cells.covariate_count is 'Units that count and whose first decision carries the covariate; the others have the covariate 0 in the sums that follow. Null where the KPI is not adjusted. Additive like unit_count.';
comment on column outcome.kpi_cells.covariate_sum is 'Sum of the units'' covariates, in units of 10^-adjusted_by_scale. Null like covariate_count. Additive like unit_count.';
comment on column outcome.kpi_cells.covariate_sum_squares is 'Sum of the squared covariates. Null like covariate_count. Additive like unit_count.';
comment on column outcome.kpi_cells.covariate_value_sum is 'Sum of covariate times value. Null like covariate_count. Additive like unit_count.';
comment on column outcome.kpi_cells.covariate_denominator_sum is 'Sum of covariate times denominator. Null like covariate_count or denominator_sum. Additive like unit_count.';
comment on column outcome.kpi_cells.weight_sum is 'Sum of the units'' weights, one over the propensity in units of 10^-4, at most 10,000. Null where the design is not logged_propensity. Additive like unit_count.';
comment on column outcome.kpi_cells.weight_sum_squares is 'Sum of the squared weights. Null like weight_sum. Additive like unit_count.';
comment on column outcome.kpi_cells.weighted_value_sum is 'Sum of weight times value: over weight_sum it is the mean had every choice been equally likely. Null like weight_sum. Additive like unit_count.';
comment on column outcome.kpi_cells.weighted_value_sum_squares is 'Sum of the squares of weight times value. Null like weight_sum. Additive like unit_count.';
comment on column outcome.kpi_cells.weight_weighted_value_sum is 'Sum of weight times weight times value. Null like weight_sum. Additive like unit_count.';

create view outcome.odd_half_cells as
select use_case,
       plan_version,
       arm,
       cohort_date,
       segment_values,
       k.kpi,
       sum(k.unit_count)::bigint                         as unit_count,
       sum(k.value_sum)::numeric(39, 0)                  as value_sum,
       sum(k.value_sum_squares)::numeric(39, 0)          as value_sum_squares,
       sum(k.denominator_sum)::numeric(39, 0)            as denominator_sum,
       sum(k.denominator_sum_squares)::numeric(39, 0)    as denominator_sum_squares,
       sum(k.product_sum)::numeric(39, 0)                as product_sum,
       sum(k.open_count)::bigint                         as open_count,
       sum(k.open_start_sum)::numeric(39, 0)             as open_start_sum,
       sum(k.covariate_count)::bigint                    as covariate_count,
       sum(k.covariate_sum)::numeric(39, 0)              as covariate_sum,
       sum(k.covariate_sum_squares)::numeric(39, 0)      as covariate_sum_squares,
       sum(k.covariate_value_sum)::numeric(39, 0)        as covariate_value_sum,
       sum(k.covariate_denominator_sum)::numeric(39, 0)  as covariate_denominator_sum,
       sum(k.weight_sum)::numeric(39, 0)                 as weight_sum,
       sum(k.weight_sum_squares)::numeric(39, 0)         as weight_sum_squares,
       sum(k.weighted_value_sum)::numeric(39, 0)         as weighted_value_sum,
       sum(k.weighted_value_sum_squares)::numeric(39, 0) as weighted_value_sum_squares,
       sum(k.weight_weighted_value_sum)::numeric(39, 0)  as weight_weighted_value_sum
  from outcome.odd_half_partials k
  join outcome.cells c using (use_case, plan_version, arm, cohort_date, segment_values)
 group by use_case, plan_version, arm, cohort_date, segment_values, k.kpi;
comment on view outcome.odd_half_cells is 'Grain: cell of the baseline arm × KPI. Moments of the units of the odd half alone (see outcome.odd_half_partials); the even half is outcome.kpi_cells minus these.';
do $$
declare
    described record;
begin
    for described in
        select a.attname, col_description('outcome.kpi_cells'::regclass, a.attnum) as comment
          from pg_attribute a
         where a.attrelid = 'outcome.kpi_cells'::regclass and a.attnum > 0
    loop
        execute format('comment on column outcome.odd_half_cells.%I is %L', described.attname, described.comment);
    end loop;
end $$;

create view outcome.age_cells as
select k.use_case,
       k.plan_version,
       k.arm,
       k.cohort_date,
       k.segment_values,
       k.kpi,
       a.bin::int as bin,
       (((a.bin - 1) - 8 * greatest(0, (a.bin - 1) / 8 - 1)) << greatest(0, (a.bin - 1) / 8 - 1)::int)
           * greatest(1, d.window_ms / 1024) as age_from_ms,
       ((a.bin - 8 * greatest(0, a.bin / 8 - 1)) << greatest(0, a.bin / 8 - 1)::int)
           * greatest(1, d.window_ms / 1024) as age_until_ms,
       coalesce(sum(a.ended) filter (where not k.is_odd_half), 0)::bigint as ended_count,
       coalesce(sum(a.open) filter (where not k.is_odd_half), 0)::bigint  as open_count,
       sum(a.ended) filter (where k.is_odd_half)::bigint                  as odd_half_ended_count,
       sum(a.open) filter (where k.is_odd_half)::bigint                   as odd_half_open_count
  from (select use_case, plan_version, arm, cohort_date, segment_values, kpi, age_ended_counts, age_open_counts, false as is_odd_half
          from outcome.kpi_partials
         union all
        select use_case, plan_version, arm, cohort_date, segment_values, kpi, age_ended_counts, age_open_counts, true
          from outcome.odd_half_partials) k
  join outcome.kpis d using (use_case, plan_version, kpi)
 cross join lateral unnest(k.age_ended_counts, k.age_open_counts) with ordinality as a (ended, open, bin)
 group by k.use_case, k.plan_version, k.arm, k.cohort_date, k.segment_values, k.kpi, a.bin, d.window_ms
having sum(a.ended) filter (where not k.is_odd_half) > 0
    or sum(a.open) filter (where not k.is_odd_half) > 0;
comment on view outcome.age_cells is 'Grain: cell × duration KPI × age bin; bins without a case are left out. A case is a decision whose start is known. At risk in a bin are the cases with this bin or a later one, less those open in this bin only once it has passed: the sum of ended_count and open_count from this bin on.';
comment on column outcome.age_cells.use_case is 'Use case.';
comment on column outcome.age_cells.plan_version is 'Version of the plan.';
comment on column outcome.age_cells.arm is 'Arm of the unit.';
comment on column outcome.age_cells.cohort_date is 'UTC day of the unit''s first decision.';
comment on column outcome.age_cells.segment_values is 'Segment values of the unit''s first decision, in the order of plan_versions.segment_names.';
comment on column outcome.age_cells.kpi is 'Name of the KPI.';
comment on column outcome.age_cells.bin is 'Age bin, from 1 to 64.';
comment on column outcome.age_cells.age_from_ms is 'Lowest age in the bin, in milliseconds from the start of the case.';
comment on column outcome.age_cells.age_until_ms is 'Age at which the bin ends, exclusive, in milliseconds.';
comment on column outcome.age_cells.ended_count is 'Cases that ended in the bin. Additive over all columns of the key except plan_version and kpi.';
comment on column outcome.age_cells.open_count is 'Cases that had not ended when the bin did and were not seen through the next one: censored at age_until_ms. Before the cell is final all cases not yet ended are here. Additive like ended_count.';
comment on column outcome.age_cells.odd_half_ended_count is 'Of ended_count, cases of units of the odd half; null for other arms than the baseline. Additive like ended_count.';
comment on column outcome.age_cells.odd_half_open_count is 'Of open_count, cases of units of the odd half; null like odd_half_ended_count. Additive like ended_count.';
