-- 08 · Values: what each unit is worth in each KPI, as fixed-point integers: a is the sum of the values of its
-- decisions, b how many of them count; null where it does not count. open: cases that have begun and not ended.

create unlogged table credited_decision as
select plan_id, place, decision_no,
       bool_or(value = 1) filter (where role = 'value') as any_one,
       bool_and(value = 1) filter (where role = 'value') as all_one,
       count(*) filter (where role = 'value') as outcomes,
       sum(amount) filter (where role = 'value') as amount,
       min(occurred_at) filter (where role = 'from') as first_from
  from credit
 group by plan_id, place, decision_no;
analyze credited_decision;

-- The rule last: of the outcomes the latest, of those the greatest.
create unlogged table last_outcome as
select distinct on (c.plan_id, c.place, c.decision_no) c.plan_id, c.place, c.decision_no, c.value = 1 as last_one
  from credit c
  join kpi k using (plan_id, place)
  join outcome_version o using (version_no)
 where k.rule = 'last'
 order by c.plan_id, c.place, c.decision_no, o.occurred_at desc, o.status_rank desc, o.value desc, o.outcome desc,
          o.decision_id desc nulls last, o.amends desc nulls last, o.outcome_id desc;
analyze last_outcome;

-- The reviews of a decision, as far as the view sees.
create unlogged table seen_review as
select m.plan_id, m.place, m.decision_no, r.reviewed_at, r.overturned
  from review_fact r
  join decision d using (plan_id, subject_id, decision_id)
  join member m using (plan_id, decision_no)
  left join kpi k using (plan_id, place)
 where r.reviewed_at >= m.floor_at
   and r.reviewed_at < m.cutoff
   and (m.place = 0 or 'reviewed_at' in (k.from_event, k.to_event));
analyze seen_review;

-- Where a duration has begun and, from then on, first ends.
create unlogged table spell as
with begun as (
    select m.plan_id, m.place, m.decision_no, k.to_event,
           d.decided_at,
           case k.from_event when 'requested_at' then d.requested_at
                             when 'decided_at'   then d.decided_at
                             when 'reviewed_at'  then r.reviewed_at
                             else c.first_from end as begun_at
      from member m
      join kpi k using (plan_id, place)
      join decision d using (plan_id, decision_no)
      left join credited_decision c using (plan_id, place, decision_no)
      left join (select plan_id, place, decision_no, min(reviewed_at) as reviewed_at
                   from seen_review
                  group by plan_id, place, decision_no) r using (plan_id, place, decision_no)
     where k.kpi_type = 'duration'
), possible_end as (
    select plan_id, place, decision_no, 'outcome' as event, occurred_at as at from credit where role = 'to'
    union all
    select plan_id, place, decision_no, 'reviewed_at', reviewed_at from seen_review
    union all
    select plan_id, place, decision_no, 'decided_at', decided_at from begun where to_event = 'decided_at'
)
select plan_id, place, decision_no, b.begun_at, e.ended_at
  from begun b
  left join (select plan_id, place, decision_no, min(e.at) as ended_at
               from begun s
               join possible_end e using (plan_id, place, decision_no)
              where e.event = s.to_event and e.at >= s.begun_at
              group by plan_id, place, decision_no) e using (plan_id, place, decision_no)
 where b.begun_at is not null;
analyze spell;

-- The age bin of an age, from 0: ages in units of a thousandth of the horizon below 16 have one each, then every power
-- of two has eight; 64 is beyond the last. So many bins lie wholly below the age.
create function age_bin(age bigint, unit bigint) returns integer immutable language sql return
    case when age / unit >= 1024 then 64
         else ((age / unit)::integer >> width_bucket(age / unit, array[16, 32, 64, 128, 256, 512]::bigint[]))
              + 8 * width_bucket(age / unit, array[16, 32, 64, 128, 256, 512]::bigint[]) end;

-- A case by age: in the bin where it ended if the view sees the whole bin, else open at the end of the last that it does.
create unlogged table case_age as
select plan_id, place, unit_no, bin, is_end
  from (select m.plan_id, m.place, m.unit_no,
               case when s.ended_at is not null then age_bin(s.ended_at - s.begun_at, u.unit) end as ended,
               age_bin(case k.to_event when 'outcome' then least(m.cutoff, d.decided_at + k.window_ms)
                                       else m.cutoff end - s.begun_at, u.unit) as followed
          from spell s
          join member m using (plan_id, place, decision_no)
          join decision d using (plan_id, decision_no)
          join kpi k using (plan_id, place)
         cross join lateral (select greatest(1, k.window_ms / 1024) as unit) u) c
 cross join lateral (select coalesce(ended < followed, false) as is_end) e
 cross join lateral (select case when is_end then ended else followed - 1 end as bin) b
 where bin >= 0;
analyze case_age;

-- Per decision; null: it does not count.
create unlogged table decision_value as
select m.plan_id, m.place, m.unit_no, m.decision_no,
       case k.kpi_type
           when 'duration' then s.ended_at - s.begun_at
           when 'value'    then d.given[k.given_place]
           else case when coalesce(c.outcomes, 0) = 0 then case k.missing when 'zero' then 0 end
                     when k.kpi_type <> 'binary' then c.amount
                     else case k.rule when 'all'  then c.all_one
                                      when 'last' then l.last_one
                                      else c.any_one end::integer end
       end::numeric as value,
       case when s.begun_at is not null and s.ended_at is null
            then s.begun_at - div(m.started_at, 86400000) * 86400000 end as open_start
  from member m
  join kpi k using (plan_id, place)
  join decision d using (plan_id, decision_no)
  left join credited_decision c using (plan_id, place, decision_no)
  left join last_outcome l using (plan_id, place, decision_no)
  left join spell s using (plan_id, place, decision_no);
analyze decision_value;

-- Per unit; null: it does not count. A sum without a cap is still held within fifteen digits.
create unlogged table unit_value as
select v.plan_id, v.place, v.unit_no,
       case when count(v.value) > 0
            then greatest(least(sum(v.value), coalesce(k.cap, 999999999999999)), -coalesce(k.cap, 999999999999999))
       end as a,
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
 where r.kpi_type = 'ratio' and a.a is not null and b.a is not null;

-- A net value is the sum of other KPIs' values, each times its price, of the units that count in all of them. It is held within fifteen
-- digits, and is of as many decisions as count in the part where most do.
insert into unit_value
select n.plan_id, n.place, v.unit_no,
       greatest(least(round(sum(v.a * p.price::numeric * 10::numeric ^ (n.scale - k.scale)), 0), 999999999999999), -999999999999999),
       max(v.b), 0, 0
  from kpi n
  join (select *, count(*) over (partition by plan_id, kpi) as parts from kpi_part) p using (plan_id, kpi)
  join kpi k on (k.plan_id, k.kpi) = (p.plan_id, p.part)
  join unit_value v on (v.plan_id, v.place) = (k.plan_id, k.place)
 where v.a is not null
 group by n.plan_id, n.place, n.scale, v.unit_no, p.parts
having count(*) = p.parts;
