-- How long things take, open cases included; and what the ledger adds to the views: who decides, how reviews go, and what GrowthBook
-- reads. Weeks and slices as in V7.

-- How long things take -------------------------------------------------------------------------------------------------

create view report.processing_time_quantiles as
with weekly as (
    -- Whole arrays first: text keys are looked up once per cell and not once per bin.
    select use_case, plan_version, kpi, arm, date_trunc('week', cohort_date)::date as week_date, segment_values,
           array_agg(age_ended_counts) as ended, array_agg(age_open_counts) as open
      from outcome.kpi_partials
     where age_ended_counts is not null
     group by use_case, plan_version, kpi, arm, 5, segment_values
), aged as (
    select w.use_case, w.plan_version, w.kpi, w.arm, w.week_date, w.segment_values, a.bin, a.ended, a.open
      from weekly w
     cross join lateral (
           select 1 + ((u.place - 1) % 64)::int as bin, sum(u.ended) as ended, sum(u.open) as open
             from unnest(w.ended, w.open) with ordinality as u (ended, open, place)
            where u.ended <> 0 or u.open <> 0
            group by 1) a
), sliced as (
    select w.use_case, w.plan_version, w.kpi, w.arm, w.week_date, s.segment_dimension, s.segment_value, w.bin,
           greatest(1, d.window_ms / 1024) / 1000::double precision as bin_unit,
           sum(w.ended)::double precision as ended, sum(w.ended + w.open)::double precision as followed
      from aged w
      join outcome.plan_versions v using (use_case, plan_version)
      join outcome.kpis d using (use_case, plan_version, kpi)
     cross join lateral (
           select '', ''
           union all
           select * from unnest(v.segment_names, w.segment_values)) s (segment_dimension, segment_value)
     group by w.use_case, w.plan_version, w.kpi, w.arm, w.week_date, s.segment_dimension, s.segment_value, w.bin, d.window_ms
), risked as (
    select *, sum(followed) over (slice order by bin desc) as at_risk
      from sliced
    window slice as (partition by use_case, plan_version, kpi, arm, week_date, segment_dimension, segment_value)
), survived as (
    -- Kaplan and Meier (1958): the share that is still open at the end of each bin.
    select *,
           case when bool_or(ended = at_risk) over upto then 0
                else exp(sum(ln(1 - ended / at_risk)) filter (where ended < at_risk) over upto) end as still_open
      from risked
    window upto as (partition by use_case, plan_version, kpi, arm, week_date, segment_dimension, segment_value order by bin)
), stepped as (
    select *,
           lag(still_open, 1, 1::double precision) over upto as open_before,
           bin_unit * (((bin - 1) - 8 * greatest(0, (bin - 1) / 8 - 1)) << greatest(0, (bin - 1) / 8 - 1)) as age_from,
           bin_unit * ((bin - 8 * greatest(0, bin / 8 - 1)) << greatest(0, bin / 8 - 1))                   as age_until
      from survived
    window upto as (partition by use_case, plan_version, kpi, arm, week_date, segment_dimension, segment_value order by bin)
)
-- Within a bin cases end evenly. The restricted mean needs somebody who was followed to the horizon, or nobody left open.
select use_case,
       plan_version,
       kpi,
       arm,
       week_date,
       segment_dimension,
       segment_value,
       max(at_risk)::bigint as case_count,
       min(age_from + (age_until - age_from) * (open_before - 0.5) / (open_before - still_open))
           filter (where open_before > 0.5 and still_open <= 0.5)   as p50_seconds,
       min(age_from + (age_until - age_from) * (open_before - 0.1) / (open_before - still_open))
           filter (where open_before > 0.1 and still_open <= 0.1)   as p90_seconds,
       min(age_from + (age_until - age_from) * (open_before - 0.01) / (open_before - still_open))
           filter (where open_before > 0.01 and still_open <= 0.01) as p99_seconds,
       case when max(bin) = 64 or min(still_open) = 0
            then sum((open_before - still_open) * (age_from + age_until) / 2) + min(still_open) * max(bin_unit) * 1024
       end                                                          as restricted_mean_seconds
  from stepped
 group by use_case, plan_version, kpi, arm, week_date, segment_dimension, segment_value;

