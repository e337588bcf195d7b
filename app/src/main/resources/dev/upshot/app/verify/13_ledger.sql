-- 13 · Ledger: single decisions and what was credited to them, for the plans that keep them. Months that were let go are left out
-- on both sides. Decisions of subjects that were erased are taken out of what is expected: none of them may be found.

-- Whom a decision was about, as the ledger tells it.
create function digest(use_case text, subject text) returns uuid immutable language sql return
    encode(substring(sha256(convert_to(use_case, 'UTF8') || '\x00'::bytea || convert_to(subject, 'UTF8')) for 16), 'hex')::uuid;

create unlogged table kept_decision as
select d.*
  from decision d
  join plan p using (plan_id)
 where p.ledger
   and d.reading = 3
   and not exists (select from ops.ledger_months m
                    where m.is_dropped and m.month_date = date_trunc('month', to_timestamp(d.decided_at / 1000.0) at time zone 'UTC'));
analyze kept_decision;

-- The unit that a decision belongs to, be it counted or not.
create unlogged table ledger_unit as
select k.decision_no, u.unit_no, u.started_at
  from kept_decision k
  join plan p using (plan_id)
  join unit u on u.journey_id = k.journey_id
             and case p.unit when 'decision' then u.unit_no = k.decision_no
                             else k.decided_at >= u.started_at and k.decided_at - u.started_at < p.horizon_ms end;
analyze ledger_unit;

create unlogged table expected_attribution as
select p.use_case, p.plan_version, k.decided_at, k.decision_id, k.subject_id, q.kpi, c.role, o.outcome_id, o.outcome, o.occurred_at,
       c.amount as credit, whole_value(q.kpi_type, q.scale, o.value) as whole, c.decision_no
  from credit c
  join kept_decision k using (plan_id, decision_no)
  join plan p using (plan_id)
  join kpi q using (plan_id, place)
  join outcome_version o using (version_no);
analyze expected_attribution;

create unlogged table ledger_review as
select u.decision_no, count(*) as reviews, bool_or(r.overturned) as overturned,
       (array_agg(r.details order by r.reviewed_at desc, r.overturned desc, (r.details).verdict desc, (r.details).reviewer_type desc,
                                     (r.details).started_at desc nulls last))[1] as latest,
       max(r.reviewed_at) as reviewed_at
  from ledger_unit u
  join kept_decision k using (decision_no)
  join plan p using (plan_id)
  join review_fact r using (plan_id, subject_id, decision_id)
 where r.reviewed_at >= u.started_at - p.horizon_ms
   and r.reviewed_at < u.started_at + p.horizon_ms
 group by u.decision_no;
analyze ledger_review;

create unlogged table expected_decision as
select p.use_case, p.plan_version, k.decided_at, k.decision_id, k.subject_id, k.arm, k.segment_values,
       s.decision_id as unit_decision_id, (to_timestamp(u.started_at / 1000.0) at time zone 'UTC')::date as cohort_date,
       m.decision_no is not null as is_counted, k.supersedes, (k.details).actor_type, (k.details).actor_id,
       (k.details).actor_version, (k.details).mode, (k.details).action, k.requested_at, (k.details).score,
       coalesce(r.reviews, 0) as review_count, coalesce(r.overturned, false) as is_overturned,
       (r.latest).verdict as review_verdict, (r.latest).reviewer_type, r.reviewed_at, (r.latest).started_at as review_started_at,
       coalesce(a.outcomes, 0) as outcome_count
  from kept_decision k
  join plan p using (plan_id)
  join ledger_unit u using (decision_no)
  join decision s on s.decision_no = u.unit_no
  left join member m on (m.plan_id, m.place, m.decision_no) = (k.plan_id, 0, k.decision_no)
  left join ledger_review r on r.decision_no = k.decision_no
  left join (select decision_no, count(*) as outcomes from expected_attribution group by decision_no) a
         on a.decision_no = k.decision_no
 where k.taken or m.decision_no is not null or a.decision_no is not null;
analyze expected_decision;

-- How many would be there is told.
create unlogged table erased_decision as
select d.use_case, d.plan_version, d.decided_at, d.decision_id, d.subject_id
  from expected_decision d
 where exists (select from ops.erasures e where (e.use_case, e.subject_digest) = (d.use_case, digest(d.use_case, d.subject_id)));
delete from expected_attribution a using erased_decision e
 where (a.use_case, a.plan_version, a.decided_at, a.decision_id, a.subject_id)
       = (e.use_case, e.plan_version, e.decided_at, e.decision_id, e.subject_id);
delete from expected_decision d using erased_decision e
 where (d.use_case, d.plan_version, d.decided_at, d.decision_id, d.subject_id)
       = (e.use_case, e.plan_version, e.decided_at, e.decision_id, e.subject_id);

create function millis(instant timestamptz) returns bigint immutable language sql return
    (extract(epoch from instant) * 1000)::bigint;

-- Sums of the ledger, by week and slice.
create unlogged table ledger_slice as
select d.use_case, d.plan_version, d.arm, d.actor_type, d.mode, d.cohort_date - (extract(isodow from d.cohort_date)::int - 1) as week_date,
       s.segment_dimension, s.segment_value, coalesce(d.review_verdict, '') as review_verdict, d.is_overturned, d.decided_at, d.requested_at,
       d.reviewed_at, d.review_started_at
  from expected_decision d
  join plan p using (use_case, plan_version)
 cross join lateral (
       select '', ''
       union all
       select * from unnest(p.segment_names, d.segment_values)) s (segment_dimension, segment_value)
 where d.is_counted;
analyze ledger_slice;

create unlogged table expected_ledger_week as
select use_case, plan_version, arm, actor_type, mode, week_date, segment_dimension, segment_value, review_verdict, is_overturned,
       count(*) as decision_count
  from ledger_slice
 group by use_case, plan_version, arm, actor_type, mode, week_date, segment_dimension, segment_value, review_verdict, is_overturned;

-- Bins begin where those before them end: eight of one millisecond, then four of each width, twice as wide as those before.
create unlogged table time_bins as
select array_agg(ends - width order by bin) as begins
  from (select bin, width, sum(width) over (order by bin)::bigint as ends
          from generate_series(0, 203) bin
         cross join lateral (select 1::bigint << greatest(bin / 4 - 1, 0)) w (width)) bins;

create unlogged table expected_ledger_time as
select use_case, plan_version, arm, actor_type, mode, week_date, segment_dimension, segment_value, stretch,
       width_bucket(greatest(until - since, 0), begins) as bin, count(*) as decision_count
  from ledger_slice
 cross join time_bins
 cross join lateral (values ('decision', requested_at, decided_at), ('wait', decided_at, reviewed_at),
                            ('dwell', review_started_at, reviewed_at)) s (stretch, since, until)
 where until - since is not null
 group by use_case, plan_version, arm, actor_type, mode, week_date, segment_dimension, segment_value, stretch, 10;

create unlogged table expected_actor as
select use_case, plan_version, actor_type, actor_id, mode, actor_version, first_at as valid_from,
       lead(first_at) over one as valid_to, row_number() over one = count(*) over (partition by use_case, plan_version, actor_type, actor_id, mode) as is_current,
       last_at as last_decided_at, decision_count
  from (select use_case, plan_version, actor_type, actor_id, mode, actor_version, min(decided_at) as first_at, max(decided_at) as last_at,
               count(*) as decision_count
          from expected_decision
         group by use_case, plan_version, actor_type, actor_id, mode, actor_version) v
window one as (partition by use_case, plan_version, actor_type, actor_id, mode order by first_at, actor_version);
