-- 14 · Differences between what was recomputed and what the reporting database holds. One row per differing field;
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
       ('overturned_count', e.overturned_count::text, r.overturned_count::text),
       ('unit_count',       e.unit_count::text,       r.unit_count::text),
       ('mixed_unit_count', e.mixed_unit_count::text, r.mixed_unit_count::text)) f (field, expected, found)
 where f.expected is distinct from f.found
   and (f.field = 'row' or e.expected and r.found);

-- KPI cells.
insert into difference
select 2, case half when 'odd' then 'odd half of a KPI cell' else 'KPI cell' end,
       format('%s v%s, %s, %s, [%s], %s', use_case, plan_version, arm, cohort_date, array_to_string(segment_values, ', '), kpi),
       f.field, f.expected, f.found
  from (select p.use_case, p.plan_version, c.*, true as expected
          from expected_half_cell c join plan p using (plan_id)) e
  full join (select *, 'all' collate "C" as half, true as found from outcome.kpi_cells
             union all
             select *, 'odd', true from outcome.odd_half_cells) r
       using (use_case, plan_version, arm, cohort_date, segment_values, kpi, half)
 cross join lateral (values
       ('row', case when e.expected then 'present' else 'none' end, case when r.found then 'present' else 'missing' end),
       ('unit_count',        e.unit_count::text,        r.unit_count::text),
       ('value_sum',         e.value_sum::text,         r.value_sum::text),
       ('value_sum_squares', e.value_sum_squares::text, r.value_sum_squares::text),
       ('denominator_sum',         e.denominator_sum::text,         r.denominator_sum::text),
       ('denominator_sum_squares', e.denominator_sum_squares::text, r.denominator_sum_squares::text),
       ('product_sum',             e.product_sum::text,             r.product_sum::text),
       ('open_count',              e.open_count::text,              r.open_count::text),
       ('open_start_sum',          e.open_start_sum::text,          r.open_start_sum::text),
       ('covariate_count',            e.covariate_count::text,            r.covariate_count::text),
       ('covariate_sum',              e.covariate_sum::text,              r.covariate_sum::text),
       ('covariate_sum_squares',      e.covariate_sum_squares::text,      r.covariate_sum_squares::text),
       ('covariate_value_sum',        e.covariate_value_sum::text,        r.covariate_value_sum::text),
       ('covariate_denominator_sum',  e.covariate_denominator_sum::text,  r.covariate_denominator_sum::text),
       ('weight_sum',                 e.weight_sum::text,                 r.weight_sum::text),
       ('weight_sum_squares',         e.weight_sum_squares::text,         r.weight_sum_squares::text),
       ('weighted_value_sum',         e.weighted_value_sum::text,         r.weighted_value_sum::text),
       ('weighted_value_sum_squares', e.weighted_value_sum_squares::text, r.weighted_value_sum_squares::text),
       ('weight_weighted_value_sum',  e.weight_weighted_value_sum::text,  r.weight_weighted_value_sum::text)) f (field, expected, found)
 where f.expected is distinct from f.found
   and (f.field = 'row' or e.expected and r.found);

-- Cases by age.
insert into difference
select 2, 'age cell', format('%s v%s, %s, %s, [%s], %s, bin %s', use_case, plan_version, arm, cohort_date, array_to_string(segment_values, ', '), kpi, bin),
       f.field, f.expected, f.found
  from (select p.use_case, p.plan_version, c.*, true as expected
          from expected_age_cell c join plan p using (plan_id)) e
  full join (select *, true as found from outcome.age_cells) r
       using (use_case, plan_version, arm, cohort_date, segment_values, kpi, bin)
 cross join lateral (values
       ('row', case when e.expected then 'present' else 'none' end, case when r.found then 'present' else 'missing' end),
       ('ended_count',          e.ended_count::text,          r.ended_count::text),
       ('open_count',           e.open_count::text,           r.open_count::text),
       ('odd_half_ended_count', e.odd_half_ended_count::text, r.odd_half_ended_count::text),
       ('odd_half_open_count',  e.odd_half_open_count::text,  r.odd_half_open_count::text)) f (field, expected, found)
 where f.expected is distinct from f.found
   and (f.field = 'row' or e.expected and r.found);

