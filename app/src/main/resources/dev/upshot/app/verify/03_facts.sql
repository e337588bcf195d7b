-- 03 · Facts: a journey (plan, subject) is the set of its distinct accepted facts. The same fact sent again adds
-- nothing; two versions of one id are two facts. Of the records that tell one fact the first that was read, record_id, is
-- the one that is measured; the others repeat it.

create unlogged table decision_fact as
select plan_id, subject_id, decision_id, decided_at, requested_at, arm, segment_values, supersedes, given, details,
       min(record_id) as record_id
  from judged_decision
 where reason is null
 group by plan_id, subject_id, decision_id, decided_at, requested_at, arm, segment_values, supersedes, given, details;
analyze decision_fact;

create unlogged table outcome_fact as
select plan_id, subject_id, outcome_id, outcome, occurred_at, value, decision_id, amends, status, status_rank,
       min(record_id) as record_id
  from judged_outcome
 where reason is null
 group by plan_id, subject_id, outcome_id, outcome, occurred_at, value, decision_id, amends, status, status_rank;
analyze outcome_fact;

create unlogged table review_fact as
select plan_id, subject_id, decision_id, reviewed_at, overturned, details, min(record_id) as record_id
  from judged_review
 where reason is null
 group by plan_id, subject_id, decision_id, reviewed_at, overturned, details;
analyze review_fact;

-- A journey that holds a correction is read four times, to tell what each kind of correction changed: reading 0 is as
-- first reported, 1 with amendments, 2 with cancellations too, 3 with everything. All other journeys are read once, as
-- reading 3, which alone is measured. From here on a journey is one reading of one subject's facts.
create unlogged table corrected_journey as
select plan_id, subject_id
  from (select plan_id, subject_id from decision_fact where supersedes <> decision_id
        union all
        select plan_id, subject_id from outcome_fact where amends <> outcome_id or status = 'CANCELLED'
        union all
        select plan_id, subject_id from outcome_fact
         group by plan_id, subject_id, outcome_id having count(*) > 1) corrected
 group by plan_id, subject_id;
analyze corrected_journey;

create unlogged table journey as
select row_number() over ()::integer as journey_id, plan_id, subject_id, reading
  from (select distinct plan_id, subject_id, 3 as reading from decision_fact
        union all
        select c.plan_id, c.subject_id, reading
          from corrected_journey c
         cross join generate_series(0, 2) reading) readings;
analyze journey;
