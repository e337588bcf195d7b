-- 13 · Join health: what became of the facts of each day. Each is judged by what lies before it, so that no later fact
-- changes the count.

-- Outcomes: of the facts with one id the first, unless one came not more than a horizon before.
create unlogged table judged_fact as
select row_number() over ()::integer as fact_no, f.plan_id, f.subject_id, f.outcome, f.occurred_at, f.decision_id,
       f.earlier_at is null or f.earlier_at < f.occurred_at - p.horizon_ms as is_first,
       f.amends <> f.outcome_id or f.status = 'CANCELLED' as is_correction
  from (select *,
               lag(occurred_at) over (
                   partition by plan_id, subject_id, outcome_id
                   order by occurred_at, status_rank, value, outcome, decision_id nulls first, amends nulls first)
                   as earlier_at
          from outcome_fact) f
  join plan p using (plan_id);
analyze judged_fact;

-- The decisions that first facts found, in any KPI: those they name and those about their subject.
create unlogged table found_decision as
select f.plan_id, f.fact_no, f.occurred_at, bool_or(k.join_by = 'direct') as direct,
       bool_or(k.join_by = 'subject') as by_subject, f.occurred_at - min(d.decided_at) as delay
  from judged_fact f
  join reading_kpi k using (plan_id, outcome)
  join decision_fact d using (plan_id, subject_id)
 where f.is_first
   and (k.join_by = 'subject' or d.decision_id = f.decision_id)
   and f.occurred_at >= d.decided_at
   and f.occurred_at - d.decided_at < k.window_ms
 group by f.plan_id, f.fact_no, f.occurred_at;
analyze found_decision;

-- Four buckets to each doubling: 0 below a millisecond, else 4 × floor(log2) + the next two bits + 1.
create function delay_bucket(millis bigint) returns integer immutable language sql return
    case when millis < 1 then 0
         else 4 * (length(ltrim(millis::bit(64)::text, '0')) - 1)
              + ((millis << 2) >> (length(ltrim(millis::bit(64)::text, '0')) - 1) & 3)::integer + 1 end;

create function day_of(millis bigint) returns date immutable language sql return
    date '1970-01-01' + (millis / 86400000)::integer;

create unlogged table expected_health as
select plan_id, event_date, sum(decision_fact_count) as decision_fact_count, sum(outcome_fact_count) as outcome_fact_count,
       sum(review_fact_count) as review_fact_count, sum(decision_count) as decision_count,
       sum(superseded_count) as superseded_count, sum(outcome_count) as outcome_count, sum(direct_count) as direct_count,
       sum(by_subject_count) as by_subject_count, sum(unjoined_count) as unjoined_count,
       sum(corrected_count) as corrected_count, sum(subject_count) as subject_count,
       sum(mixed_unit_count) as mixed_unit_count
  from (
    select d.plan_id, day_of(d.decided_at) as event_date, count(*) as decision_fact_count, 0 as outcome_fact_count,
           0 as review_fact_count, count(*) filter (where d.taken) as decision_count,
           count(*) filter (where d.taken and s.decision_no is not null) as superseded_count, 0 as outcome_count,
           0 as direct_count, 0 as by_subject_count, 0 as unjoined_count, 0 as corrected_count, 0 as subject_count,
           0 as mixed_unit_count
      from decision d
      join plan p using (plan_id)
      left join (select distinct r.decision_no
                   from replacement r
                   join decision d using (decision_no)
                   join plan p using (plan_id)
                  where r.at >= d.decided_at - p.horizon_ms
                    and r.at < d.decided_at + p.horizon_ms
                    and (r.earlier_at is null or r.earlier_at < d.decided_at - p.horizon_ms)) s using (decision_no)
     where d.reading = 3
     group by d.plan_id, day_of(d.decided_at)
    union all
    select f.plan_id, day_of(f.occurred_at), 0, count(*), 0, 0, 0, count(*) filter (where f.is_first),
           count(*) filter (where d.direct), count(*) filter (where d.by_subject),
           count(*) filter (where f.is_first and d.plan_id is null),
           count(*) filter (where not f.is_first or f.is_correction), 0, 0
      from judged_fact f
      left join found_decision d
             on d.fact_no = f.fact_no
     group by f.plan_id, day_of(f.occurred_at)
    union all
    select plan_id, day_of(reviewed_at), 0, 0, count(*), 0, 0, 0, 0, 0, 0, 0, 0, 0
      from review_fact
     group by plan_id, day_of(reviewed_at)
    union all
    select plan_id, day_of(started_at), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, count(*), count(*) filter (where mixed)
      from (select e.plan_id, e.unit_no, e.started_at, bool_or(d.arm <> f.arm) as mixed
              from episode e
              join plan p using (plan_id)
              join decision d on d.journey_id = e.journey_id
              join decision f on f.decision_no = e.unit_no
              left join questionable_decision q on q.decision_no = d.decision_no
             where e.reading = 3
               and d.decided_at >= e.started_at
               and d.decided_at < e.started_at + p.horizon_ms
               and case when q.decision_no is null then true
                        else counts(d, e.started_at - p.horizon_ms, e.started_at + p.horizon_ms) end
             group by e.plan_id, e.unit_no, e.started_at) began
     group by plan_id, day_of(started_at)) counted
 group by plan_id, event_date;
analyze expected_health;

create unlogged table expected_delay as
select plan_id, day_of(occurred_at) as event_date, delay_bucket(delay) as bucket, count(*) as outcome_count
  from found_decision
 group by plan_id, day_of(occurred_at), delay_bucket(delay);
analyze expected_delay;