-- The fields in which two rows differ; a row that is on one side only differs as a whole.
create function differing(expected_row jsonb, found_row jsonb) returns table (field text, expected text, found text)
    stable language sql as $$
    select *
      from (select 'row', case when expected_row is null then 'none' else 'present' end,
                   case when found_row is null then 'missing' else 'present' end
            union all
            select name, expected_row ->> name, found_row ->> name
              from jsonb_object_keys(expected_row) name
             where found_row is not null) f (field, expected, found)
     where f.expected is distinct from f.found
$$;

-- Lifts, official readings, trust checks and meters. A row too much is a difference as one that is missing.
insert into difference
select 3, 'lift', format('%s v%s, %s, %s', use_case, plan_version, kpi, arm)
                  || case when segment_dimension = '' then '' else format(', %s=%s', segment_dimension, segment_value) end, f.field, f.expected, f.found
  from (select use_case, plan_version, kpi, arm, segment_dimension, segment_value, to_jsonb(l) - 'generation' as said from expected_lift l) e
  full join (select use_case, plan_version, kpi, arm, segment_dimension, segment_value, to_jsonb(l) - 'generation' as said from outcome.lifts l) r
       using (use_case, plan_version, kpi, arm, segment_dimension, segment_value)
 cross join lateral differing(e.said, r.said) f
 where e.said is distinct from r.said;

insert into difference
select 3, 'reading', format('%s v%s, %s, %s', use_case, plan_version, kpi, arm)
                  || case when segment_dimension = '' then '' else format(', %s=%s', segment_dimension, segment_value) end
                  || format(', %s', cohort_date), f.field, f.expected, f.found
  from (select use_case, plan_version, kpi, arm, segment_dimension, segment_value, cohort_date, to_jsonb(l) - 'generation' as said from expected_reading l) e
  full join (select use_case, plan_version, kpi, arm, segment_dimension, segment_value, cohort_date, to_jsonb(l) - 'generation' as said from outcome.lift_readings l) r
       using (use_case, plan_version, kpi, arm, segment_dimension, segment_value, cohort_date)
 cross join lateral differing(e.said, r.said) f
 where e.said is distinct from r.said;

-- The figures of what lifts and readings there are, against the sums of their days. A reading there must be of every day, but for a plan whose
-- looks are planned: there those of the whole plan are a matter of its looks.
insert into difference
select 3, case when cohort_date = 'infinity' then 'lift figures' else 'reading figures' end,
       format('%s v%s, %s, %s', use_case, plan_version, kpi, arm)
       || case when segment_dimension = '' then '' else format(', %s=%s', segment_dimension, segment_value) end
       || case when cohort_date = 'infinity' then '' else format(', %s', cohort_date) end, f.field, f.expected, f.found
  from (select *, true as expected from expected_figure) e
  full join (
       select use_case, plan_version, kpi, arm, segment_dimension, segment_value, date 'infinity' as cohort_date, n_baseline, n_candidate,
              event_count_baseline, event_count_candidate, mature_share, mean_baseline, mean_candidate, variance_baseline,
              variance_candidate, true as found
         from outcome.lifts
       union all
       select use_case, plan_version, kpi, arm, segment_dimension, segment_value, cohort_date, n_baseline, n_candidate,
              event_count_baseline, event_count_candidate, mature_share, mean_baseline, mean_candidate, variance_baseline,
              variance_candidate, true
         from outcome.lift_readings) r
       using (use_case, plan_version, kpi, arm, segment_dimension, segment_value, cohort_date)
 cross join lateral (
       select case when e.expected then 'present' else 'none' end, case when r.found then 'present' else 'missing' end) row (expected, found)
 cross join lateral (
       select 'row', row.expected, row.found
        where row.expected = 'none'
           or row.found = 'missing' and (e.segment_dimension <> '' or e.looks = 'confidence_sequence')
       union all
       select field, x.expected::text, x.found::text
         from (values
              ('n_baseline',            e.n_baseline::float8,            r.n_baseline::float8,            false),
              ('n_candidate',           e.n_candidate::float8,           r.n_candidate::float8,           false),
              ('event_count_baseline',  e.event_count_baseline::float8,  r.event_count_baseline::float8,  false),
              ('event_count_candidate', e.event_count_candidate::float8, r.event_count_candidate::float8, false),
              ('mature_share',          e.mature_share,                  r.mature_share,                  false),
              ('mean_baseline',         e.mean_baseline,                 r.mean_baseline,                 e.is_rounded),
              ('mean_candidate',        e.mean_candidate,                r.mean_candidate,                e.is_rounded),
              ('variance_baseline',     e.variance_baseline,             r.variance_baseline,             e.is_rounded),
              ('variance_candidate',    e.variance_candidate,            r.variance_candidate,            e.is_rounded))
              x (field, expected, found, is_rounded)
        where e.expected and r.found and x.expected is distinct from x.found
          and not (x.is_rounded and abs(x.expected - x.found) <= 1e-9 * abs(x.expected)) is true) f (field, expected, found);

