-- 06 · Joins: which outcomes may be credited to which decisions, for which KPI.

-- The outcomes a KPI reads. A duration may read two: role tells what for.
create unlogged table reading_kpi as
select plan_id, place, kpi_type, scale, window_ms, join_by, model, first_percent, last_percent, half_life_ms,
       r.outcome, r.role
  from kpi
 cross join lateral (values (outcome, 'value'), (from_outcome, 'from'), (to_outcome, 'to')) r (outcome, role)
 where r.outcome is not null;

-- Touches of an outcome: the decisions of its journey in whose window it lies. Which of them count depends on the view;
-- where none is ever superseded all views see the same ones (viewpoint null), else each view has a row for each.
create unlogged table possible_touch as
select k.plan_id, k.place, k.role, o.version_no, d.decision_no, d.decided_at, d.superseded_at,
       bool_or(d.superseded_at is not null) over (partition by k.plan_id, k.place, k.role, o.version_no) as disputed
  from reading_kpi k
  join decision d using (plan_id)
  join outcome_version o on o.journey_id = d.journey_id and o.outcome = k.outcome
 where k.join_by = 'subject'
   and o.status <> 'CANCELLED'
   and o.occurred_at >= d.decided_at
   and o.occurred_at - d.decided_at < k.window_ms;
analyze possible_touch;

create unlogged table touch as
select plan_id, place, role, version_no, decision_no, decided_at, null::bigint as viewpoint
  from possible_touch
 where not disputed
union all
select t.plan_id, t.place, t.role, t.version_no, t.decision_no, t.decided_at, v.cutoff
  from possible_touch t
  join (select distinct plan_id, place, role, version_no, cutoff
          from possible_touch
          join member using (plan_id, place, decision_no)
         where disputed) v using (plan_id, place, role, version_no)
 where t.superseded_at is null or t.superseded_at >= v.cutoff;
analyze touch;
