-- 02 · Arrival: the verdicts that depend on the order in which a task learnt of things.
--
-- Segment values and cells: taken from the quarantine as found; 14 checks that they are plausible: a bound that was exceeded was
-- reached. Only decisions open cells, so only decisions can exceed these bounds.

create unlogged table found_verdict as
select q.topic, q.partition, q.record_offset, p.plan_id, q.reason collate "C" as reason
  from ops.quarantined_records q
  join plan p using (use_case, plan_version)
 where q.reason in ('journey_full', 'too_many_segment_values', 'too_many_cells');
analyze found_verdict;

update judged_decision e set reason = f.reason from found_verdict f
 where e.reason is null
   and f.reason <> 'journey_full'
   and (f.plan_id, f.topic, f.partition, f.record_offset) = (e.plan_id, e.topic, e.partition, e.record_offset);

-- Journeys that may be full: they hold as many facts as they may, and refuse what comes then. Of each topic they hold the facts
-- that came first, and it is known how many there are in all. How many of them are of each topic depends on the order in which
-- a task read the topics: that, and no more, is taken as found. A fact is numbered by the first record that
-- tells it; records are numbered as they lie in their partition.
create unlogged table crowded_record as
select e.plan_id, e.subject_id, e.topic, e.partition, e.record_offset, e.record_id, e.at,
       min(e.record_id) over (partition by e.plan_id, e.subject_id, e.topic, e.fact) as fact_no,
       f.plan_id is not null as found_full
  from (select plan_id, subject_id, topic, partition, record_offset, record_id, decided_at as at,
               row(decision_id, decided_at, requested_at, arm, segment_values, supersedes, given, details)::text collate "C" as fact
          from judged_decision where reason is null
        union all
        select plan_id, subject_id, topic, partition, record_offset, record_id, occurred_at,
               row(outcome_id, outcome, occurred_at, value, decision_id, amends, status)::text collate "C"
          from judged_outcome where reason is null
        union all
        select plan_id, subject_id, topic, partition, record_offset, record_id, reviewed_at,
               row(decision_id, reviewed_at, overturned, details)::text collate "C"
          from judged_review where reason is null) e
  join (select plan_id, subject_id
          from (select plan_id, subject_id from judged_decision where reason is null
                union all
                select plan_id, subject_id from judged_outcome where reason is null
                union all
                select plan_id, subject_id from judged_review where reason is null) accepted
          join plan p using (plan_id)
         group by plan_id, subject_id, p.events_per_journey
        having count(*) > p.events_per_journey) many using (plan_id, subject_id)
  left join found_verdict f
    on f.reason = 'journey_full'
   and (f.plan_id, f.topic, f.partition, f.record_offset) = (e.plan_id, e.topic, e.partition, e.record_offset);
analyze crowded_record;

-- Such a journey is closed as long as nothing has left it: the clock has not passed the day of its earliest fact, and its events
-- lie in the partition of their subject, so that each topic has one order.
create unlogged table crowded_journey as
select j.*, not p.repartition
            and (c.final_clock is null
                 or c.final_clock < (j.earliest / 86400000 + 1) * 86400000 + p.horizon_ms + p.lateness_ms) as is_closed
  from (select plan_id, subject_id, min(partition) as partition, min(at) as earliest,
               count(distinct fact_no) as facts,
               count(distinct fact_no) filter (where not found_full) as kept
          from crowded_record
         group by plan_id, subject_id) j
  join plan p using (plan_id)
  left join final_clock c using (partition)
 where j.facts > p.events_per_journey;
analyze crowded_journey;

create unlogged table full_verdict as
select record_id, plan_id
  from (select r.record_id, r.plan_id, r.found_full, j.is_closed,
               dense_rank() over topic_of_journey as place,
               count(*) filter (where not r.found_full and r.fact_no = r.record_id) over whole_topic as kept
          from crowded_record r
          join crowded_journey j using (plan_id, subject_id)
        window topic_of_journey as (partition by r.plan_id, r.subject_id, r.topic order by r.fact_no),
               whole_topic as (partition by r.plan_id, r.subject_id, r.topic)) r
 where case when is_closed then place > kept else found_full end
union
-- Where subjects are looked up by decision, the index refuses as well.
select e.record_id, e.plan_id
  from (select record_id, plan_id, topic, partition, record_offset from judged_decision where reason is null
        union all
        select record_id, plan_id, topic, partition, record_offset from judged_outcome where reason is null
        union all
        select record_id, plan_id, topic, partition, record_offset from judged_review where reason is null) e
  join plan p on p.plan_id = e.plan_id and p.repartition
  join found_verdict f
    on f.reason = 'journey_full'
   and (f.plan_id, f.topic, f.partition, f.record_offset) = (e.plan_id, e.topic, e.partition, e.record_offset);
analyze full_verdict;

update judged_decision e set reason = 'journey_full' from full_verdict f
 where (f.record_id, f.plan_id) = (e.record_id, e.plan_id);
update judged_outcome e set reason = 'journey_full' from full_verdict f
 where (f.record_id, f.plan_id) = (e.record_id, e.plan_id);
update judged_review e set reason = 'journey_full' from full_verdict f
 where (f.record_id, f.plan_id) = (e.record_id, e.plan_id);

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
