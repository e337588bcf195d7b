-- 09 · Differences between what was recomputed and what the reporting database holds. One row per differing field;
-- one row where a whole row is missing or unexpected. float8 values are compared and shown as text, which is their
-- shortest exact decimal: equal text is equal bits. No subject ids.

create unlogged table difference (
    place    integer not null,          -- order of the report
    what     text    not null,
    key      text    not null,
    field    text    not null,
    expected text,
    found    text
);

-- Cells.
insert into difference
select 1, 'cell', format('%s v%s, %s, %s, [%s]', use_case, plan_version, arm, cohort_date, array_to_string(segment_values, ', ')),
       f.field, f.expected, f.found
  from (select p.use_case, p.plan_version, c.*, true as expected
          from expected_cell c join plan p using (plan_id)) e
  full join (select *, true as found from outcome.cells) r
       using (use_case, plan_version, arm, cohort_date, segment_values)
 cross join lateral (values
       ('row', case when e.expected then 'present' else 'none' end, case when r.found then 'present' else 'missing' end),
       ('decision_count',   e.decision_count::text,   r.decision_count::text),
       ('reviewed_count',   e.reviewed_count::text,   r.reviewed_count::text),
       ('overturned_count', e.overturned_count::text, r.overturned_count::text)) f (field, expected, found)
 where f.expected is distinct from f.found
   and (f.field = 'row' or e.expected and r.found);

-- KPI cells.
insert into difference
select 2, 'KPI cell', format('%s v%s, %s, %s, [%s], %s', use_case, plan_version, arm, cohort_date, array_to_string(segment_values, ', '), kpi),
       f.field, f.expected, f.found
  from (select p.use_case, p.plan_version, c.*, true as expected
          from expected_kpi_cell c join plan p using (plan_id)) e
  full join (select *, true as found from outcome.kpi_cells) r
       using (use_case, plan_version, arm, cohort_date, segment_values, kpi)
 cross join lateral (values
       ('row', case when e.expected then 'present' else 'none' end, case when r.found then 'present' else 'missing' end),
       ('unit_count',        e.unit_count::text,        r.unit_count::text),
       ('value_sum',         e.value_sum::text,         r.value_sum::text),
       ('value_sum_squares', e.value_sum_squares::text, r.value_sum_squares::text)) f (field, expected, found)
 where f.expected is distinct from f.found
   and (f.field = 'row' or e.expected and r.found);

-- Lifts.
insert into difference
select 3, 'lift', format('%s v%s, %s, %s', use_case, plan_version, kpi, arm)
                  || case when segment_dimension = '' then '' else format(', %s=%s', segment_dimension, segment_value) end,
       f.field, f.expected, f.found
  from (select p.use_case, p.plan_version, l.*, true as expected
          from expected_lift l join plan p using (plan_id)) e
  full join (select *, true as found from outcome.lifts) r
       using (use_case, plan_version, kpi, arm, segment_dimension, segment_value)
 cross join lateral (values
       ('row', case when e.expected then 'present' else 'none' end, case when r.found then 'present' else 'missing' end),
       ('baseline',                e.baseline,                      r.baseline),
       ('n_baseline',              e.n_baseline::text,              r.n_baseline::text),
       ('n_candidate',             e.n_candidate::text,             r.n_candidate::text),
       ('mean_baseline',           e.mean_baseline::text,           r.mean_baseline::text),
       ('mean_candidate',          e.mean_candidate::text,          r.mean_candidate::text),
       ('variance_baseline',       e.variance_baseline::text,       r.variance_baseline::text),
       ('variance_candidate',      e.variance_candidate::text,      r.variance_candidate::text),
       ('absolute_value',          e.absolute_value::text,          r.absolute_value::text),
       ('absolute_standard_error', e.absolute_standard_error::text, r.absolute_standard_error::text),
       ('absolute_lower',          e.absolute_lower::text,          r.absolute_lower::text),
       ('absolute_upper',          e.absolute_upper::text,          r.absolute_upper::text),
       ('relative_value',          e.relative_value::text,          r.relative_value::text),
       ('relative_standard_error', e.relative_standard_error::text, r.relative_standard_error::text),
       ('relative_lower',          e.relative_lower::text,          r.relative_lower::text),
       ('relative_upper',          e.relative_upper::text,          r.relative_upper::text),
       ('degrees_of_freedom',      e.degrees_of_freedom::text,      r.degrees_of_freedom::text),
       ('critical_value',          e.critical_value::text,          r.critical_value::text),
       ('method',                  e.method,                        r.method),
       ('alpha',                   e.alpha::text,                   r.alpha::text),
       ('reason',                  e.reason,                        r.reason)) f (field, expected, found)
 where f.expected is distinct from f.found
   and (f.field = 'row' or e.expected and r.found);

