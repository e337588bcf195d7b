-- 06 · Joins: to which decisions an outcome may be credited, for which KPI.

-- The outcomes a KPI reads. A duration may read two: role tells what for.
create unlogged table reading_kpi as
select plan_id, place, kpi_type, scale, window_ms, join_by, model, first_percent, last_percent, half_life_ms,
       r.outcome, r.role
  from kpi
 cross join lateral (values (outcome, 'value'), (from_outcome, 'from'), (to_outcome, 'to')) r (outcome, role)
 where r.outcome is not null;
analyze reading_kpi;

-- What an outcome is worth as a whole, as fixed-point integer; of a duration only the time matters.
create function whole_value(kpi_type text, scale integer, value float8) returns numeric immutable language sql return
    case kpi_type when 'amount' then trunc(value::text::numeric * 10::numeric ^ scale, 0)
                  when 'count'  then trunc(10::numeric ^ scale, 0)
                  when 'binary' then value::numeric
                  else 0 end;

-- Direct: the decision that the outcome names gets all of it.
create unlogged table direct_claim as
select k.plan_id, k.place, k.role, o.version_no, d.decision_no, whole_value(k.kpi_type, k.scale, o.value) as amount
  from outcome_version o
  join reading_kpi k on (k.plan_id, k.outcome) = (o.plan_id, o.outcome)
  join decision d on (d.journey_id, d.decision_id) = (o.journey_id, o.decision_id)
 where k.join_by = 'direct'
   and o.status <> 'CANCELLED'
   and o.occurred_at >= d.decided_at
   and o.occurred_at - d.decided_at < k.window_ms;

-- By subject: its touches are the decisions in whose window it lies. Where each of them counts in every view, the first
-- and the last are known at once; no others are needed where one touch gets all.
create unlogged table touched as
select k.plan_id, k.place, k.role, o.version_no, min(d.decision_no) as first_no, max(d.decision_no) as last_no,
       bool_or(q.decision_no is not null) as in_question,
       count(*) > 1 and k.model not in ('first_touch', 'last_touch') as divided
  from outcome_version o
  join reading_kpi k on (k.plan_id, k.outcome) = (o.plan_id, o.outcome)
  join decision d on d.journey_id = o.journey_id
  left join questionable_decision q using (decision_no)
 where k.join_by = 'subject'
   and o.status <> 'CANCELLED'
   and o.occurred_at >= d.decided_at
   and o.occurred_at - d.decided_at < k.window_ms
 group by k.plan_id, k.place, k.role, k.model, o.version_no;
analyze touched;

-- All touches where they are needed. Where some are in question, each view (of the floor and the cutoff) has its own.
create unlogged table possible_touch as
select t.plan_id, t.place, t.role, t.version_no, t.in_question, d.decision_no, d.decided_at, q.decision_no is not null as questionable
  from touched t
  join kpi k using (plan_id, place)
  join outcome_version o using (version_no)
  join decision d on d.journey_id = o.journey_id
  left join questionable_decision q on q.decision_no = d.decision_no
 where (t.in_question or t.divided)
   and o.occurred_at >= d.decided_at
   and o.occurred_at - d.decided_at < k.window_ms;
analyze possible_touch;

create unlogged table touch as
select plan_id, place, role, version_no, decision_no, decided_at, null::bigint as floor_at, null::bigint as cutoff
  from possible_touch
 where not in_question
union all
select t.plan_id, t.place, t.role, t.version_no, t.decision_no, t.decided_at, v.floor_at, v.cutoff
  from possible_touch t
  join (select distinct plan_id, place, role, version_no, floor_at, cutoff
          from possible_touch
          join member using (plan_id, place, decision_no)
         where in_question) v using (plan_id, place, role, version_no)
  join decision d on d.decision_no = t.decision_no
 where t.in_question
   and (not t.questionable or counts(d, v.floor_at, v.cutoff));
analyze touch;