comment on view report.processing_time_quantiles is 'Grain: plan version × KPI of type duration × arm × week × slice. How long things take, open cases counted rightly (Kaplan–Meier from age bins, each at most an eighth of its ages wide). report.processing_time has the mean of the ended cases.';
comment on column report.processing_time_quantiles.use_case is 'Use case.';
comment on column report.processing_time_quantiles.plan_version is 'Version of the plan.';
comment on column report.processing_time_quantiles.kpi is 'Name of the KPI.';
comment on column report.processing_time_quantiles.arm is 'Arm of the units.';
comment on column report.processing_time_quantiles.week_date is 'Monday of the ISO week in which the unit''s first decision was taken, UTC.';
comment on column report.processing_time_quantiles.segment_dimension is 'Dimension the row is cut by; empty: everything.';
comment on column report.processing_time_quantiles.segment_value is 'Value of the dimension; empty: everything.';
comment on column report.processing_time_quantiles.case_count is 'Cases that have begun and were followed for a bin at least. Additive over weeks, arms and the values of one dimension.';
comment on column report.processing_time_quantiles.p50_seconds is 'Half of the cases end within this time, in seconds; null while too few have ended. Not additive.';
comment on column report.processing_time_quantiles.p90_seconds is 'Nine of ten cases end within this time, likewise. Not additive.';
comment on column report.processing_time_quantiles.p99_seconds is 'Ninety-nine of a hundred cases end within this time, likewise. Not additive.';
comment on column report.processing_time_quantiles.restricted_mean_seconds is 'Mean time until the end or the KPI''s horizon, whichever comes first, in seconds; null while no case was followed so far. Not additive.';

-- Who decides ----------------------------------------------------------------------------------------------------------

create view report.actor_decisions as
with weekly as (
    select d.use_case, d.plan_version, d.actor_type, d.mode, date_trunc('week', d.cohort_date)::date as week_date,
           d.segment_values, count(*) as decisions
      from outcome.decisions d
     where d.is_counted
     group by d.use_case, d.plan_version, d.actor_type, d.mode, 5, d.segment_values
), sliced as (
    select w.use_case, w.plan_version, w.actor_type, w.mode, w.week_date, s.segment_dimension, s.segment_value,
           sum(w.decisions) as decisions
      from weekly w
      join outcome.plan_versions v using (use_case, plan_version)
     cross join lateral (
           select '', ''
           union all
           select * from unnest(v.segment_names, w.segment_values)) s (segment_dimension, segment_value)
     group by w.use_case, w.plan_version, w.actor_type, w.mode, w.week_date, s.segment_dimension, s.segment_value
)
select use_case,
       plan_version,
       actor_type,
       mode,
       week_date,
       segment_dimension,
       segment_value,
       decisions::bigint                          as decision_count,
       (sum(decisions) over slice)::bigint        as slice_decision_count,
       (decisions / sum(decisions) over slice)::double precision as decision_share
  from sliced
window slice as (partition by use_case, plan_version, week_date, segment_dimension, segment_value);

comment on view report.actor_decisions is 'Grain: plan version with a ledger × actor type × mode × week × slice. Who decides, and how far that takes effect: adoption, whatever the plan''s arms are.';
comment on column report.actor_decisions.use_case is 'Use case.';
comment on column report.actor_decisions.plan_version is 'Version of the plan.';
comment on column report.actor_decisions.actor_type is 'Who decided: MODEL, RULE, HUMAN or HYBRID.';
comment on column report.actor_decisions.mode is 'How far it took effect: AUTOMATED, ADVISORY or SHADOW.';
comment on column report.actor_decisions.week_date is 'Monday of the ISO week in which the unit''s first decision was taken, UTC.';
comment on column report.actor_decisions.segment_dimension is 'Dimension the row is cut by; empty: everything.';
comment on column report.actor_decisions.segment_value is 'Value of the dimension; empty: everything.';
comment on column report.actor_decisions.decision_count is 'Decisions that count. Additive over weeks, actor types, modes and the values of one dimension.';
comment on column report.actor_decisions.slice_decision_count is 'Decisions of all actors and modes in the week and slice. Not additive over these.';
comment on column report.actor_decisions.decision_share is 'decision_count over slice_decision_count, 0 to 1. Not additive.';

