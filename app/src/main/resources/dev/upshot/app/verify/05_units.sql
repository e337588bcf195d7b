-- 05 · Units: which decisions make up which unit of which KPI, and the view in which that KPI looks at the unit. A unit
-- is named by its first decision, which places it.

-- The KPIs that look at journeys by themselves, and as place 0 the head of a cell (decisions, reviews, arms), which
-- looks as far as the longest window of the plan.
create unlogged table look as
select plan_id, 0 as place, horizon_ms as window_ms from plan
union all
select plan_id, place, window_ms from kpi where kpi_type not in ('ratio', 'net');
analyze look;

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

-- A subject's episodes: its decisions taken, replaced or not, divided by the horizon.
create unlogged table episode as
select plan_id, journey_id, reading, min(decision_no) as unit_no, started_at
  from (select d.plan_id, d.journey_id, d.reading, array_agg(d.decision_no order by d.decision_no) as decision_nos,
               episode_starts(array_agg(d.decided_at order by d.decision_no), p.horizon_ms) as starts
          from decision d
          join plan p using (plan_id)
         where d.taken
         group by d.plan_id, d.journey_id, d.reading, p.horizon_ms) chain
 cross join lateral unnest(decision_nos, starts) as s (decision_no, started_at)
 group by plan_id, journey_id, reading, started_at;
analyze episode;

create unlogged table unit as
select d.plan_id, d.journey_id, d.decision_no as unit_no, d.decided_at as started_at
  from decision d
  join plan p using (plan_id)
 where p.unit = 'decision' and d.taken
union all
select e.plan_id, e.journey_id, e.unit_no, e.started_at
  from episode e
  join plan p using (plan_id)
 where p.unit = 'subject';
analyze unit;

-- The decisions of a unit that count in the KPI's view of it.
create unlogged table possible_member as
select u.plan_id, l.place, u.journey_id, u.unit_no, d.decision_no, u.started_at,
       u.started_at - p.horizon_ms as floor_at, u.started_at + l.window_ms as cutoff, q.decision_no is not null as in_question
  from unit u
  join plan p using (plan_id)
  join look l using (plan_id)
  join decision d on d.journey_id = u.journey_id
  left join questionable_decision q on q.decision_no = d.decision_no
 where case p.unit when 'decision' then d.decision_no = u.unit_no
                   else d.decided_at >= u.started_at and d.decided_at < u.started_at + l.window_ms end;

create unlogged table member as
select plan_id, place, journey_id, unit_no, decision_no, started_at, floor_at, cutoff
  from possible_member
 where not in_question
union all
select m.plan_id, m.place, m.journey_id, m.unit_no, m.decision_no, m.started_at, m.floor_at, m.cutoff
  from possible_member m
  join decision d using (decision_no)
 where m.in_question and counts(d, m.floor_at, m.cutoff);
analyze member;

-- Units whose decisions, the first one and those that count, lie in several arms as far as the KPI sees.
create unlogged table mixed_unit as
select m.plan_id, m.place, m.unit_no
  from member m
  join decision d using (decision_no)
  join decision f on f.decision_no = m.unit_no
 group by m.plan_id, m.place, m.unit_no
having bool_or(d.arm <> f.arm);
analyze mixed_unit;

-- A KPI does not see them where the plan says so.
delete from member m
 using mixed_unit x, plan p
 where (m.plan_id, m.place, m.unit_no) = (x.plan_id, x.place, x.unit_no)
   and p.plan_id = m.plan_id
   and p.several_arms = 'exclude'
   and m.place > 0;
