-- 03 · Corrections: which outcomes stand and which decisions count.

-- Outcomes that correct another one. (An outcome that amends itself corrects nothing.)
create unlogged table amendment as
select * from outcome where amends <> outcome_id;
analyze amendment;

-- An outcome stands unless it is cancelled, or another one of its name amends it, or a greater one of its name amends
-- the same outcome.
create view standing_outcome as
select o.*
  from outcome o
 where o.status <> 'CANCELLED'
   and not exists (
       select from amendment a
        where (a.plan_id, a.subject_id, a.outcome) = (o.plan_id, o.subject_id, o.outcome)
          and a.amends = o.outcome_id)
   and not exists (
       select from amendment sibling
        where (sibling.plan_id, sibling.subject_id, sibling.outcome) = (o.plan_id, o.subject_id, o.outcome)
          and sibling.amends = o.amends
          and o.amends <> o.outcome_id
          and (sibling.status_rank, sibling.occurred_at, sibling.value, sibling.outcome_id)
              > (o.status_rank, o.occurred_at, o.value, o.outcome_id));

-- A decision counts unless another one of its journey supersedes it.
create unlogged table counting_decision as
select d.*
  from decision d
 where not exists (
       select from decision s
        where (s.plan_id, s.subject_id) = (d.plan_id, d.subject_id)
          and s.supersedes = d.decision_id
          and s.decision_id <> d.decision_id);
analyze counting_decision;