insert into difference
select 3, 'trust check', format('%s v%s, %s, %s, %s', use_case, plan_version, arm, kpi, check_name), f.field, f.expected, f.found
  from (select use_case, plan_version, arm, kpi, check_name, to_jsonb(l) - 'generation' as said from expected_trust_check l) e
  full join (select use_case, plan_version, arm, kpi, check_name, to_jsonb(l) - 'generation' as said from outcome.trust_checks l) r
       using (use_case, plan_version, arm, kpi, check_name)
 cross join lateral differing(e.said, r.said) f
 where e.said is distinct from r.said;

insert into difference
select 3, 'false-positive meter', format('%s v%s, %s', use_case, plan_version, kpi), f.field, f.expected, f.found
  from (select use_case, plan_version, kpi, to_jsonb(l) - 'generation' as said from expected_meter l) e
  full join (select use_case, plan_version, kpi, to_jsonb(l) - 'generation' as said from outcome.false_positive_meter l) r
       using (use_case, plan_version, kpi)
 cross join lateral differing(e.said, r.said) f
 where e.said is distinct from r.said;

-- Quarantine, as sets of (topic, partition, offset, use case, plan version, reason).
insert into difference
select 4, 'quarantine', format('%s-%s@%s', topic, partition, record_offset)
                        || case when use_case = '' then '' else format(', %s v%s', use_case, plan_version) end,
       'reason', coalesce(e.reason, 'none'), coalesce(r.reason, 'missing')
  from refusal e
  full join ops.quarantined_records r using (topic, partition, record_offset, use_case, plan_version)
 where e.reason is distinct from r.reason;

-- Restatements.
insert into difference
select 5, 'restatement', format('%s v%s, %s, %s, [%s], %s, %s', use_case, plan_version, arm, cohort_date, array_to_string(segment_values, ', '), kpi, cause),
       f.field, f.expected, f.found
  from (select p.use_case, p.plan_version, c.*, true as expected
          from expected_restatement c join plan p using (plan_id)) e
  full join (select *, true as found from outcome.restatements) r
       using (use_case, plan_version, arm, cohort_date, segment_values, kpi, cause)
 cross join lateral (values
       ('row', case when e.expected then 'present' else 'none' end, case when r.found then 'present' else 'missing' end),
       ('unit_count',   e.unit_count::text,   r.unit_count::text),
       ('value_change', e.value_change::text, r.value_change::text)) f (field, expected, found)
 where f.expected is distinct from f.found
   and (f.field = 'row' or e.expected and r.found);

-- Join health. A day of which there is nothing to tell may have a row of zeros or none.
insert into difference
select 6, 'join health', format('%s v%s, %s', use_case, plan_version, event_date), f.field, f.expected, f.found
  from (select p.use_case, p.plan_version, h.* from expected_health h join plan p using (plan_id)) e
  full join outcome.join_health r using (use_case, plan_version, event_date)
 cross join lateral (values
       ('decision_fact_count', e.decision_fact_count, r.decision_fact_count),
       ('outcome_fact_count',  e.outcome_fact_count,  r.outcome_fact_count),
       ('review_fact_count',   e.review_fact_count,   r.review_fact_count),
       ('decision_count',      e.decision_count,      r.decision_count),
       ('outcome_count',       e.outcome_count,       r.outcome_count),
       ('direct_count',        e.direct_count,        r.direct_count),
       ('by_subject_count',    e.by_subject_count,    r.by_subject_count),
       ('unjoined_count',      e.unjoined_count,      r.unjoined_count),
       ('corrected_count',     e.corrected_count,     r.corrected_count),
       ('superseded_count',    e.superseded_count,    r.superseded_count),
       ('subject_count',       e.subject_count,       r.subject_count),
       ('mixed_unit_count',    e.mixed_unit_count,    r.mixed_unit_count)) f (field, expected, found)
 where coalesce(f.expected, 0) <> coalesce(f.found, 0);

