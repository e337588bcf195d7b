-- What the sums of the ledger answer at once: who decides, how reviews go, how long they take, by actor type and mode; and the
-- dimensions that had no table of their own. Columns of views that were there keep their place, names and types.

-- Dimensions ------------------------------------------------------------------------------------------------------------

create view outcome.use_cases as
select use_case,
       count(*)::int                                                          as plan_version_count,
       max(plan_version)                                                      as latest_plan_version,
       (array_agg(baseline_arm order by plan_version desc))[1]                as baseline_arm,
       (select min(c.cohort_date) from outcome.cell_partials c where c.use_case = v.use_case and c.decision_count > 0) as first_cohort_date,
       (select max(c.cohort_date) from outcome.cell_partials c where c.use_case = v.use_case and c.decision_count > 0) as last_cohort_date
  from outcome.plan_versions v
 group by use_case;

comment on view outcome.use_cases is 'Grain: one use case that has a plan.';
comment on column outcome.use_cases.use_case is 'Use case.';
comment on column outcome.use_cases.plan_version_count is 'Versions of its plan. Additive.';
comment on column outcome.use_cases.latest_plan_version is 'The newest of them.';
comment on column outcome.use_cases.baseline_arm is 'Arm that every other is compared with, in the newest version.';
comment on column outcome.use_cases.first_cohort_date is 'First UTC day with a decision that counts, in any version; null: none yet.';
comment on column outcome.use_cases.last_cohort_date is 'Last such day; null: none yet.';

create view outcome.segments as
select c.use_case,
       c.plan_version,
       u.place::int               as segment_place,
       v.segment_names[u.place]   as segment_dimension,
       u.value                    as segment_value,
       sum(c.decisions)::bigint   as decision_count,
       min(c.first_date)          as first_cohort_date,
       max(c.last_date)           as last_cohort_date
  from (select use_case, plan_version, segment_values, sum(decision_count) as decisions,
               min(cohort_date) as first_date, max(cohort_date) as last_date
          from outcome.cell_partials
         where decision_count > 0
         group by use_case, plan_version, segment_values) c
  join outcome.plan_versions v using (use_case, plan_version)
 cross join lateral unnest(c.segment_values) with ordinality as u (value, place)
 group by c.use_case, c.plan_version, u.place, v.segment_names, u.value;

comment on view outcome.segments is 'Grain: plan version × dimension × value that occurred.';
comment on column outcome.segments.use_case is 'Use case.';
comment on column outcome.segments.plan_version is 'Version of the plan.';
comment on column outcome.segments.segment_place is 'Place of the dimension in plan_versions.segment_names, from 1.';
comment on column outcome.segments.segment_dimension is 'Name of the dimension.';
comment on column outcome.segments.segment_value is 'Value; (none) where the events name none.';
comment on column outcome.segments.decision_count is 'Decisions that count. Additive over the values of one dimension, not over dimensions and plan versions.';
comment on column outcome.segments.first_cohort_date is 'First UTC day with such a decision.';
comment on column outcome.segments.last_cohort_date is 'Last UTC day with such a decision.';

-- Times of the ledger -----------------------------------------------------------------------------------------------------

create function report.time_quantiles(bins int[], counts bigint[])
returns table (case_count bigint, p50_seconds double precision, p90_seconds double precision, p99_seconds double precision)
language sql immutable parallel safe
begin atomic
    -- Within a bin cases lie evenly.
    select sum(n)::bigint,
           min(from_s + (until_s - from_s) * (0.5 * total - before) / n)  filter (where before < 0.5 * total and 0.5 * total <= before + n),
           min(from_s + (until_s - from_s) * (0.9 * total - before) / n)  filter (where before < 0.9 * total and 0.9 * total <= before + n),
           min(from_s + (until_s - from_s) * (0.99 * total - before) / n) filter (where before < 0.99 * total and 0.99 * total <= before + n)
      from (select bin, n, sum(n) over () as total, sum(n) over (order by bin rows unbounded preceding) - n as before,
                   (((bin - 1) - 4 * greatest(0, (bin - 1) / 4 - 1))::bigint << greatest(0, (bin - 1) / 4 - 1)) / 1000::double precision as from_s,
                   ((bin - 4 * greatest(0, bin / 4 - 1))::bigint << greatest(0, bin / 4 - 1)) / 1000::double precision               as until_s
              from (select u.bin, sum(u.n)::double precision as n
                      from unnest(bins, counts) u (bin, n)
                     group by u.bin
                    having sum(u.n) > 0) counted) placed;
