-- 02 · Subjects: an outcome or review without a subject belongs to every subject with a decision of the id it names, taken by
-- the plan, in whose longest window it happened. If there is none it waits, and is refused when the clock has passed its time
-- by more than the lateness.

-- The clock of a generation that reads all partitions: the lowest, once each partition of each topic has one.
create unlogged table whole_clock as
select case when count(clock) = (select sum(partitions) from event_topic) then min(clock) else 0 end as clock
  from (select topic, partition, max(clock) as clock from tick_clock group by topic, partition) c;

create unlogged table borne_id as
select distinct plan_id, decision_id, subject_id, decided_at, horizon_ms, lateness_ms
  from judged_decision d
  join plan p using (plan_id)
 where p.resolve_subject
   and d.reason is null
   and not exists (select from ops.quarantined_records q
                    where (q.topic, q.partition, q.record_offset) = (d.topic, d.partition, d.record_offset)
                      and (q.use_case, q.plan_version, q.reason) = (p.use_case, p.plan_version, 'too_many_subjects'));
analyze borne_id;

create unlogged table found_outcome as
select e.*, s.found
  from judged_outcome e
  join (select distinct o.record_id, plan_id, b.subject_id as found
          from judged_outcome o
          join borne_id b using (plan_id, decision_id)
         where o.subject_id = '' and o.reason is null
           and o.occurred_at >= b.decided_at and o.occurred_at - b.decided_at < b.horizon_ms) s using (record_id, plan_id);

create unlogged table found_review as
select e.*, s.found
  from judged_review e
  join (select distinct r.record_id, plan_id, b.subject_id as found
          from judged_review r
          join borne_id b using (plan_id, decision_id)
         where r.subject_id = '' and r.reason is null
           and r.reviewed_at >= b.decided_at and r.reviewed_at - b.decided_at < b.horizon_ms) s using (record_id, plan_id);

update found_outcome set subject_id = found;
update found_review set subject_id = found;
alter table found_outcome drop column found;
alter table found_review drop column found;

update judged_outcome e set reason = 'unknown_decision'
  from plan p, whole_clock c
 where p.plan_id = e.plan_id and e.subject_id = '' and e.reason is null and e.occurred_at + p.lateness_ms < c.clock
   and not exists (select from found_outcome f where (f.record_id, f.plan_id) = (e.record_id, e.plan_id));
update judged_review e set reason = 'unknown_decision'
  from plan p, whole_clock c
 where p.plan_id = e.plan_id and e.subject_id = '' and e.reason is null and e.reviewed_at + p.lateness_ms < c.clock
   and not exists (select from found_review f where (f.record_id, f.plan_id) = (e.record_id, e.plan_id));

-- What still waits is neither accepted nor refused.
create unlogged table waiting as
select record_id, plan_id from judged_outcome e
 where subject_id = '' and reason is null
   and not exists (select from found_outcome f where (f.record_id, f.plan_id) = (e.record_id, e.plan_id))
union all
select record_id, plan_id from judged_review e
 where subject_id = '' and reason is null
   and not exists (select from found_review f where (f.record_id, f.plan_id) = (e.record_id, e.plan_id));

delete from judged_outcome where subject_id = '' and reason is null;
delete from judged_review where subject_id = '' and reason is null;
insert into judged_outcome select * from found_outcome;
insert into judged_review select * from found_review;
analyze judged_outcome;
analyze judged_review;