-- How reviews go --------------------------------------------------------------------------------------------------------

create view report.reviews as
select d.use_case,
       d.plan_version,
       d.arm,
       date_trunc('week', d.cohort_date)::date                            as week_date,
       s.segment_dimension,
       s.segment_value,
       count(*)                                                           as decision_count,
       count(d.review_verdict)                                            as reviewed_count,
       count(*) filter (where d.review_verdict = 'ACCEPTED')              as accepted_count,
       count(*) filter (where d.review_verdict = 'OVERRIDDEN')            as overridden_count,
       count(*) filter (where d.review_verdict = 'REVERSED')              as reversed_count,
       count(*) filter (where d.review_verdict = 'ESCALATED')             as escalated_count,
       count(*) filter (where d.review_verdict = 'STOPPED')               as stopped_count,
       (count(*) filter (where d.review_verdict = 'REVERSED') / nullif(count(d.review_verdict), 0)::double precision) as reversed_share,
       percentile_cont(0.5) within group (order by extract(epoch from d.reviewed_at - d.decided_at)::double precision)
                                                                          as p50_wait_seconds,
       percentile_cont(0.5) within group (order by extract(epoch from d.reviewed_at - d.review_started_at)::double precision)
                                                                          as p50_dwell_seconds,
       percentile_cont(0.9) within group (order by extract(epoch from d.reviewed_at - d.review_started_at)::double precision)
                                                                          as p90_dwell_seconds
  from outcome.decisions d
  join outcome.plan_versions v using (use_case, plan_version)
 cross join lateral (
       select '', ''
       union all
       select * from unnest(v.segment_names, d.segment_values)) s (segment_dimension, segment_value)
 where d.is_counted
 group by d.use_case, d.plan_version, d.arm, 4, s.segment_dimension, s.segment_value;

comment on view report.reviews is 'Grain: plan version with a ledger × arm × week × slice. How reviews end, by the latest verdict of each decision, and how long they take. report.oversight has the shares for every plan.';
comment on column report.reviews.use_case is 'Use case.';
comment on column report.reviews.plan_version is 'Version of the plan.';
comment on column report.reviews.arm is 'Arm of the decision.';
comment on column report.reviews.week_date is 'Monday of the ISO week in which the unit''s first decision was taken, UTC.';
comment on column report.reviews.segment_dimension is 'Dimension the row is cut by; empty: everything.';
comment on column report.reviews.segment_value is 'Value of the dimension; empty: everything.';
comment on column report.reviews.decision_count is 'Decisions that count. Additive over weeks, arms and the values of one dimension.';
comment on column report.reviews.reviewed_count is 'Of these, decisions with a review. Additive over weeks, arms and the values of one dimension.';
comment on column report.reviews.accepted_count is 'Of these, accepted. Additive over weeks, arms and the values of one dimension.';
comment on column report.reviews.overridden_count is 'Of these, overridden before they took effect. Additive over weeks, arms and the values of one dimension.';
comment on column report.reviews.reversed_count is 'Of these, reversed afterwards. Additive over weeks, arms and the values of one dimension.';
comment on column report.reviews.escalated_count is 'Of these, handed on. Additive over weeks, arms and the values of one dimension.';
comment on column report.reviews.stopped_count is 'Of these, stopped. Additive over weeks, arms and the values of one dimension.';
comment on column report.reviews.reversed_share is 'reversed_count over reviewed_count, 0 to 1; null where nobody reviewed. Not additive.';
comment on column report.reviews.p50_wait_seconds is 'Median time from the decision to its latest verdict, in seconds; null where nobody reviewed. Not additive.';
comment on column report.reviews.p50_dwell_seconds is 'Median time a reviewer took, from start to verdict, in seconds; null where no event says when it began. Not additive.';
comment on column report.reviews.p90_dwell_seconds is 'Nine of ten reviewers took at most this time, in seconds. Not additive.';