end;
comment on function report.time_quantiles(int[], bigint[]) is
    'Quantiles of times that were counted by bin, in seconds: bins and counts as in outcome.ledger_times, in any order, those of several rows one behind the other. Exact to a bin: a quarter of a power of two at most.';

create or replace view report.actor_decisions as
with summed as (
    select use_case, plan_version, actor_type, mode, week_date, segment_place, segment_value, sum(decision_count) as decisions
      from outcome.ledger_week_partials
     group by use_case, plan_version, actor_type, mode, week_date, segment_place, segment_value
    having sum(decision_count) > 0
)
select s.use_case,
       s.plan_version,
       s.actor_type,
       s.mode,
       s.week_date,
       coalesce(v.segment_names[s.segment_place], '')                as segment_dimension,
       s.segment_value,
       s.decisions::bigint                                           as decision_count,
       (sum(s.decisions) over slice)::bigint                         as slice_decision_count,
       (s.decisions / sum(s.decisions) over slice)::double precision as decision_share
  from summed s
  join outcome.plan_versions v using (use_case, plan_version)
window slice as (partition by s.use_case, s.plan_version, s.week_date, s.segment_place, s.segment_value);

create or replace view report.reviews as
with summed as (
    -- Counts and times in one sum: two sums joined is what the planner knows least about.
    select use_case, plan_version, arm, week_date, segment_place, segment_value,
           sum(decision_count) filter (where stretch is null)                                      as decisions,
           sum(decision_count) filter (where review_verdict <> '')                                 as reviewed,
           sum(decision_count) filter (where review_verdict = 'ACCEPTED')                          as accepted,
           sum(decision_count) filter (where review_verdict = 'OVERRIDDEN')                        as overridden,
           sum(decision_count) filter (where review_verdict = 'REVERSED')                          as reversed,
           sum(decision_count) filter (where review_verdict = 'ESCALATED')                         as escalated,
           sum(decision_count) filter (where review_verdict = 'STOPPED')                           as stopped,
           sum(decision_count) filter (where is_overturned)                                        as overturned,
           array_agg(bin) filter (where stretch = 'wait')                                          as wait_bins,
           array_agg(decision_count) filter (where stretch = 'wait')                               as wait_counts,
           array_agg(bin) filter (where stretch = 'dwell')                                         as dwell_bins,
           array_agg(decision_count) filter (where stretch = 'dwell')                              as dwell_counts
      from (select use_case, plan_version, arm, week_date, segment_place, segment_value, decision_count, review_verdict, is_overturned, null as stretch, null::int as bin
              from outcome.ledger_week_partials
             union all
            select use_case, plan_version, arm, week_date, segment_place, segment_value, decision_count, null, null, stretch, bin
              from outcome.ledger_time_partials
             where stretch in ('wait', 'dwell')) p
     group by use_case, plan_version, arm, week_date, segment_place, segment_value
    having sum(decision_count) filter (where stretch is null) > 0
)
select s.use_case,
       s.plan_version,
       s.arm,
       s.week_date,
       coalesce(v.segment_names[s.segment_place], '') as segment_dimension,
       s.segment_value,
       s.decisions::bigint                            as decision_count,
       coalesce(s.reviewed, 0)::bigint                as reviewed_count,
       coalesce(s.accepted, 0)::bigint                as accepted_count,
       coalesce(s.overridden, 0)::bigint              as overridden_count,
       coalesce(s.reversed, 0)::bigint                as reversed_count,
       coalesce(s.escalated, 0)::bigint               as escalated_count,
       coalesce(s.stopped, 0)::bigint                 as stopped_count,
       (coalesce(s.reversed, 0) / nullif(s.reviewed, 0))::double precision as reversed_share,
       w.p50_seconds                                  as p50_wait_seconds,
       d.p50_seconds                                  as p50_dwell_seconds,
       d.p90_seconds                                  as p90_dwell_seconds
  from summed s
  join outcome.plan_versions v using (use_case, plan_version)
 cross join lateral report.time_quantiles(s.wait_bins, s.wait_counts) w
 cross join lateral report.time_quantiles(s.dwell_bins, s.dwell_counts) d;
