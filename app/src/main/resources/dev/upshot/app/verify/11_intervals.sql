-- 11 · Intervals: absolute and relative difference of each candidate from its baseline, with bounds, or the reason why
-- there is none.

create unlogged table expected_lift as
with reasoned as (
    select w.*, c.critical_value,
           case when n_baseline = 0                    then 'baseline_empty'
                when n_candidate = 0                   then 'candidate_empty'
                when n_baseline < 2 or n_candidate < 2 then 'too_few_units'
                when zero_denominator                  then 'zero_denominator'
                when standard_error = 0                then 'zero_variance'
                when mean_baseline = 0                 then 'zero_baseline_mean'
           end as reason,
           mean_candidate - mean_baseline as difference,
           abs(mean_baseline) as m
      from welch w
      left join critical_value c using (alpha, degrees_of_freedom)
), absolute as (
    select r.*,
           case when critical_value is not null then difference end as absolute_value,
           case when critical_value is not null then standard_error end as absolute_standard_error
      from reasoned r
), relative as (
    select a.*,
           case when critical_value is not null and m > 0 then difference / m end as relative_value,
           case when critical_value is not null and m > 0
                then sqrt(e_b / (m * m) + e_a * (mean_candidate * mean_candidate) / ((m * m) * (m * m)))
           end as relative_standard_error
      from absolute a
)
select plan_id, kpi, arm, segment_dimension, segment_value, baseline, n_baseline, n_candidate,
       mean_baseline, mean_candidate, variance_baseline, variance_candidate,
       absolute_value, absolute_standard_error,
       absolute_value - critical_value * absolute_standard_error as absolute_lower,
       absolute_value + critical_value * absolute_standard_error as absolute_upper,
       relative_value, relative_standard_error,
       relative_value - critical_value * relative_standard_error as relative_lower,
       relative_value + critical_value * relative_standard_error as relative_upper,
       degrees_of_freedom, critical_value, 'welch_fixed_n' as method, alpha, reason
  from relative;
