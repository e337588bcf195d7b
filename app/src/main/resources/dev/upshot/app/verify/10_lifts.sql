-- 10 · Lifts: what the recomputation fills from the exact sums of the days, with the inference library. The tables are those of the
-- reporting database, so that rows can be compared field by field.

create unlogged table expected_lift (like outcome.lifts);
create unlogged table expected_reading (like outcome.lift_readings);
create unlogged table expected_trust_check (like outcome.trust_checks);
create unlogged table expected_meter (like outcome.false_positive_meter);

-- The clock that all tasks of a generation have reached; a partition without ticks holds all back. A task of a routed generation reads all
-- partitions.
create unlogged table reached as
select g.generation, coalesce(min(coalesce(case when g.repartition then w.clock else c.final_clock end, 0))
                              filter (where p.source_partition is not null), 0) as clock
  from (select distinct generation, repartition from plan) g
 cross join whole_clock w
  left join ops.progress p on p.generation = g.generation and p.stage = 'CELLS'
  left join final_clock c on c.partition = p.source_partition
 group by g.generation;