comment on view report.reviews is 'Grain: plan version with a ledger × arm × week × slice. How reviews end, by the latest verdict of each decision, and how long they take, exact to a quarter of a power of two. report.oversight has the shares for every plan, report.actor_oversight cuts by who decided.';
comment on column report.reviews.p50_wait_seconds is 'Median time from the decision to its latest verdict, in seconds; null where nobody reviewed. What was given before the decision counts as at once. Not additive.';

create view report.actor_oversight as
with summed as (
    -- Counts and times in one sum: two sums joined is what the planner knows least about.
    select use_case, plan_version, actor_type, mode, week_date, segment_place, segment_value,
           sum(decision_count) filter (where stretch is null)                                      as decisions,
           sum(decision_count) filter (where review_verdict <> '')                                 as reviewed,
           sum(decision_count) filter (where review_verdict = 'ACCEPTED')                          as accepted,
           sum(decision_count) filter (where review_verdict = 'OVERRIDDEN')                        as overridden,
           sum(decision_count) filter (where review_verdict = 'REVERSED')                          as reversed,
           sum(decision_count) filter (where review_verdict = 'ESCALATED')                         as escalated,
           sum(decision_count) filter (where review_verdict = 'STOPPED')                           as stopped,
           sum(decision_count) filter (where is_overturned)                                        as overturned,
           array_agg(bin) filter (where stretch = 'wait')                                          as wait_bins,
           array_agg(decision_count) filter (where stretch = 'wait')                               as wait_counts,
           array_agg(bin) filter (where stretch = 'dwell')                                         as dwell_bins,
           array_agg(decision_count) filter (where stretch = 'dwell')                              as dwell_counts
      from (select use_case, plan_version, actor_type, mode, week_date, segment_place, segment_value, decision_count, review_verdict, is_overturned, null as stretch, null::int as bin
              from outcome.ledger_week_partials
             union all
            select use_case, plan_version, actor_type, mode, week_date, segment_place, segment_value, decision_count, null, null, stretch, bin
              from outcome.ledger_time_partials
             where stretch in ('wait', 'dwell')) p
     group by use_case, plan_version, actor_type, mode, week_date, segment_place, segment_value
    having sum(decision_count) filter (where stretch is null) > 0
)
select s.use_case,
       s.plan_version,
       s.actor_type,
       s.mode,
       s.week_date,
       coalesce(v.segment_names[s.segment_place], '') as segment_dimension,
       s.segment_value,
       s.decisions::bigint                            as decision_count,
       coalesce(s.reviewed, 0)::bigint                as reviewed_count,
       coalesce(s.overturned, 0)::bigint              as overturned_count,
       coalesce(s.overridden, 0)::bigint              as overridden_count,
       coalesce(s.reversed, 0)::bigint                as reversed_count,
       (coalesce(s.reviewed, 0) / s.decisions)::double precision             as review_share,
       (coalesce(s.overturned, 0) / nullif(s.reviewed, 0))::double precision as overturned_share,
       (coalesce(s.reversed, 0) / nullif(s.reviewed, 0))::double precision   as reversed_share,
       w.p50_seconds                                  as p50_wait_seconds,
       d.p50_seconds                                  as p50_dwell_seconds,
       d.p90_seconds                                  as p90_dwell_seconds
  from summed s
  join outcome.plan_versions v using (use_case, plan_version)
 cross join lateral report.time_quantiles(s.wait_bins, s.wait_counts) w
 cross join lateral report.time_quantiles(s.dwell_bins, s.dwell_counts) d;

