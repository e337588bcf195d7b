-- 15 · Conservation: every event that came in is accounted for, once. By (topic, partition, offset), not by counting: what is
-- lost here and counted twice there does not cancel out.
--
-- A plan that an event concerns has accepted it, or says why not in quarantine, or waits for the decision it names. What was
-- accepted is as recomputed; what was refused is as found. The pipeline tells of what it accepted by sums per plan and day, so
-- these are what it is held to.

-- Facts that another one, at most a horizon away, outdid: other versions of one id, what was amended, cancelled or replaced.
create unlogged table outdone_fact as
select d.plan_id, d.record_id
  from decision d
  join plan p using (plan_id)
 where d.reading = 3
   and d.decision_no in (select decision_no from questionable_decision)
   and not counts(d, d.decided_at - p.horizon_ms, d.decided_at + p.horizon_ms)
union
select o.plan_id, o.record_id
  from outcome_version o
  join plan p using (plan_id)
 where o.reading = 3
   and o.version_no in (select version_no from questionable_outcome)
   and not stands(o.version_no, o.occurred_at - p.horizon_ms, o.occurred_at + p.horizon_ms);
analyze outdone_fact;

-- What was recomputed of each event and plan: null where it was refused. An event without a subject may be a fact of several
-- journeys: it counts once, but as often as that among the facts.
create unlogged table verdict as
select e.record_id, e.plan_id, count(*) filter (where e.reason is null) as accepted,
       min(case when e.reason is not null     then null
                when f.record_id is null      then 3 -- repeats a fact
                when outdone.record_id is null then 1 -- is a fact
                else 2 end) as class                  -- is one that another outdid
  from (select record_id, plan_id, subject_id, reason from judged_decision
        union all
        select record_id, plan_id, subject_id, reason from judged_outcome
        union all
        select record_id, plan_id, subject_id, reason from judged_review) e
  left join (select plan_id, subject_id, record_id from decision_fact
             union all
             select plan_id, subject_id, record_id from outcome_fact
             union all
             select plan_id, subject_id, record_id from review_fact) f using (plan_id, subject_id, record_id)
  left join outdone_fact outdone on (outdone.plan_id, outdone.record_id) = (e.plan_id, e.record_id)
 group by e.record_id, e.plan_id
union all
select record_id, plan_id, 0, 4 from waiting;
analyze verdict;

-- What was read. A tick is no event, but may lie in quarantine.
create unlogged table read_record as
select record_id, topic, partition, record_offset, tick is null as is_event from decision_record
union all
select record_id, topic, partition, record_offset, tick is null from outcome_record
union all
select record_id, topic, partition, record_offset, tick is null from review_record;
analyze read_record;

-- What was found. A decision whose id cannot be found (too_many_subjects) is measured all the same.
create unlogged table found_refusal as
select r.record_id, q.topic, q.partition, q.record_offset, q.use_case, q.plan_version
  from ops.quarantined_records q
  left join read_record r using (topic, partition, record_offset)
 where q.reason <> 'too_many_subjects';
analyze found_refusal;

-- In how many of these places each event lies, for each plan it concerns: it should be one.
create unlogged table event_place as
select record_id, plan_id, v.accepted, v.class, f.record_id is not null as refused,
       case when v.class is null then 0 else 1 end + case when f.record_id is null then 0 else 1 end as places
  from (select v.*, coalesce(p.use_case, '') as use_case, coalesce(p.plan_version, 0) as plan_version
          from verdict v
          left join plan p using (plan_id)) v
  full join (select distinct f.record_id, use_case, plan_version
               from found_refusal f
               join read_record r using (record_id)
              where r.is_event) f using (record_id, use_case, plan_version);
analyze event_place;

-- Several plans may judge one event: it is what it is for the plan that uses it most. It is lost if one plan has lost it.
create unlogged table event_account as
select r.record_id, r.topic, r.partition, r.record_offset,
       case when coalesce(min(e.places), 0) = 0 then 'unaccounted'
            -- Refused by whom it does not concern, and judged by whom it does, is two places as well.
            when max(e.places) > 1 or bool_or(e.accepted is null) and count(*) > 1 then 'twice'
            else coalesce((array['measured', 'outdone', 'repeated', 'waiting'])[min(e.class)], 'quarantined') end as class
  from read_record r
  left join event_place e using (record_id)
 where r.is_event
 group by r.record_id, r.topic, r.partition, r.record_offset;

insert into difference
select 11, 'conservation', topic, 'events', count(*) || ' read, each in one place',
       concat_ws(' and ',
                 nullif(count(*) filter (where class = 'unaccounted'), 0) || ' in none',
                 nullif(count(*) filter (where class = 'twice'), 0) || ' in two')
       || ', the first ' || (array_agg(format('%s@%s', partition, record_offset) order by partition, record_offset)
                           filter (where class in ('unaccounted', 'twice')))[1]
  from event_account
 group by topic
having bool_or(class in ('unaccounted', 'twice'));

insert into difference
select 11, 'conservation', topic, 'quarantine', 'of records read', count(*) || ' of records that were not, the first '
       || (array_agg(format('%s@%s', partition, record_offset) order by partition, record_offset))[1]
  from found_refusal
 where record_id is null
 group by topic;

-- And what the published days of join health add up to is what came in.
insert into difference
select 11, 'conservation', format('%s v%s', p.use_case, p.plan_version), 'events',
       format('%s came in, %s of them refused, %s wait', came, refused, wait),
       format('%s facts + %s repeated', facts, repeated)
  from (select plan_id, sum(greatest(accepted, 1)) as came, count(*) filter (where refused) as refused,
               count(*) filter (where class = 4) as wait
          from event_place
         where plan_id is not null
         group by plan_id) e
  join plan p using (plan_id)
  join lateral (
       select coalesce(sum(decision_fact_count + outcome_fact_count + review_fact_count), 0) as facts,
              coalesce(sum(duplicate_count), 0) as repeated
         from outcome.join_health h
        where (h.use_case, h.plan_version) = (p.use_case, p.plan_version)) h on true
 where came - refused - wait <> facts + repeated;
