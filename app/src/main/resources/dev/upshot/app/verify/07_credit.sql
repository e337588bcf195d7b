-- 07 · Credit: the integer share of each outcome that each of its decisions gets, in each KPI.

-- The weight by which time decay halves: round(2 ^ 40 × 2 ^ (-i / 64)), so that every step is one of integers.
create unlogged table decay as
select i, round(2::numeric ^ (40 - i / 64::numeric))::bigint as weight from generate_series(0, 63) i;

create unlogged table share as
with ranked as (
    select t.*, k.kpi_type, k.scale, k.model, k.first_percent, k.last_percent, k.half_life_ms, o.occurred_at, o.value,
           row_number() over g as rank, count(*) over (partition by t.plan_id, t.place, t.role, t.version_no, t.viewpoint) as touches
      from touch t
      join reading_kpi k using (plan_id, place, role)
      join outcome_version o using (version_no)
    window g as (partition by t.plan_id, t.place, t.role, t.version_no, t.viewpoint order by t.decision_no)
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
    select *, sum(weight) over g as total_weight
      from weighed
    window g as (partition by plan_id, place, role, version_no, viewpoint)
), credited as (
    -- Where every weight is zero: time decay credits the last touch, position all alike.
    select plan_id, place, role, version_no, decision_no, viewpoint, rank, kpi_type, scale, value,
           case when total_weight > 0        then weight::numeric
                when model = 'time_decay'    then (rank = touches)::integer
                else 1 end as weight,
           case when total_weight > 0        then total_weight
                when model = 'time_decay'    then 1
                else touches end as total_weight
      from totalled
), valued as (
    select *,
           case kpi_type when 'amount' then trunc(value::text::numeric * 10::numeric ^ scale, 0)
                         when 'count'  then 10::numeric ^ scale
                         when 'binary' then value::numeric
                         else 0 end as whole
      from credited
     where weight > 0
), divided as (
    -- What is left after whole parts goes, one by one, to the largest remainders; of equal ones to the earlier touch.
    select *, div(abs(whole) * weight, total_weight) as part,
           row_number() over (g order by mod(abs(whole) * weight, total_weight) desc, rank) as turn,
           abs(whole) - sum(div(abs(whole) * weight, total_weight)) over g as rest
      from valued
    window g as (partition by plan_id, place, role, version_no, viewpoint)
)
select plan_id, place, role, version_no, decision_no, viewpoint,
       sign(whole) * (part + (turn <= rest)::integer) as amount
  from divided;
analyze share;

-- What stands at the cutoff and lies in the window. Direct joins give the whole value to the decision that is named.
create unlogged table credit as
select m.plan_id, m.place, m.unit_no, m.decision_no, c.role, o.version_no, o.occurred_at, o.value, o.status_rank,
       o.outcome_id, o.outcome, o.decision_id, o.amends, c.amount, c.direct
  from (select plan_id, place, role, version_no, decision_no, viewpoint, amount, false as direct from share
        union all
        select k.plan_id, k.place, k.role, o.version_no, o.decision_no, null,
               case k.kpi_type when 'amount' then trunc(o.value::text::numeric * 10::numeric ^ k.scale, 0)
                               when 'count'  then 10::numeric ^ k.scale
                               when 'binary' then o.value::numeric
                               else 0 end,
               true
          from reading_kpi k
          join decision d using (plan_id)
          join outcome_version o on o.decision_no = d.decision_no and o.outcome = k.outcome
         where k.join_by = 'direct'
           and o.status <> 'CANCELLED'
           and o.occurred_at >= d.decided_at
           and o.occurred_at - d.decided_at < k.window_ms) c
  join member m using (plan_id, place, decision_no)
  join outcome_version o using (version_no)
 where (c.viewpoint is null or c.viewpoint = m.cutoff)
   and o.occurred_at < m.cutoff
   and (o.held_until is null or o.held_until >= m.cutoff)
   and not exists (
       select from overruled x
        where x.version_no = c.version_no
          and x.from_at < m.cutoff
          and (x.until_at is null or x.until_at >= m.cutoff));
analyze credit;
