-- 10 · Lifts: what the recomputation fills from the exact sums of the days, with the inference library. The tables are those of the
-- reporting database, so that rows can be compared field by field.

create unlogged table expected_lift (like outcome.lifts);
create unlogged table expected_reading (like outcome.lift_readings);
create unlogged table expected_trust_check (like outcome.trust_checks);
create unlogged table expected_meter (like outcome.false_positive_meter);

-- The clock that each task has reached by the raw ticks; 0 as long as a partition it reads has none. A task of a routed generation reads all
-- partitions.
create unlogged table task_clock as
select distinct p.generation, p.source_partition, coalesce(case when g.repartition then w.clock else c.final_clock end, 0) as clock
  from ops.progress p
  join (select distinct generation, repartition from plan) g using (generation)
  left join final_clock c on c.partition = p.source_partition
 cross join whole_clock w
 where p.stage = 'CELLS';

-- The clock that all tasks of a generation have reached.
create unlogged table reached as
select generation, coalesce(min(t.clock), 0) as clock
  from (select distinct generation from plan) g
  left join task_clock t using (generation)
 group by generation;
