-- Nine of ten bins of a partial are empty: they are left out before the sums are formed, not after.

create or replace view outcome.age_cells as
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
       case when k.arm = p.baseline_arm
            then coalesce(sum(a.ended) filter (where k.is_odd_half), 0)::bigint end as odd_half_ended_count,
       case when k.arm = p.baseline_arm
            then coalesce(sum(a.open) filter (where k.is_odd_half), 0)::bigint end  as odd_half_open_count
  from (select use_case, plan_version, arm, cohort_date, segment_values, kpi, age_ended_counts, age_open_counts, false as is_odd_half
          from outcome.kpi_partials
         where age_ended_counts is not null
         union all
        select use_case, plan_version, arm, cohort_date, segment_values, kpi, age_ended_counts, age_open_counts, true
          from outcome.odd_half_partials
         where age_ended_counts is not null) k
  join outcome.kpis d using (use_case, plan_version, kpi)
  join outcome.plan_versions p using (use_case, plan_version)
 cross join lateral unnest(k.age_ended_counts, k.age_open_counts) with ordinality as a (ended, open, bin)
 where a.ended <> 0
    or a.open <> 0
 group by k.use_case, k.plan_version, k.arm, k.cohort_date, k.segment_values, k.kpi, a.bin, d.window_ms, p.baseline_arm
having sum(a.ended) filter (where not k.is_odd_half) > 0
    or sum(a.open) filter (where not k.is_odd_half) > 0;
