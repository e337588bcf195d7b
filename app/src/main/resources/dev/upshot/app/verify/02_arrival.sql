-- 02 · Arrival: the verdicts that depend on the order in which a task learnt of things. They are taken from the quarantine as
-- found; 14 checks that they are plausible: a bound that was exceeded was reached. Only decisions open cells, so only
-- decisions can exceed the bounds of segment values and cells.

create unlogged table found_verdict as
select q.topic, q.partition, q.record_offset, p.plan_id, q.reason collate "C" as reason
  from ops.quarantined_records q
  join plan p using (use_case, plan_version)
 where q.reason in ('journey_full', 'too_many_segment_values', 'too_many_cells');
analyze found_verdict;

update judged_decision e set reason = f.reason from found_verdict f
 where e.reason is null
   and (f.plan_id, f.topic, f.partition, f.record_offset) = (e.plan_id, e.topic, e.partition, e.record_offset);
update judged_outcome e set reason = f.reason from found_verdict f
 where e.reason is null
   and f.reason = 'journey_full'
   and (f.plan_id, f.topic, f.partition, f.record_offset) = (e.plan_id, e.topic, e.partition, e.record_offset);
update judged_review e set reason = f.reason from found_verdict f
 where e.reason is null
   and f.reason = 'journey_full'
   and (f.plan_id, f.topic, f.partition, f.record_offset) = (e.plan_id, e.topic, e.partition, e.record_offset);

-- The expected quarantine. Before a plan is chosen, use case and version are '' and 0.
create unlogged table refusal as
select topic, partition, record_offset, coalesce(use_case, '') as use_case, coalesce(plan_version, 0) as plan_version,
       reason
  from (select topic, partition, record_offset, plan_id, reason from judged_decision where reason is not null
        union all
        select distinct topic, partition, record_offset, plan_id, reason from judged_outcome where reason is not null
        union all
        select distinct topic, partition, record_offset, plan_id, reason from judged_review where reason is not null
        union all
        -- A decision that was taken and whose id cannot be found, as found.
        select q.topic, q.partition, q.record_offset, p.plan_id, q.reason collate "C"
          from ops.quarantined_records q
          join plan p using (use_case, plan_version)
         where q.reason = 'too_many_subjects' and p.resolve_subject
        union all
        select topic, partition, record_offset, null, reason from judged_tick where reason is not null) refused
  left join plan using (plan_id);
analyze refusal;
