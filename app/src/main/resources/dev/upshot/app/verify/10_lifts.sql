-- 10 · Lifts: what the recomputation fills from the exact sums of the days, with the inference library. The tables are those of the
-- reporting database, so that rows can be compared field by field.

create unlogged table expected_lift (like outcome.lifts);
create unlogged table expected_reading (like outcome.lift_readings);
create unlogged table expected_trust_check (like outcome.trust_checks);
create unlogged table expected_meter (like outcome.false_positive_meter);
