-- 04 · Corrections, as they are seen at any moment: the value of a unit is judged in the view of the facts before some
-- cutoff, so what is said here of a version or a decision is said with the moments between which it is true.

-- Of several versions of one decision the smallest holds. It is the earliest, so it holds in every view that has any.
-- Decisions are numbered in the order in which they are touches: by time, then by id.
create unlogged table held_decision as
select distinct on (j.journey_id, f.decision_id) j.journey_id, j.plan_id, f.*
  from (select plan_id as plan, subject_id as subject, decision_id, decided_at, requested_at, arm, segment_values,
               supersedes, given
          from decision_fact) f
  join journey j on (j.plan_id, j.subject_id) = (f.plan, f.subject)
 where j.reading = 3 or f.supersedes is null or f.supersedes = f.decision_id
 order by j.journey_id, f.decision_id,
          f.decided_at, f.requested_at nulls first, f.arm, f.segment_values, f.supersedes nulls first, f.given;
analyze held_decision;

-- superseded_at: from when on another decision replaces it; null: never. It counts in views with a cutoff up to then.
create unlogged table decision as
select row_number() over (order by d.journey_id, d.decided_at, d.decision_id)::integer as decision_no,
       d.journey_id, d.plan_id, d.decision_id, d.decided_at, d.requested_at, d.arm, d.segment_values, d.given,
       s.superseded_at
  from held_decision d
  left join (select journey_id, supersedes as decision_id, min(decided_at) as superseded_at
               from held_decision
              where supersedes <> decision_id
              group by journey_id, supersedes) s using (journey_id, decision_id);
analyze decision;

-- Of several versions of one outcome the greatest in the view holds: this version holds in views with a cutoff after
-- occurred_at, up to held_until (null: for ever). decision_no is the decision it names.
create unlogged table read_outcome as
select j.journey_id, f.*
  from journey j
  join outcome_fact f using (plan_id, subject_id)
 where j.reading >= 2 or j.reading = 1 and f.status <> 'CANCELLED'
union all
select *
  from (select distinct on (j.journey_id, f.outcome_id) j.journey_id, f.*
          from journey j
          join outcome_fact f using (plan_id, subject_id)
         where j.reading = 0 and f.status <> 'CANCELLED' and (f.amends is null or f.amends = f.outcome_id)
         order by j.journey_id, f.outcome_id,
                  f.status_rank, f.occurred_at, f.value, f.outcome, f.decision_id nulls first, f.amends nulls first) f;

create unlogged table outcome_version as
select row_number() over ()::integer as version_no, o.*, d.decision_no
  from (select journey_id, outcome_id, outcome, occurred_at, value, decision_id, amends, status, status_rank,
               min(occurred_at) over (
                   partition by journey_id, outcome_id
                   order by status_rank desc, occurred_at desc, value desc, outcome desc,
                            decision_id desc nulls last, amends desc nulls last
                   rows between unbounded preceding and 1 preceding) as held_until
          from read_outcome) o
  left join decision d using (journey_id, decision_id)
 where o.held_until is null or o.held_until > o.occurred_at;
analyze outcome_version;

-- When a version does not stand although it holds: another outcome of its name amends it, or amends the same outcome
-- as it does and is greater. True in views with a cutoff after from_at, up to until_at (null: for ever). An outcome
-- that amends itself amends nothing.
create unlogged table overruled as
select o.version_no, a.occurred_at as from_at, a.held_until as until_at
  from outcome_version o
  join outcome_version a on (a.journey_id, a.outcome, a.amends) = (o.journey_id, o.outcome, o.outcome_id)
 where a.outcome_id <> o.outcome_id
union all
select o.version_no, s.occurred_at, s.held_until
  from outcome_version o
  join outcome_version s using (journey_id, outcome, amends)
 where o.amends <> o.outcome_id
   and s.amends <> s.outcome_id
   and s.outcome_id <> o.outcome_id
   and (s.status_rank, s.occurred_at, s.value, s.outcome_id) > (o.status_rank, o.occurred_at, o.value, o.outcome_id);
analyze overruled;
