-- 04 · Corrections. What a unit is worth is judged in its view: the facts of its journey from one horizon before its
-- start (floor) to before the end of a window (cutoff). So each correction is kept with the time of its own fact, and
-- holds in the views that this time lies in.

-- Of several facts of one decision the smallest in the view holds. It is the earliest: a fact holds where an earlier one
-- (the last at earlier_at; null: none) lies before the floor. One that holds in its own view is a decision taken: each
-- view of a unit begins with one. Decisions are numbered in the order in which they are touches: by time, then by id.
create unlogged table decision as
select row_number() over (order by journey_id, decided_at, decision_id)::integer as decision_no, d.*,
       earlier_at is null or earlier_at < decided_at - p.horizon_ms as taken
  from (select j.journey_id, j.reading, f.plan_id, f.subject_id, f.decision_id, f.decided_at, f.requested_at, f.arm,
               f.segment_values, nullif(f.supersedes, f.decision_id) as supersedes, f.given, f.details, f.record_id,
               lag(f.decided_at) over (
                   partition by j.journey_id, f.decision_id
                   order by f.decided_at, f.requested_at nulls first, f.arm, f.segment_values,
                            f.supersedes nulls first, f.ranked_given,
                            (f.details).actor_type, (f.details).actor_id, (f.details).actor_version, (f.details).mode,
                            (f.details).action, (f.details).score nulls first) as earlier_at
          from (select *, array(select coalesce(g, -1e18) from unnest(given) with ordinality as x (g, i) order by i)
                       as ranked_given
                  from decision_fact) f
          join journey j using (plan_id, subject_id)) d
  join plan p using (plan_id);
analyze decision;

-- Which decision is replaced by which fact. In readings 0 to 2 nothing is replaced, and what would replace is left out.
create unlogged table replacement as
select d.decision_no, s.decided_at as at, s.earlier_at
  from decision d
  join decision s on (s.journey_id, s.supersedes) = (d.journey_id, d.decision_id)
 where d.reading = 3;
analyze replacement;

-- Does it count in this view? (Apart from its time.)
create unlogged table questionable_decision as
select decision_no from decision where earlier_at is not null or reading < 3 and supersedes is not null
union
select decision_no from replacement;
analyze questionable_decision;

create index on replacement (decision_no);

create function counts(decision decision, floor_at bigint, cutoff bigint) returns boolean stable language sql return
    (decision.earlier_at is null or decision.earlier_at < floor_at)
    and (decision.reading = 3 or decision.supersedes is null)
    and not exists (
        select from replacement r
         where r.decision_no = decision.decision_no
           and r.at >= floor_at and r.at < cutoff
           and (r.earlier_at is null or r.earlier_at < floor_at));

-- Outcomes, each with its versions. Reading 1 knows no cancellations, reading 0 no amendments either.
create unlogged table outcome_version as
select row_number() over ()::integer as version_no, o.*
  from (select j.journey_id, j.reading, f.plan_id, f.subject_id, f.outcome_id, f.outcome, f.occurred_at, f.value,
               f.decision_id, nullif(f.amends, f.outcome_id) as amends, f.status, f.status_rank, f.record_id,
               count(*) over id as versions,
               row_number() over (
                   partition by j.journey_id, f.outcome_id
                   order by f.status_rank, f.occurred_at, f.value, f.outcome, f.decision_id nulls first,
                            f.amends nulls first) as version_rank
          from journey j
          join outcome_fact f using (plan_id, subject_id)
         where j.reading >= 2
            or j.reading = 1 and f.status <> 'CANCELLED'
            or j.reading = 0 and f.status <> 'CANCELLED' and (f.amends is null or f.amends = f.outcome_id)
        window id as (partition by j.journey_id, f.outcome_id)) o;
analyze outcome_version;

-- The greatest version in the view holds, in reading 0 the smallest: at these times lie those that hold over it.
create unlogged table better_version as
select o.version_no, b.occurred_at as at
  from outcome_version o
  join outcome_version b using (journey_id, outcome_id)
 where o.versions > 1
   and case when o.reading = 0 then b.version_rank < o.version_rank else b.version_rank > o.version_rank end;
analyze better_version;
create index on better_version (version_no);

-- A version that holds does not stand if another outcome of its name that holds amends it, or amends the same outcome
-- as it does and is greater. An outcome that amends itself amends nothing.
create unlogged table overruling as
select o.version_no, a.version_no as by_version, a.occurred_at as at
  from outcome_version o
  join outcome_version a on (a.journey_id, a.outcome, a.amends) = (o.journey_id, o.outcome, o.outcome_id)
union all
select o.version_no, s.version_no, s.occurred_at
  from outcome_version o
  join outcome_version s using (journey_id, outcome, amends)
 where s.outcome_id <> o.outcome_id
   and (s.status_rank, s.occurred_at, s.value, s.outcome_id) > (o.status_rank, o.occurred_at, o.value, o.outcome_id);
analyze overruling;
create index on overruling (version_no);

create unlogged table questionable_outcome as
select version_no from better_version
union
select version_no from overruling;
analyze questionable_outcome;

-- Does it stand in this view? (Apart from its time.)
create function stands(version integer, floor_at bigint, cutoff bigint) returns boolean stable language sql return
    not exists (
        select from better_version b where b.version_no = version and b.at >= floor_at and b.at < cutoff)
    and not exists (
        select from overruling o
         where o.version_no = version
           and o.at >= floor_at and o.at < cutoff
           and not exists (
               select from better_version b
                where b.version_no = o.by_version and b.at >= floor_at and b.at < cutoff));
