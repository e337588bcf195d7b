-- What was unknown when it was refused can be judged again, and KPIs keep their plan's order.

alter table ops.quarantined_records add column unknown_name text;
comment on column ops.quarantined_records.unknown_name is 'For unknown_use_case and unknown_outcome: the name no plan knew. The row goes when a plan comes that knows it. Null for other reasons.';
create index quarantined_records_by_unknown_name on ops.quarantined_records (unknown_name) where unknown_name is not null;

-- The order of KPIs stored before is not known any more: theirs becomes that of their names.
alter table outcome.kpis add column position int;
update outcome.kpis k
   set position = numbered.position
  from (select use_case, plan_version, kpi,
               row_number() over (partition by use_case, plan_version order by kpi collate "C") as position
          from outcome.kpis) numbered
 where (k.use_case, k.plan_version, k.kpi) = (numbered.use_case, numbered.plan_version, numbered.kpi);
alter table outcome.kpis alter column position set not null;
alter table outcome.kpis add constraint kpis_position_check check (position > 0);
comment on column outcome.kpis.position is 'Place of the KPI in its plan, from 1.';
