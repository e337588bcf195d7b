-- 02 · Deduplication: a journey (plan, subject) knows each decision, outcome and review once.

-- Of several versions of one decision the smallest stands.
create unlogged table decision as
select distinct on (plan_id, subject_id, decision_id)
       plan_id, subject_id, decision_id, record_id, decided_at, requested_at, arm, segment_values, supersedes
  from judged_decision
 where reason is null
 order by plan_id, subject_id, decision_id,
          decided_at, requested_at nulls first, arm, segment_values, supersedes nulls first;
analyze decision;

-- Of several versions of one outcome the greatest stands: PRELIMINARY < FINAL < AMENDED < CANCELLED, then the later.
create unlogged table outcome as
select distinct on (plan_id, subject_id, outcome_id)
       plan_id, subject_id, outcome_id, outcome, occurred_at, value, decision_id, amends, status, status_rank
  from judged_outcome
 where reason is null
 order by plan_id, subject_id, outcome_id,
          status_rank desc, occurred_at desc, value desc, outcome desc, decision_id desc, amends desc nulls last;
analyze outcome;

-- Of a decision's reviews only counts that there is one, and whether one overturned it.
create unlogged table review as
select plan_id, subject_id, decision_id, bool_or(overturned) as overturned
  from judged_review
 where reason is null
 group by plan_id, subject_id, decision_id;
analyze review;
