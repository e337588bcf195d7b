-- 08 · Values: what each unit is worth in each KPI, as fixed-point integers: a is the sum of the values of its
-- decisions, b how many of them count; null where it does not count. open: cases that have begun and not ended.

create unlogged table credited_decision as
select plan_id, place, decision_no,
       bool_or(value = 1) filter (where role = 'value') as any_one,
       bool_and(value = 1) filter (where role = 'value') as all_one,
       (array_agg(value = 1 order by occurred_at desc, status_rank desc, value desc, outcome desc,
                  decision_id desc nulls last, amends desc nulls last, outcome_id desc)
              filter (where role = 'value'))[1] as last_one,
       count(*) filter (where role = 'value') as outcomes,
       sum(amount) filter (where role = 'value') as amount,
       min(occurred_at) filter (where role = 'from') as first_from
  from credit
 group by plan_id, place, decision_no;
analyze credited_decision;

-- First review, as far as the view sees.
create unlogged table reviewed as
select m.plan_id, m.place, m.decision_no, min(r.reviewed_at) as reviewed_at, bool_or(r.overturned) as overturned
  from member m
  join decision d using (decision_no)
  join journey j on j.journey_id = d.journey_id
  join review_fact r on (r.plan_id, r.subject_id, r.decision_id) = (j.plan_id, j.subject_id, d.decision_id)
 where r.reviewed_at < m.cutoff
 group by m.plan_id, m.place, m.decision_no;
analyze reviewed;

-- Where a duration has begun and, from then on, first ends.
create unlogged table spell as
with begun as (
    select m.plan_id, m.place, m.decision_no, d.decided_at, r.reviewed_at, k.to_event,
           case k.from_event when 'requested_at' then d.requested_at
                             when 'decided_at'   then d.decided_at
                             when 'reviewed_at'  then r.reviewed_at
                             else c.first_from end as begun_at
      from member m
      join kpi k using (plan_id, place)
      join decision d using (plan_id, decision_no)
      left join credited_decision c using (plan_id, place, decision_no)
      left join reviewed r using (plan_id, place, decision_no)
     where k.kpi_type = 'duration'
), ended as (
    select b.plan_id, b.place, b.decision_no, min(c.occurred_at) as occurred_at
      from begun b
      join credit c using (plan_id, place, decision_no)
     where c.role = 'to' and c.occurred_at >= b.begun_at
     group by b.plan_id, b.place, b.decision_no
)
select b.plan_id, b.place, b.decision_no, b.begun_at,
       case b.to_event when 'decided_at'  then b.decided_at
                       when 'reviewed_at' then b.reviewed_at
                       else e.occurred_at end as ended_at
  from begun b
  left join ended e using (plan_id, place, decision_no)
 where b.begun_at is not null;
analyze spell;

-- Per decision; null: it does not count.
create unlogged table decision_value as
select m.plan_id, m.place, m.unit_no, m.decision_no,
       case k.kpi_type
           when 'duration' then s.ended_at - s.begun_at
           when 'value'    then d.given[k.given_place]
           else case when coalesce(c.outcomes, 0) = 0 then case k.missing when 'zero' then 0 end
                     when k.kpi_type <> 'binary' then c.amount
                     else case k.rule when 'all'  then c.all_one
                                      when 'last' then c.last_one
                                      else c.any_one end::integer end
       end::numeric as value,
       case when s.begun_at is not null and s.ended_at is null
            then s.begun_at - div(m.started_at, 86400000) * 86400000 end as open_start
  from member m
  join kpi k using (plan_id, place)
  join decision d using (plan_id, decision_no)
  left join credited_decision c using (plan_id, place, decision_no)
  left join spell s using (plan_id, place, decision_no);
analyze decision_value;

-- Per unit. A sum without a cap is still held within fifteen digits.
create unlogged table unit_value as
select v.plan_id, v.place, v.unit_no,
       greatest(least(sum(v.value), coalesce(k.cap, 999999999999999)), -coalesce(k.cap, 999999999999999)) as a,
       count(v.value) as b, count(v.open_start) as open_count, coalesce(sum(v.open_start), 0) as open_start_sum
  from decision_value v
  join kpi k using (plan_id, place)
 group by v.plan_id, v.place, v.unit_no, k.cap;
analyze unit_value;

-- A ratio is made of two other KPIs, of the units that count in both.
insert into unit_value
select r.plan_id, r.place, a.unit_no, a.a, b.a, 0, 0
  from kpi r
  join kpi numerator   on (numerator.plan_id, numerator.kpi) = (r.plan_id, r.numerator)
  join kpi denominator on (denominator.plan_id, denominator.kpi) = (r.plan_id, r.denominator)
  join unit_value a on (a.plan_id, a.place) = (r.plan_id, numerator.place)
  join unit_value b on (b.plan_id, b.place, b.unit_no) = (r.plan_id, denominator.place, a.unit_no)
 where r.kpi_type = 'ratio' and a.b > 0 and b.b > 0;
