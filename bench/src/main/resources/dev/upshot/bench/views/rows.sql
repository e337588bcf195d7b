-- Cells of about ten million decisions: two arms, a quarter, 4 × 3 segment values, 4 partitions; three KPIs, their lifts.
insert into outcome.plan_versions (use_case, plan_version, generation, baseline_arm, candidate_arms, segment_names, design,
       unit_of_analysis, lateness_ms, alpha, yaml, content_hash, horizon_ms)
values ('claims-triage', 1, 'bench', 'human', '{model-v2}', '{region,product}', 'randomized', 'decision', 172800000, 0.05, '', '', 1209600000);

insert into outcome.kpis (use_case, plan_version, kpi, kpi_type, outcome, better, unit, scale, window_ms, starts_at, missing, position)
values ('claims-triage', 1, 'decision_quality', 'binary',   'adjudicated_correct', 'higher', 'share', 0, 1209600000, 'decided_at',   'zero',    1),
       ('claims-triage', 1, 'processing_time',  'duration', 'claim_closed',        'lower',  's',     3, 604800000,  'requested_at', 'exclude', 2),
       ('claims-triage', 1, 'recovered_amount', 'amount',   'recovery',            'higher', 'EUR',   2, 1209600000, 'decided_at',   'zero',    3);

insert into outcome.cell_partials (use_case, plan_version, arm, cohort_date, segment_values, source_partition, decision_count,
       reviewed_count, overturned_count, unit_count)
select 'claims-triage', 1, arm, day::date, array[region, product], part, 1150, 230, 30, 1150
  from unnest(array['human', 'model-v2']) arm,
       generate_series(date '2025-10-01', date '2025-12-30', interval '1 day') day,
       unnest(array['north', 'south', 'east', 'west']) region, unnest(array['car', 'home', 'travel']) product,
       generate_series(0, 3) part;

insert into outcome.kpi_partials (use_case, plan_version, arm, cohort_date, segment_values, source_partition, kpi, unit_count,
       value_sum, value_sum_squares, open_count)
select use_case, plan_version, arm, cohort_date, segment_values, source_partition, k.kpi, 1150, k.value, k.square, k.open_cases
  from outcome.cell_partials,
       (values ('decision_quality', 800::numeric, 800::numeric, 0),
               ('processing_time', 1150 * 3600000::numeric, 1150 * 13000000000000::numeric, 3),
               ('recovered_amount', 100000::numeric, 40000000::numeric, 0)) k (kpi, value, square, open_cases);

insert into outcome.lifts (use_case, plan_version, kpi, arm, segment_dimension, segment_value, generation, baseline, n_baseline,
       n_candidate, mean_baseline, mean_candidate, alpha)
select 'claims-triage', 1, kpi, 'model-v2', s.dimension, s.value, 'bench', 'human', 1000000, 1000000, 0.5, 0.6, 0.05
  from outcome.kpis,
       (values ('', ''), ('region', 'north'), ('region', 'south'), ('region', 'east'), ('region', 'west'),
               ('product', 'car'), ('product', 'home'), ('product', 'travel')) s (dimension, value);

insert into outcome.join_health_partials (use_case, plan_version, event_date, source_partition, decision_fact_count,
       outcome_fact_count, review_fact_count, decision_count, outcome_count, direct_count, by_subject_count, unjoined_count,
       corrected_count, superseded_count, subject_count, mixed_unit_count, duplicate_count, delay_buckets)
select 'claims-triage', 1, day::date, part, 27600, 27600, 5000, 27600, 27600, 27000, 0, 600, 100, 50, 20000, 30, 100,
       (select jsonb_object_agg(bucket::text, 300) from generate_series(20, 110) bucket)
  from generate_series(date '2025-10-01', date '2025-12-30', interval '1 day') day, generate_series(0, 3) part;

insert into outcome.restatement_partials (use_case, plan_version, arm, cohort_date, segment_values, kpi, cause, source_partition,
       unit_count, value_change)
select use_case, plan_version, arm, cohort_date, segment_values, 'recovered_amount', 'amended', source_partition, 3, -1000
  from outcome.cell_partials;

insert into ops.quarantined_records (topic, partition, record_offset, use_case, plan_version, reason, detail, observed_at, generation)
select 'upshot.outcomes', n % 4, n, 'claims-triage', 1, (array['late', 'not_binary', 'bad_scale'])[1 + n % 3], '',
       timestamptz '2025-10-01 00:00:00+00' + n * interval '1 minute', 'bench'
  from generate_series(1, 100000) n;

insert into ops.progress (generation, stage, source_partition, through_partition, clock, positions, final_clock)
select 'bench', stage, source, through, timestamptz '2026-01-20 00:00:00+00', '{}', timestamptz '2025-12-20 00:00:00+00'
  from unnest(array['CELLS', 'LIFTS']) stage, generate_series(0, 3) source, generate_series(0, 3) through;

-- Cases by age: most end within a day, some are open.
update outcome.kpi_partials
   set age_ended_counts = array(select case when bin <= 50 then 23 else 0 end from generate_series(1, 64) bin),
       age_open_counts = array(select case when bin = 40 then 3 else 0 end from generate_series(1, 64) bin)
 where kpi = 'processing_time';

-- A ledger of ten million decisions: in batches, as the sink writes them. Times are log-normal: sums
-- of twelve uniform numbers are nearly normal.
update outcome.plan_versions set has_ledger = true;

select ops.open_ledger_months(array[date '2025-10-01', date '2025-11-01', date '2025-12-01']);

select setseed(0.20261129);

do $$
begin
    for batch in 0 .. 499 loop
        insert into outcome.decisions (use_case, plan_version, decided_at, decision_id, subject_digest, arm, segment_values,
               unit_decision_id, cohort_date, is_counted, actor_type, actor_id, actor_version, mode, action, requested_at, score,
               review_count, is_overturned, review_verdict, reviewer_type, reviewed_at, review_started_at, outcome_count)
        select 'claims-triage', 1, at, 'd-' || n, md5(n::text)::uuid, (array['human', 'model-v2'])[1 + n % 2],
               array[(array['north', 'south', 'east', 'west'])[1 + n % 4], (array['car', 'home', 'travel'])[1 + n % 3]], 'd-' || n,
               (at at time zone 'UTC')::date, true, (array['HUMAN', 'MODEL'])[1 + n % 2], (array['clerks', 'triage'])[1 + n % 2],
               (array['', '2.' || batch / 100])[1 + n % 2], (array['ADVISORY', 'AUTOMATED'])[1 + n % 2], 'approve',
               at - exp(normal) * interval '10 minutes', 0.5, (n % 5 = 0)::int, n % 40 = 0,
               case when n % 40 = 0 then 'OVERRIDDEN' when n % 5 = 0 then 'ACCEPTED' end, case when n % 5 = 0 then 'HUMAN' end,
               case when n % 5 = 0 then at + exp(normal + 0.5 * normal_too) * interval '3 hours' end,
               case when n % 5 = 0 then at + exp(normal + 0.5 * normal_too) * interval '3 hours' - exp(normal_too) * interval '2 minutes' end, 3
          from (select n, timestamptz '2025-10-01 00:00:00+00' + n * interval '0.7 seconds' as at,
                       random() + random() + random() + random() + random() + random()
                       + random() + random() + random() + random() + random() + random() - 6 as normal,
                       random() + random() + random() + random() + random() + random()
                       + random() + random() + random() + random() + random() + random() - 6 as normal_too
                  from generate_series(20000 * batch + 1, 20000 * (batch + 1)) n) d;
        commit;
    end loop;
end $$;