insert into difference
select 6, 'join health', format('%s v%s, %s', use_case, plan_version, event_date), format('delay bucket %s', bucket),
       coalesce(e.outcome_count, 0)::text, coalesce(r.outcome_count, 0)::text
  from (select p.use_case, p.plan_version, d.* from expected_delay d join plan p using (plan_id)) e
  full join outcome.join_delays r using (use_case, plan_version, event_date, bucket)
 where coalesce(e.outcome_count, 0) <> coalesce(r.outcome_count, 0);

-- Clocks: each task of each generation has processed the highest ticks of its partition of each topic. (What is final
-- follows from the lowest of these.)
insert into difference
select distinct 7, 'final clock', format('generation %s, partition %s', p.generation, p.source_partition), 'final_clock',
       t.clock::text, (extract(epoch from p.final_clock) * 1000)::bigint::text
  from ops.progress p
  join task_clock t using (generation, source_partition)
 where p.stage = 'CELLS'
   and (extract(epoch from p.final_clock) * 1000)::bigint <> t.clock;

-- What is known of verdicts that depend on the order of arrival.

-- A full journey holds as many facts as it may; more, if some of them had gone since and it had room again. (Which ones it holds
-- shows in the quarantine.)
insert into difference
select 9, 'journey', format('%s v%s', p.use_case, p.plan_version), 'facts kept',
       case when j.is_closed then '' else 'at least ' end || p.events_per_journey, j.kept::text
  from crowded_journey j
  join plan p using (plan_id)
 where case when j.is_closed then j.kept <> p.events_per_journey
            else j.kept < j.facts and j.kept < p.events_per_journey end;

-- A partition that refused segment values or cells had as many as it may: decisions that it took before the first that it
-- refused, and they alone, can have opened them. (Which of them did is a matter of credit at that moment.)
insert into difference
select 10, 'bound', format('%s v%s, partition %s', p.use_case, p.plan_version, r.partition), r.reason, 'at least ' || b.bound, b.kept::text
  from (select plan_id, partition, reason, min(record_offset) as first_offset
          from judged_decision
         where reason in ('too_many_segment_values', 'too_many_cells')
         group by plan_id, partition, reason) r
  join plan p using (plan_id)
 cross join lateral (
       select p.most_segment_values as bound, coalesce(max(kept), 0) as kept
         from (select count(distinct value) as kept
                 from judged_decision d
                cross join lateral unnest(d.segment_values) with ordinality as s (value, dimension)
                where d.reason is null and (d.plan_id, d.partition) = (r.plan_id, r.partition)
                  and (p.repartition or d.record_offset < r.first_offset)
                group by s.dimension) x
        where r.reason = 'too_many_segment_values'
       having r.reason = 'too_many_segment_values'
       union all
       select p.most_cells, count(*)
         from (select distinct arm, segment_values, div(decided_at, 86400000)
                 from judged_decision d
                where d.reason is null and (d.plan_id, d.partition) = (r.plan_id, r.partition)
                  and (p.repartition or d.record_offset < r.first_offset)) x
       having r.reason = 'too_many_cells') b
 where b.kept < b.bound;

-- And no more: the published cells of days that the decisions' clock has not closed are open at the same time. Where units are
-- decisions and none replaces another: else one event may open several.
create unlogged table open_cell as
select c.*, p.plan_id, p.most_cells, p.most_segment_values
  from outcome.cell_partials c
  join plan p using (use_case, plan_version)
  left join (select partition, max(clock) as clock
               from tick_clock
              where topic in (select distinct topic from decision_record)
              group by partition) d on d.partition = c.source_partition
 where not p.repartition
   and p.unit = 'decision'
   and not exists (select from decision_fact f where f.plan_id = p.plan_id and f.supersedes <> f.decision_id)
   and c.cohort_date >= day_of(greatest(coalesce(d.clock, 0) - p.horizon_ms - p.lateness_ms, 0));

insert into difference
select 10, 'bound', format('%s v%s, partition %s', use_case, plan_version, source_partition), 'open cells',
       'at most ' || most_cells, count(*)::text
  from open_cell
 group by use_case, plan_version, source_partition, most_cells
