-- 05 · Units: which decisions make up which unit of which KPI, and the cutoff of the view in which that KPI looks at
-- the unit. A unit is named by its first decision, which places it.

-- The KPIs that look at journeys by themselves, and as place 0 the head of a cell (decisions, reviews, arms), which
-- looks as far as the longest window of the plan.
create unlogged table look as
select plan_id, 0 as place, horizon_ms as window_ms from plan
union all
select plan_id, place, window_ms from kpi where kpi_type <> 'ratio';

-- For times in rising order: for each the first time of its episode. An episode takes every time less than a gap after
-- its first.
create function episode_starts(times bigint[], gap bigint) returns bigint[] immutable language plpgsql as $$
declare
    starts bigint[] := '{}';
    start  bigint;
    moment bigint;
begin
    foreach moment in array times loop
        if start is null or moment >= start + gap then
            start := moment;
        end if;
        starts := starts || start;
    end loop;
    return starts;
end $$;

-- Unit decision: every decision that counts in its own view. Unit subject: of the decisions that count in their own
-- view the first starts an episode, which takes every decision before start + horizon; of these a KPI sees those
-- before start + window that count in the episode's view.
create unlogged table member as
select d.plan_id, l.place, d.journey_id, d.decision_no as unit_no, d.decision_no, d.decided_at + l.window_ms as cutoff,
       d.decided_at as started_at
  from decision d
  join plan p using (plan_id)
  join look l using (plan_id)
 where p.unit = 'decision'
   and (d.superseded_at is null or d.superseded_at >= d.decided_at + l.window_ms)
union all
select e.plan_id, e.place, e.journey_id, e.unit_no, d.decision_no, e.started_at + e.window_ms, e.started_at
  from (select plan_id, place, window_ms, journey_id, started_at, min(decision_no) as unit_no
          from (select d.plan_id, l.place, l.window_ms, d.journey_id,
                       array_agg(d.decision_no order by d.decision_no) as decision_nos,
                       episode_starts(array_agg(d.decided_at order by d.decision_no), p.horizon_ms) as starts
                  from decision d
                  join plan p using (plan_id)
                  join look l using (plan_id)
                 where p.unit = 'subject'
                   and (d.superseded_at is null or d.superseded_at >= d.decided_at + l.window_ms)
                 group by d.plan_id, l.place, l.window_ms, d.journey_id, p.horizon_ms) chain
         cross join lateral unnest(decision_nos, starts) as s (decision_no, started_at)
         group by plan_id, place, window_ms, journey_id, started_at) e
  join decision d using (journey_id)
 where d.decided_at >= e.started_at
   and d.decided_at < e.started_at + e.window_ms
   and (d.superseded_at is null or d.superseded_at >= e.started_at + e.window_ms);
analyze member;

-- Units whose decisions lie in several arms, as far as the KPI sees them.
create unlogged table mixed_unit as
select m.plan_id, m.place, m.unit_no
  from member m
  join decision d using (decision_no)
 group by m.plan_id, m.place, m.unit_no
having min(d.arm) <> max(d.arm);
analyze mixed_unit;

-- A KPI does not see them where the plan says so.
delete from member m
 using mixed_unit x, plan p
 where (m.plan_id, m.place, m.unit_no) = (x.plan_id, x.place, x.unit_no)
   and p.plan_id = m.plan_id
   and p.several_arms = 'exclude'
   and m.place > 0;
