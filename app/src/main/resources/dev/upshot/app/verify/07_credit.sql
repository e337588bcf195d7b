-- 07 · Credit: the integer share of each outcome that each of its decisions gets, in each KPI.

-- The weight by which time decay halves: round(2 ^ 40 × 2 ^ (-i / 64)), so that every step is one of integers.
create unlogged table decay as
select i, round(2::numeric ^ (40 - i / 64::numeric))::bigint as weight from generate_series(0, 63) i;

create unlogged table share as
with ranked as (
    select t.*, k.kpi_type, k.scale, k.model, k.first_percent, k.last_percent, k.half_life_ms, o.occurred_at, o.value,
           row_number() over (g order by t.decision_no) as rank, count(*) over g as touches
      from touch t
      join reading_kpi k using (plan_id, place, role)
      join outcome_version o using (version_no)
    window g as (partition by t.plan_id, t.place, t.role, t.version_no, t.floor_at, t.cutoff)
), aged as (
    select *, case when model = 'time_decay'
                   then div((occurred_at - decided_at)::numeric * 64, half_life_ms) end as steps
      from ranked
), weighed as (
    select a.*,
           case model
               when 'first_touch' then (rank = 1)::integer::bigint
               when 'linear'      then 1
               when 'position'    then
                   case when touches = 1       then 1
                        when touches = 2       then case rank when 1 then first_percent else last_percent end
                        when rank = 1          then first_percent * (touches - 2)
                        when rank = touches    then last_percent * (touches - 2)
                        else 100 - first_percent - last_percent end
               when 'time_decay'  then
                   case when div(steps, 64) >= 41 then 0
                        else d.weight >> div(steps, 64)::integer end
               else (rank = touches)::integer::bigint
           end as weight
      from aged a
      left join decay d on d.i = mod(a.steps, 64)
), totalled as (
    select *, sum(weight) over (partition by plan_id, place, role, version_no, floor_at, cutoff) as total_weight
      from weighed
), credited as (
    -- Where every weight is zero: time decay credits the last touch, position all alike.
    select plan_id, place, role, version_no, decision_no, floor_at, cutoff, rank,
           whole_value(kpi_type, scale, value) as whole,
           case when total_weight > 0        then weight::numeric
                when model = 'time_decay'    then (rank = touches)::integer
                else 1 end as weight,
           case when total_weight > 0        then total_weight
                when model = 'time_decay'    then 1
                else touches end as total_weight
      from totalled
), parted as (
    select *, div(abs(whole) * weight, total_weight) as part, mod(abs(whole) * weight, total_weight) as remainder
      from credited
     where weight > 0
), divided as (
    -- What is left after whole parts goes, one by one, to the largest remainders; of equal ones to the earlier touch.
    select *, row_number() over (g order by remainder desc, rank) as turn, abs(whole) - sum(part) over g as rest
      from parted
    window g as (partition by plan_id, place, role, version_no, floor_at, cutoff)
)
select plan_id, place, role, version_no, decision_no, floor_at, cutoff,
       sign(whole) * (part + (turn <= rest)::integer) as amount
  from divided;
analyze share;

create unlogged table claim as
select plan_id, place, role, version_no, decision_no, null::bigint as floor_at, null::bigint as cutoff, amount,
       true as direct
  from direct_claim
union all
select t.plan_id, t.place, t.role, t.version_no,
       case t.model when 'first_touch' then t.first_no else t.last_no end, null, null,
       whole_value(t.kpi_type, t.scale, o.value), false
  from (select * from touched join reading_kpi using (plan_id, place, role)) t
  join outcome_version o using (version_no)
 where not t.in_question and not t.divided
union all
select plan_id, place, role, version_no, decision_no, floor_at, cutoff, amount, false from share;
analyze claim;

-- A claim is good if its outcome stands in the view of the unit that the decision belongs to.
create unlogged table credit as
select m.plan_id, m.place, m.decision_no, c.role, c.amount, o.version_no, o.occurred_at, o.value, o.versions
  from claim c
  join member m using (plan_id, place, decision_no)
  join outcome_version o using (version_no)
  left join questionable_outcome q using (version_no)
 where (c.cutoff is null or (c.floor_at, c.cutoff) = (m.floor_at, m.cutoff))
   and o.occurred_at < m.cutoff
   and case when q.version_no is null then true else stands(version_no, m.floor_at, m.cutoff) end;
analyze credit;