comment on view report.actor_oversight is 'Grain: plan version with a ledger × actor type × mode × week × slice. How much people look at decisions, how often they decide otherwise and how long it takes them: report.oversight, whatever the plan''s arms are.';
comment on column report.actor_oversight.use_case is 'Use case.';
comment on column report.actor_oversight.plan_version is 'Version of the plan.';
comment on column report.actor_oversight.actor_type is 'Who decided: MODEL, RULE, HUMAN or HYBRID.';
comment on column report.actor_oversight.mode is 'How far it took effect: AUTOMATED, ADVISORY or SHADOW.';
comment on column report.actor_oversight.week_date is 'Monday of the ISO week in which the unit''s first decision was taken, UTC.';
comment on column report.actor_oversight.segment_dimension is 'Dimension the row is cut by; empty: everything.';
comment on column report.actor_oversight.segment_value is 'Value of the dimension; empty: everything.';
comment on column report.actor_oversight.decision_count is 'Decisions that count. Additive over weeks, actor types, modes and the values of one dimension.';
comment on column report.actor_oversight.reviewed_count is 'Of these, decisions that somebody reviewed. Additive over weeks, actor types, modes and the values of one dimension.';
comment on column report.actor_oversight.overturned_count is 'Of these, decisions that a review overrode or reversed. Additive over weeks, actor types, modes and the values of one dimension.';
comment on column report.actor_oversight.overridden_count is 'Reviewed decisions whose latest verdict is OVERRIDDEN: before they took effect. Additive over weeks, actor types, modes and the values of one dimension.';
comment on column report.actor_oversight.reversed_count is 'Reviewed decisions whose latest verdict is REVERSED: afterwards. Additive over weeks, actor types, modes and the values of one dimension.';
comment on column report.actor_oversight.review_share is 'reviewed_count over decision_count, 0 to 1. Not additive.';
comment on column report.actor_oversight.overturned_share is 'overturned_count over reviewed_count, 0 to 1; null where nobody reviewed. Not additive.';
comment on column report.actor_oversight.reversed_share is 'reversed_count over reviewed_count, 0 to 1; null where nobody reviewed. Not additive.';
comment on column report.actor_oversight.p50_wait_seconds is 'Median time from the decision to its latest verdict, in seconds; null where nobody reviewed. Not additive.';
comment on column report.actor_oversight.p50_dwell_seconds is 'Median time a reviewer took, from start to verdict, in seconds; null where no event says when it began. Not additive.';
comment on column report.actor_oversight.p90_dwell_seconds is 'Nine of ten reviewers took at most this time, in seconds. Not additive.';

create view report.actor_times as
with summed as (
    select use_case, plan_version, actor_type, mode, week_date, segment_place, segment_value,
           array_agg(bin) as bins, array_agg(decision_count) as counts
      from outcome.ledger_time_partials
     where stretch = 'decision'
     group by use_case, plan_version, actor_type, mode, week_date, segment_place, segment_value
)
select s.use_case,
       s.plan_version,
       s.actor_type,
       s.mode,
       s.week_date,
       coalesce(v.segment_names[s.segment_place], '') as segment_dimension,
       s.segment_value,
       q.case_count                                   as decision_count,
       q.p50_seconds,
       q.p90_seconds,
       q.p99_seconds
  from summed s
  join outcome.plan_versions v using (use_case, plan_version)
 cross join lateral report.time_quantiles(s.bins, s.counts) q
 where q.case_count > 0;