having count(*) > most_cells;

insert into difference
select 10, 'bound', format('%s v%s, partition %s', use_case, plan_version, source_partition),
       format('open values of segment %s', s.dimension), 'at most ' || most_segment_values, count(distinct s.value)::text
  from open_cell
 cross join lateral unnest(segment_values) with ordinality as s (value, dimension)
 group by use_case, plan_version, source_partition, most_segment_values, s.dimension
having count(distinct s.value) > most_segment_values;

-- The ledger. A subject is known by its digest on both sides.
insert into difference
select 11, 'decision', format('%s v%s, decision %s', use_case, plan_version, decision_id), f.field, f.expected, f.found
  from (select use_case, plan_version, decision_id, decided_at, digest(use_case, subject_id) as subject_digest,
               to_jsonb(d) - 'subject_id' as said
          from expected_decision d) e
  full join (select use_case, plan_version, decision_id, millis(decided_at) as decided_at, subject_digest,
                    to_jsonb(d) - 'subject_digest'
                    || jsonb_build_object('decided_at', millis(decided_at), 'requested_at', millis(requested_at),
                                          'reviewed_at', millis(reviewed_at), 'review_started_at', millis(review_started_at)) as said
               from outcome.decisions d) r
       using (use_case, plan_version, decision_id, decided_at, subject_digest)
 cross join lateral differing(e.said, r.said) f
 where e.said is distinct from r.said;

insert into difference
select 11, 'attributed outcome', format('%s v%s, decision %s, %s, %s %s', use_case, plan_version, decision_id, kpi, role, outcome_id),
       f.field, f.expected, f.found
  from (select use_case, plan_version, decision_id, decided_at, digest(use_case, subject_id) as subject_digest, kpi, role, outcome_id,
               jsonb_build_object('outcome', outcome, 'occurred_at', occurred_at, 'credit', credit::text, 'whole', whole::text) as said
          from expected_attribution) e
  full join (select use_case, plan_version, decision_id, millis(decided_at) as decided_at, subject_digest, kpi, role, outcome_id,
                    jsonb_build_object('outcome', outcome, 'occurred_at', millis(occurred_at), 'credit', credit::text,
                                       'whole', whole::text) as said
               from outcome.attributed_outcomes) r
       using (use_case, plan_version, decision_id, decided_at, subject_digest, kpi, role, outcome_id)
 cross join lateral differing(e.said, r.said) f
 where e.said is distinct from r.said;

-- Its sums.
insert into difference
select 11, 'week of the ledger', concat_ws(', ', use_case || ' v' || plan_version, arm, actor_type, mode, week_date, segment_dimension || '=' || segment_value,
                                           review_verdict, is_overturned), 'decision_count', e.decision_count::text, r.decision_count::text
  from expected_ledger_week e
  full join outcome.ledger_weeks r
       using (use_case, plan_version, arm, actor_type, mode, week_date, segment_dimension, segment_value, review_verdict, is_overturned)
 where e.decision_count is distinct from r.decision_count;

insert into difference
select 11, 'times of the ledger', concat_ws(', ', use_case || ' v' || plan_version, arm, actor_type, mode, week_date, segment_dimension || '=' || segment_value,
                                            stretch, 'bin ' || bin), 'decision_count', e.decision_count::text, r.decision_count::text
  from expected_ledger_time e
  full join outcome.ledger_times r
       using (use_case, plan_version, arm, actor_type, mode, week_date, segment_dimension, segment_value, stretch, bin)
 where e.decision_count is distinct from r.decision_count;

insert into difference
select 11, 'actor', concat_ws(', ', use_case || ' v' || plan_version, actor_type, actor_id, mode, actor_version), f.field, f.expected, f.found
  from (select use_case, plan_version, actor_type, actor_id, mode, actor_version, to_jsonb(a) as said from expected_actor a) e
  full join (select use_case, plan_version, actor_type, actor_id, mode, actor_version,
                    to_jsonb(a) || jsonb_build_object('valid_from', millis(valid_from), 'valid_to', millis(valid_to),
                                                      'last_decided_at', millis(last_decided_at)) as said
               from outcome.actors a) r
       using (use_case, plan_version, actor_type, actor_id, mode, actor_version)
 cross join lateral differing(e.said, r.said) f
 where e.said is distinct from r.said;
