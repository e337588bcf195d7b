-- 13 · Ledger: single decisions and what was credited to them, for the plans that keep them. Months that were let go are left out
-- on both sides. Decisions of subjects that were erased are left out of what is expected: none of them may be found.

-- Whom a decision was about, as the ledger tells it.
create function digest(use_case text, subject text) returns uuid immutable language sql return
    encode(substring(sha256(convert_to(use_case, 'UTF8') || '\x00'::bytea || convert_to(subject, 'UTF8')) for 16), 'hex')::uuid;

create unlogged table kept_decision as
select d.*
  from decision d
  join plan p using (plan_id)
 where p.ledger
   and d.reading = 3
   and not exists (select from ops.erasures e
                    where (e.use_case, e.subject_digest) = (p.use_case, digest(p.use_case, d.subject_id)))
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

create function millis(instant timestamptz) returns bigint immutable language sql return
    (extract(epoch from instant) * 1000)::bigint;
