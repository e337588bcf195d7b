-- 05 · Units: the value of each counting decision in each KPI of its plan, as a fixed-point integer; null where the
-- decision does not count for the KPI.

create unlogged table credit as
select plan_id, record_id, kpi,
       min(occurred_at) as earliest, bool_or(value = 1) as any_one, sum(fixed_point) as amount
  from joined_outcome
 group by plan_id, record_id, kpi;
analyze credit;

-- An amount without a cap is still held within fifteen digits.
create unlogged table unit as
select d.plan_id, d.record_id, k.kpi,
       case when c.earliest is null and k.missing = 'zero' and k.kpi_type <> 'duration' then 0
            when k.kpi_type = 'binary'   then c.any_one::integer
            when k.kpi_type = 'amount'   then case when c.amount > k.bound then k.bound
                                                   when c.amount < -k.bound then -k.bound
                                                   else c.amount end
            when k.kpi_type = 'duration' then c.earliest - case k.starts_at when 'requested_at' then d.requested_at
                                                                            else d.decided_at end
       end::numeric as value
  from counting_decision d
  join (select *, coalesce(cap, 999999999999999) as bound from kpi) k using (plan_id)
  left join credit c using (plan_id, record_id, kpi);
analyze unit;