-- Quarantine, as sets of (topic, partition, offset, use case, plan version, reason).
insert into difference
select 4, 'quarantine', format('%s-%s@%s', topic, partition, record_offset)
                        || case when use_case = '' then '' else format(', %s v%s', use_case, plan_version) end,
       'reason', coalesce(e.reason, 'none'), coalesce(r.reason, 'missing')
  from refusal e
  full join ops.quarantined_records r using (topic, partition, record_offset, use_case, plan_version)
 where e.reason is distinct from r.reason;

-- Journeys that overflowed hold exactly their limit of ids, and none of those they refused.
insert into difference
select 5, 'journey', format('%s v%s', p.use_case, p.plan_version), 'events kept',
       least(l.events_per_journey, k.kept + k.refused - k.torn)::text,
       k.kept || case when k.torn = 0 then '' else format(', of which %s were also refused', k.torn) end
  from long_journey l
  join plan p using (plan_id)
 cross join lateral (
       select count(*) filter (where kept) as kept, count(*) filter (where refused) as refused,
              count(*) filter (where kept and refused) as torn
         from (select id, bool_or(reason is null) as kept, bool_or(reason = 'journey_full') as refused
                 from (select 'd' || decision_id, reason from judged_decision d
                        where (d.plan_id, d.subject_id) = (l.plan_id, l.subject_id)
                       union all
                       select 'o' || outcome_id, reason from judged_outcome o
                        where (o.plan_id, o.subject_id) = (l.plan_id, l.subject_id)
                       union all
                       select 'r' || decision_id, reason from judged_review r
                        where (r.plan_id, r.subject_id) = (l.plan_id, l.subject_id)) event (id, reason)
                group by id) ids) k
 where k.torn > 0 or k.kept <> least(l.events_per_journey, k.kept + k.refused - k.torn);

-- Conservation: every record read is accepted by a plan or lies in quarantine, and nothing lies there that was not
-- read.
create unlogged table unaccepted as
with judged as (
    select record_id, topic, partition, record_offset, reason from judged_decision
    union all
    select record_id, topic, partition, record_offset, reason from judged_outcome
    union all
    select record_id, topic, partition, record_offset, reason from judged_review
)
select distinct record_id, topic, partition, record_offset
  from judged refused
 where reason is not null
   and not exists (select from judged accepted
                    where accepted.record_id = refused.record_id and accepted.reason is null);

create unlogged table account as
with record as (
    select topic, partition, record_offset from decision_record
    union all
    select topic, partition, record_offset from outcome_record
    union all
    select topic, partition, record_offset from review_record
), records_read as (
    select topic, count(*) as records from record group by topic
), refused as (
    select topic, count(*) as records from unaccepted group by topic
), found as (
    select distinct topic, partition, record_offset from ops.quarantined_records
), quarantined as (
    select topic, count(*) filter (where u.record_id is not null or r.topic is null) as records
      from found q
      left join unaccepted u using (topic, partition, record_offset)
      left join record r using (topic, partition, record_offset)
     group by topic
)
select topic, coalesce(a.records, 0) as records, coalesce(a.records - coalesce(b.records, 0), 0) as accepted,
       coalesce(q.records, 0) as quarantined
  from records_read a
  left join refused b using (topic)
  full join quarantined q using (topic);

insert into difference
select 6, 'conservation', topic, 'records', records || ' read', accepted || ' accepted + ' || quarantined || ' quarantined'
  from account
 where records <> accepted + quarantined;
