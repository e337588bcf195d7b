-- 04 · Joins: which outcome belongs to which decision, for which KPI.

-- By decision_id, within the KPI's half-open window of event time from the decision.
create view joined_outcome as
select d.plan_id, d.record_id, k.kpi, o.occurred_at, o.value,
       case when k.kpi_type = 'amount' then trunc(o.value::text::numeric * 10::numeric ^ k.scale, 0) end as fixed_point
  from counting_decision d
  join standing_outcome o using (plan_id, subject_id, decision_id)
  join kpi k on k.plan_id = d.plan_id and k.outcome = o.outcome
 where o.occurred_at >= d.decided_at
   and o.occurred_at - d.decided_at < k.window_ms;

-- Reviews, by decision_id.
create unlogged table reviewed_decision as
select d.plan_id, d.record_id, r.overturned
  from counting_decision d
  join review r using (plan_id, subject_id, decision_id);
analyze reviewed_decision;