-- GrowthBook --------------------------------------------------------------------------------------------------------------

create view report.growthbook_assignments as
select d.subject_digest::text as subject_id,
       d.decision_id,
       d.decided_at           as assigned_at,
       d.use_case || ' v' || d.plan_version as experiment_id,
       d.arm                  as variation_id,
       d.actor_type,
       d.actor_id || case when d.actor_version = '' then '' else ':' || d.actor_version end as actor,
       d.mode,
       d.segment_values
  from outcome.decisions d
 where d.is_counted;

comment on view report.growthbook_assignments is 'Grain: one decision that counts, under a plan version with a ledger. For GrowthBook''s assignment query: select subject_id, assigned_at as timestamp, experiment_id, variation_id from report.growthbook_assignments.';
comment on column report.growthbook_assignments.subject_id is 'Whom the decision was about, as outcome.decisions.subject_digest tells it: GrowthBook''s identifier where subjects are randomised.';
comment on column report.growthbook_assignments.decision_id is 'The decision: GrowthBook''s identifier where decisions are randomised.';
comment on column report.growthbook_assignments.assigned_at is 'Event time of the decision; GrowthBook''s timestamp.';
comment on column report.growthbook_assignments.experiment_id is 'Use case and version of the plan, for example claims-triage v1.';
comment on column report.growthbook_assignments.variation_id is 'The decision''s arm.';
comment on column report.growthbook_assignments.actor_type is 'Dimension: MODEL, RULE, HUMAN or HYBRID.';
comment on column report.growthbook_assignments.actor is 'Dimension: name of the actor, with its version behind a colon.';
comment on column report.growthbook_assignments.mode is 'Dimension: AUTOMATED, ADVISORY or SHADOW.';
comment on column report.growthbook_assignments.segment_values is 'Dimensions: values of the plan''s segments, in the order of outcome.plan_versions.segment_names.';

create view report.growthbook_facts as
select a.subject_digest::text as subject_id,
       a.decision_id,
       a.occurred_at,
       a.use_case || ' v' || a.plan_version as experiment_id,
       a.kpi,
       round(a.credit / 10::numeric ^ k.scale, k.scale) as value
  from outcome.attributed_outcomes a
  join outcome.kpis k using (use_case, plan_version, kpi)
 where a.role = 'value';

comment on view report.growthbook_facts is 'Grain: decision × KPI × outcome, under a plan version with a ledger. For GrowthBook''s fact tables: select subject_id, occurred_at as timestamp, kpi, value from report.growthbook_facts.';
comment on column report.growthbook_facts.subject_id is 'Whom the decision was about, as in report.growthbook_assignments.';
comment on column report.growthbook_facts.decision_id is 'The decision that the value is credited to.';
comment on column report.growthbook_facts.occurred_at is 'Event time of the outcome; GrowthBook''s timestamp.';
comment on column report.growthbook_facts.experiment_id is 'Use case and version of the plan, as in report.growthbook_assignments.';
comment on column report.growthbook_facts.kpi is 'Name of the KPI: a fact''s filter.';
comment on column report.growthbook_facts.value is 'What the decision gets of the outcome, in the KPI''s unit, before any cap; a yes is 1, a no is 0. Additive.';

-- Where a lift comes from -----------------------------------------------------------------------------------------------

comment on function report.explain_lift(text, int, text, text, text, text) is
    'The sums a row of report.lifts is made of: one row for the baseline and one for the candidate arm, from the cells. mean and variance are what the sums give: total over units (of a ratio over the denominator), variance of a unit (of a ratio linearised around it). value_sum is an integer: divide by value_divisor for the KPI''s unit. Leave dimension and value out for the whole plan. Of a duration these are sums of the cases that have ended; the lift is of the mean within the horizon, which counts open cases too (Kaplan–Meier, from outcome.age_cells; report.processing_time_quantiles by week), and so differs from them.';