comment on view report.actor_times is 'Grain: plan version with a ledger × actor type × mode × week × slice. How long decisions take, from request to decision, whatever the plan''s arms are; exact to a quarter of a power of two. KPIs of time, which may end later than the decision: report.processing_time.';
comment on column report.actor_times.use_case is 'Use case.';
comment on column report.actor_times.plan_version is 'Version of the plan.';
comment on column report.actor_times.actor_type is 'Who decided: MODEL, RULE, HUMAN or HYBRID.';
comment on column report.actor_times.mode is 'How far it took effect: AUTOMATED, ADVISORY or SHADOW.';
comment on column report.actor_times.week_date is 'Monday of the ISO week in which the unit''s first decision was taken, UTC.';
comment on column report.actor_times.segment_dimension is 'Dimension the row is cut by; empty: everything.';
comment on column report.actor_times.segment_value is 'Value of the dimension; empty: everything.';
comment on column report.actor_times.decision_count is 'Decisions that count and whose event says when they were asked for. Additive over weeks, actor types, modes and the values of one dimension.';
comment on column report.actor_times.p50_seconds is 'Half of the decisions were taken within this time, in seconds. Not additive.';
comment on column report.actor_times.p90_seconds is 'Nine of ten, likewise. Not additive.';
comment on column report.actor_times.p99_seconds is 'Ninety-nine of a hundred, likewise. Not additive.';

-- For every plan, and more for those with a ledger -------------------------------------------------------------------------

create or replace view report.oversight as
select use_case, plan_version, arm, week_date, segment_dimension, segment_value,
       sum(decision_count)::bigint                                              as decision_count,
       sum(reviewed_count)::bigint                                              as reviewed_count,
       sum(overturned_count)::bigint                                            as overturned_count,
       sum(reviewed_count)::bigint / nullif(sum(decision_count)::bigint, 0)::double precision     as review_share,
       sum(overturned_count)::bigint / nullif(sum(reviewed_count)::bigint, 0)::double precision   as overturned_share,
       sum(overridden_count)::bigint                                            as overridden_count,
       sum(reversed_count)::bigint                                              as reversed_count,
       max(reversed_share)                                                      as reversed_share,
       max(p50_wait_seconds)                                                    as p50_wait_seconds,
       max(p50_dwell_seconds)                                                   as p50_dwell_seconds,
       max(p90_dwell_seconds)                                                   as p90_dwell_seconds
  from (select use_case, plan_version, arm, week_date, segment_dimension, segment_value, decision_count, reviewed_count, overturned_count,
               null::bigint as overridden_count, null::bigint as reversed_count, null::double precision as reversed_share,
               null::double precision as p50_wait_seconds, null::double precision as p50_dwell_seconds,
               null::double precision as p90_dwell_seconds
          from report.weekly_decisions
         union all
        select use_case, plan_version, arm, week_date, segment_dimension, segment_value, null, null, null,
               overridden_count, reversed_count, reversed_share, p50_wait_seconds, p50_dwell_seconds, p90_dwell_seconds
          from report.reviews) both_sums
 group by use_case, plan_version, arm, week_date, segment_dimension, segment_value
having count(decision_count) > 0;
comment on view report.oversight is 'Grain: plan version × arm × week × slice. How much people look at decisions, how often they decide otherwise, and, under plans with a ledger, how and how fast. By actor type and mode: report.actor_oversight.';
comment on column report.oversight.overridden_count is 'Decisions whose latest verdict is OVERRIDDEN: before they took effect. Null without a ledger, or where its month was let go. Additive over weeks, arms and the values of one dimension.';
comment on column report.oversight.reversed_count is 'Decisions whose latest verdict is REVERSED: afterwards. Null without a ledger, or where its month was let go. Additive like overridden_count.';
comment on column report.oversight.reversed_share is 'reversed_count over the reviewed decisions of the ledger, 0 to 1; null without a ledger, where nobody reviewed or where its month was let go. Not additive.';
comment on column report.oversight.p50_wait_seconds is 'Median time from the decision to its latest verdict, in seconds; null likewise. Not additive.';
comment on column report.oversight.p50_dwell_seconds is 'Median time a reviewer took, from start to verdict, in seconds; null likewise, or where no event says when it began. Not additive.';
comment on column report.oversight.p90_dwell_seconds is 'Nine of ten reviewers took at most this time, in seconds; null likewise. Not additive.';

comment on view report.adoption is 'Grain: plan version × arm × week × slice. How decisions are shared out among the arms; where the plan''s arms are actor types or versions, among these. By actor type and mode, whatever the arms: report.actor_decisions.';
