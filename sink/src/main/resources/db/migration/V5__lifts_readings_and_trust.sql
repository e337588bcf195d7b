-- Lifts that survive peeking, delay and skew: live rows with a verdict, official readings that never change, trust checks and the
-- false-positive meter.

drop view report.lifts;
alter table outcome.lifts
    drop column critical_value,
    drop column method,
    add column event_count_baseline bigint not null default 0 check (event_count_baseline >= 0),
    add column event_count_candidate bigint not null default 0 check (event_count_candidate >= 0),
    add column mature_share double precision check (mature_share >= 0 and mature_share <= 1),
    add column estimator text not null default 'welch',
    add column clock text not null default '',
    add column multiplier double precision,
    add column grade char(1) not null default 'D' check (grade in ('A', 'B', 'C', 'D')),
    add column verdict text not null default 'not_yet' check (verdict in ('improved', 'degraded', 'no_difference', 'not_yet', 'refused')),
    add column ground text not null default 'nothing_mature',
    add column is_exploratory boolean not null default false,
    add column p_value double precision check (p_value >= 0 and p_value <= 1),
    add column adjusted_p_value double precision check (adjusted_p_value >= 0 and adjusted_p_value <= 1),
    add column e_value double precision check (e_value >= 0),
    add column chance_to_beat_baseline double precision check (chance_to_beat_baseline >= 0 and chance_to_beat_baseline <= 1),
    add column expected_loss double precision check (expected_loss >= 0),
    add column guardrail_state text check (guardrail_state in ('held', 'breached', 'not_yet')),
    add column minimum_effect double precision,
    add column units_needed bigint check (units_needed >= 0),
    add column days_needed double precision check (days_needed >= 0);
comment on column outcome.lifts.event_count_baseline is 'Events of the baseline arm that the gate counts: of a binary KPI the rarer of successes and failures; of amounts and counts the square of the sum over the sum of squares, rounded down (at most the units that are not zero); of durations the cases that ended; of a ratio the lesser of its parts. Not additive.';
comment on column outcome.lifts.event_count_candidate is 'Events of the candidate arm, as event_count_baseline. Not additive.';
comment on column outcome.lifts.mature_share is 'Share of the units of both arms whose cohort day is final in the KPI, in [0, 1]; null without units. Not additive.';
comment on column outcome.lifts.estimator is 'How the difference is estimated: welch, ratio, cuped, restricted_mean or inverse_propensity.';
comment on column outcome.lifts.clock is 'How often one may look, with every parameter: confidence_sequence(alpha=0.05,sides=two,planned_units=10000), group_sequential(…) or fixed_sample(…). Chosen by the plan before the start.';
comment on column outcome.lifts.multiplier is 'Multiplier of the standard error, rounded to nine decimals; null without an interval. Not additive.';
comment on column outcome.lifts.grade is 'How strong the evidence is that the decisions caused the difference: A randomised and sound, B logged propensities with overlap, C adjusted, D before/after or observational.';
comment on column outcome.lifts.verdict is 'What may be said: improved, degraded, no_difference (whatever it is, it is below the minimum effect), not_yet or refused. Speaks of mature units only, at the looks that the clock allows.';
comment on column outcome.lifts.ground is 'Why the verdict is what it is, for example interval_above_zero, too_few_events, uncapped_values or allocation_check_failed.';
comment on column outcome.lifts.is_exploratory is 'Whether the row is of a segment: a place to look for the next question, not an answer.';
comment on column outcome.lifts.p_value is 'p-value against no difference on mature units: anytime-valid under a confidence sequence and alpha spending, of the one look under a fixed sample. Nine significant digits; null without one. Not additive.';
comment on column outcome.lifts.adjusted_p_value is 'p_value adjusted by Holm over the KPIs and candidate arms of the slot, in segments also times the number of segments compared. Not additive.';
comment on column outcome.lifts.e_value is 'e-value against no difference on mature units: its mean is at most one if there is none, at any stopping time. Nine significant digits. Not additive.';
comment on column outcome.lifts.chance_to_beat_baseline is 'Posterior probability, with a flat prior, that the candidate is better, on mature units: a belief, not an error rate. Not additive.';
comment on column outcome.lifts.expected_loss is 'What choosing the candidate loses on average under that posterior, in the KPI''s unit. Not additive.';
comment on column outcome.lifts.guardrail_state is 'Whether a loss beyond the plan''s margin is excluded: held, breached or not_yet; null where the plan has no guardrail for the KPI.';
comment on column outcome.lifts.minimum_effect is 'The least relative difference that matters, as the plan says; null where it does not.';
comment on column outcome.lifts.units_needed is 'Mature units of both arms still needed for a decision if the difference is what it seems; null unknown. Not additive.';
comment on column outcome.lifts.days_needed is 'Days until then at the present rate; null unknown. Not additive.';
comment on table outcome.lifts is 'Grain: use case × plan version × KPI × candidate arm × slot (overall, or one value of one segment dimension). The live row: figures and intervals of all units so far, provisional; grade, verdict, ground, p-values, chance and needs of the latest official reading. Not additive.';
comment on column outcome.lifts.mean_baseline is 'The baseline arm''s figure, in the KPI''s unit: mean, ratio of sums, or of durations the mean within the horizon; null without units. Not additive.';
comment on column outcome.lifts.mean_candidate is 'The candidate arm''s figure, as mean_baseline. Not additive.';
comment on column outcome.lifts.variance_baseline is 'Variance of one unit of the baseline arm, in the KPI''s unit squared; null below two units. Not additive.';
comment on column outcome.lifts.variance_candidate is 'Variance of one unit of the candidate arm, as variance_baseline. Not additive.';
comment on column outcome.lifts.relative_standard_error is 'Standard error of relative_value, as a share; the bounds are no multiples of it. Not additive.';
comment on column outcome.lifts.degrees_of_freedom is 'Welch-Satterthwaite degrees of freedom; null unless the clock is a fixed sample. Not additive.';
comment on column outcome.lifts.alpha is 'Error rate of the intervals over all looks, two-sided; in segments the plan''s, divided by the number of segments compared.';
comment on column outcome.lifts.reason is 'Why an estimate is missing, for example baseline_empty, too_few_units, zero_variance, zero_baseline_mean or unbounded; null when nothing is missing.';

create table outcome.lift_readings (
    use_case text not null,
    plan_version int not null,
    kpi text not null,
    arm text not null,
    segment_dimension text not null,
    segment_value text not null,
    cohort_date date not null,
    final_at timestamptz not null,
    generation text not null,
    baseline text not null,
    n_baseline bigint not null check (n_baseline >= 0),
    n_candidate bigint not null check (n_candidate >= 0),
    mean_baseline double precision,
    mean_candidate double precision,
    variance_baseline double precision,
    variance_candidate double precision,
    absolute_value double precision,
    absolute_standard_error double precision,
    absolute_lower double precision,
    absolute_upper double precision,
    relative_value double precision,
    relative_standard_error double precision,
    relative_lower double precision,
    relative_upper double precision,
    degrees_of_freedom double precision,
    alpha double precision not null check (alpha > 0 and alpha < 1),
    reason text,
    event_count_baseline bigint not null default 0 check (event_count_baseline >= 0),
    event_count_candidate bigint not null default 0 check (event_count_candidate >= 0),
    mature_share double precision check (mature_share >= 0 and mature_share <= 1),
    estimator text not null default 'welch',
    clock text not null default '',
    multiplier double precision,
    grade char(1) not null default 'D' check (grade in ('A', 'B', 'C', 'D')),
    verdict text not null default 'not_yet' check (verdict in ('improved', 'degraded', 'no_difference', 'not_yet', 'refused')),
    ground text not null default 'nothing_mature',
    is_exploratory boolean not null default false,
    p_value double precision check (p_value >= 0 and p_value <= 1),
    adjusted_p_value double precision check (adjusted_p_value >= 0 and adjusted_p_value <= 1),
    e_value double precision check (e_value >= 0),
    chance_to_beat_baseline double precision check (chance_to_beat_baseline >= 0 and chance_to_beat_baseline <= 1),
    expected_loss double precision check (expected_loss >= 0),
    guardrail_state text check (guardrail_state in ('held', 'breached', 'not_yet')),
    minimum_effect double precision,
    units_needed bigint check (units_needed >= 0),
    days_needed double precision check (days_needed >= 0),
    primary key (use_case, plan_version, kpi, arm, segment_dimension, segment_value, cohort_date),
    constraint lift_readings_absolute_is_whole check (
        num_nulls(absolute_value, absolute_standard_error, absolute_lower, absolute_upper) in (0, 4)),
    constraint lift_readings_relative_is_whole check (
        num_nulls(relative_value, relative_standard_error, relative_lower, relative_upper) in (0, 4))
);
comment on table outcome.lift_readings is 'Grain: use case × plan version × KPI × candidate arm × slot × close of a cohort day with units in the slot. Official readings: a function of the events alone, written once and never changed. Not additive.';
comment on column outcome.lift_readings.use_case is 'Use case.';
comment on column outcome.lift_readings.plan_version is 'Version of the plan.';
comment on column outcome.lift_readings.kpi is 'Name of the KPI.';
comment on column outcome.lift_readings.arm is 'Candidate arm.';
comment on column outcome.lift_readings.segment_dimension is 'Dimension of the segment; empty: overall.';
comment on column outcome.lift_readings.segment_value is 'Value of the dimension; empty for overall.';
comment on column outcome.lift_readings.cohort_date is 'Last UTC day of decisions in the reading: it holds all days up to this one.';
comment on column outcome.lift_readings.final_at is 'The moment from which the reading could no longer change: end of the day + window + lateness.';
comment on column outcome.lift_readings.generation is 'Generation of plans that measured it first.';
comment on column outcome.lift_readings.baseline is 'Baseline arm the candidate is compared with.';
comment on column outcome.lift_readings.n_baseline is 'Units of the baseline arm. Not additive: segments are parts of overall, and readings hold the days before.';
comment on column outcome.lift_readings.n_candidate is 'Units of the candidate arm. Not additive, as n_baseline.';
comment on column outcome.lift_readings.mean_baseline is 'The baseline arm''s figure, in the KPI''s unit: mean, ratio of sums, or of durations the mean within the horizon; null without units. Not additive.';
comment on column outcome.lift_readings.mean_candidate is 'The candidate arm''s figure, as mean_baseline. Not additive.';
comment on column outcome.lift_readings.variance_baseline is 'Variance of one unit of the baseline arm, in the KPI''s unit squared; null below two units. Not additive.';
comment on column outcome.lift_readings.variance_candidate is 'Variance of one unit of the candidate arm, as variance_baseline. Not additive.';
comment on column outcome.lift_readings.absolute_value is 'Candidate minus baseline, in the KPI''s unit; null where it cannot be had, see reason. Not additive.';
comment on column outcome.lift_readings.absolute_standard_error is 'Standard error of absolute_value, in the KPI''s unit. Not additive.';
comment on column outcome.lift_readings.absolute_lower is 'Lower bound of the interval of absolute_value, in the KPI''s unit. Not additive.';
comment on column outcome.lift_readings.absolute_upper is 'Upper bound of the interval of absolute_value, in the KPI''s unit. Not additive.';
comment on column outcome.lift_readings.relative_value is 'The difference as a share of the baseline figure''s magnitude (0.15 is +15 %); null where it cannot be had, see reason. Not additive.';
comment on column outcome.lift_readings.relative_standard_error is 'Standard error of relative_value, as a share; the bounds are no multiples of it. Not additive.';
comment on column outcome.lift_readings.relative_lower is 'Lower bound of the interval of relative_value, as a share. Not additive.';
comment on column outcome.lift_readings.relative_upper is 'Upper bound of the interval of relative_value, as a share. Not additive.';
comment on column outcome.lift_readings.degrees_of_freedom is 'Welch-Satterthwaite degrees of freedom; null unless the clock is a fixed sample. Not additive.';
comment on column outcome.lift_readings.alpha is 'Error rate of the intervals over all looks, two-sided; in segments the plan''s, divided by the number of segments compared.';
comment on column outcome.lift_readings.reason is 'Why an estimate is missing, for example baseline_empty, too_few_units, zero_variance, zero_baseline_mean or unbounded; null when nothing is missing.';
comment on column outcome.lift_readings.event_count_baseline is 'Events of the baseline arm that the gate counts: of a binary KPI the rarer of successes and failures; of amounts and counts the square of the sum over the sum of squares, rounded down (at most the units that are not zero); of durations the cases that ended; of a ratio the lesser of its parts. Not additive.';
comment on column outcome.lift_readings.event_count_candidate is 'Events of the candidate arm, as event_count_baseline. Not additive.';
comment on column outcome.lift_readings.mature_share is 'Share of the units of both arms whose cohort day is final in the KPI, in [0, 1]; null without units. Not additive.';
comment on column outcome.lift_readings.estimator is 'How the difference is estimated: welch, ratio, cuped, restricted_mean or inverse_propensity.';
comment on column outcome.lift_readings.clock is 'How often one may look, with every parameter: confidence_sequence(alpha=0.05,sides=two,planned_units=10000), group_sequential(…) or fixed_sample(…). Chosen by the plan before the start.';
comment on column outcome.lift_readings.multiplier is 'Multiplier of the standard error, rounded to nine decimals; null without an interval. Not additive.';
comment on column outcome.lift_readings.grade is 'How strong the evidence is that the decisions caused the difference: A randomised and sound, B logged propensities with overlap, C adjusted, D before/after or observational.';
comment on column outcome.lift_readings.verdict is 'What may be said: improved, degraded, no_difference (whatever it is, it is below the minimum effect), not_yet or refused. Speaks of mature units only, at the looks that the clock allows.';
comment on column outcome.lift_readings.ground is 'Why the verdict is what it is, for example interval_above_zero, too_few_events, uncapped_values or allocation_check_failed.';
comment on column outcome.lift_readings.is_exploratory is 'Whether the row is of a segment: a place to look for the next question, not an answer.';
comment on column outcome.lift_readings.p_value is 'p-value against no difference on mature units: anytime-valid under a confidence sequence and alpha spending, of the one look under a fixed sample. Nine significant digits; null without one. Not additive.';
comment on column outcome.lift_readings.adjusted_p_value is 'p_value adjusted by Holm over the KPIs and candidate arms of the slot, in segments also times the number of segments compared. Not additive.';
comment on column outcome.lift_readings.e_value is 'e-value against no difference on mature units: its mean is at most one if there is none, at any stopping time. Nine significant digits. Not additive.';
comment on column outcome.lift_readings.chance_to_beat_baseline is 'Posterior probability, with a flat prior, that the candidate is better, on mature units: a belief, not an error rate. Not additive.';
comment on column outcome.lift_readings.expected_loss is 'What choosing the candidate loses on average under that posterior, in the KPI''s unit. Not additive.';
comment on column outcome.lift_readings.guardrail_state is 'Whether a loss beyond the plan''s margin is excluded: held, breached or not_yet; null where the plan has no guardrail for the KPI.';
comment on column outcome.lift_readings.minimum_effect is 'The least relative difference that matters, as the plan says; null where it does not.';
comment on column outcome.lift_readings.units_needed is 'Mature units of both arms still needed for a decision if the difference is what it seems; null unknown. Not additive.';
comment on column outcome.lift_readings.days_needed is 'Days until then at the present rate; null unknown. Not additive.';

-- An official reading is written once. The same again is ignored, whatever generation measured it; another one is refused with an error
-- that the sink tells and keeps in quarantine.
create function outcome.refuse_change_of_reading() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' then
        new.generation := old.generation;
        if new is not distinct from old then
            return null;
        end if;
    end if;
    raise exception 'an official reading never changes: % v%, %, %, % %, %',
        old.use_case, old.plan_version, old.kpi, old.arm, old.segment_dimension, old.segment_value, old.cohort_date
        using errcode = 'restrict_violation';
end $$;
comment on function outcome.refuse_change_of_reading() is 'Ignores an official reading that is written again unchanged, and refuses every change and deletion.';
create trigger never_changed before update or delete on outcome.lift_readings
    for each row execute function outcome.refuse_change_of_reading();

create table outcome.trust_checks (
    use_case text not null,
    plan_version int not null,
    arm text not null,
    kpi text not null,
    check_name text not null,
    generation text not null,
    state text not null check (state in ('passed', 'failed', 'not_yet', 'not_applicable')),
    p_value double precision check (p_value >= 0 and p_value <= 1),
    deviation double precision check (deviation >= 0),
    threshold double precision,
    unit_count bigint not null,
    cohort_date date,
    primary key (use_case, plan_version, arm, kpi, check_name)
);
comment on table outcome.trust_checks is 'Grain: use case × plan version × arm × KPI × check. Whether the data look like the experiment that was planned, at the latest close of a cohort day.';
comment on column outcome.trust_checks.use_case is 'Use case.';
comment on column outcome.trust_checks.plan_version is 'Version of the plan.';
comment on column outcome.trust_checks.arm is 'Candidate arm; empty: a check of all arms together.';
comment on column outcome.trust_checks.kpi is 'KPI; empty: a check of the decisions, whatever is measured.';
comment on column outcome.trust_checks.check_name is 'allocation, join, maturity, covariate_balance, subjects_in_several_arms or delay.';
comment on column outcome.trust_checks.generation is 'Generation of plans that measured it.';
comment on column outcome.trust_checks.state is 'passed, failed, not_yet (too few units to tell) or not_applicable (the plan has nothing to check against).';
comment on column outcome.trust_checks.p_value is 'How likely figures at least this odd are if all is well; null where the check knows no probability. Not additive.';
comment on column outcome.trust_checks.deviation is 'How far off: of shares the greatest |observed / expected − 1|, of covariates standard deviations, of subjects the share in several arms. Not additive.';
comment on column outcome.trust_checks.threshold is 'The p-value below which, or for subjects in several arms the share above which, the check fails.';
comment on column outcome.trust_checks.unit_count is 'Units looked at. Not additive over checks.';
comment on column outcome.trust_checks.cohort_date is 'Last UTC day of decisions looked at; null: none yet.';

create table outcome.false_positive_meter (
    use_case text not null,
    plan_version int not null,
    kpi text not null,
    generation text not null,
    n_even bigint not null,
    n_odd bigint not null,
    reading_count bigint not null,
    claim_count bigint not null,
    first_claim_date date,
    cohort_date date not null,
    relative_value double precision,
    relative_lower double precision,
    relative_upper double precision,
    clock text not null,
    primary key (use_case, plan_version, kpi)
);
comment on table outcome.false_positive_meter is 'Grain: use case × plan version × KPI. What is claimed where nothing differs: the baseline arm against itself, split by a hash of the unit, read at every close like a real candidate.';
comment on column outcome.false_positive_meter.use_case is 'Use case.';
comment on column outcome.false_positive_meter.plan_version is 'Version of the plan.';
comment on column outcome.false_positive_meter.kpi is 'Name of the KPI.';
comment on column outcome.false_positive_meter.generation is 'Generation of plans that measured it.';
comment on column outcome.false_positive_meter.n_even is 'Mature units of the baseline arm whose hash is even.';
comment on column outcome.false_positive_meter.n_odd is 'Mature units of the baseline arm whose hash is odd.';
comment on column outcome.false_positive_meter.reading_count is 'Closes of cohort days at which the halves could be compared, the gate open.';
comment on column outcome.false_positive_meter.claim_count is 'Of these, how often the interval excluded zero: each a false claim.';
comment on column outcome.false_positive_meter.first_claim_date is 'Last cohort day of the first reading that claimed; null: none did.';
comment on column outcome.false_positive_meter.cohort_date is 'Last UTC day of decisions looked at.';
comment on column outcome.false_positive_meter.relative_value is 'Odd half against even half, as a share, at the latest close; null where it cannot be had. Not additive.';
comment on column outcome.false_positive_meter.relative_lower is 'Lower bound of its interval. Not additive.';
comment on column outcome.false_positive_meter.relative_upper is 'Upper bound of its interval. Not additive.';
comment on column outcome.false_positive_meter.clock is 'How often one may look, with every parameter.';

create view report.lifts as
select l.use_case,
       l.plan_version,
       l.kpi,
       l.arm,
       l.baseline,
       l.segment_dimension,
       l.segment_value,
       k.kpi_type,
       k.unit,
       k.better,
       k.scale,
       l.n_baseline,
       l.n_candidate,
       l.mean_baseline,
       l.mean_candidate,
       l.variance_baseline,
       l.variance_candidate,
       l.absolute_value,
       l.absolute_standard_error,
       l.absolute_lower,
       l.absolute_upper,
       l.relative_value,
       l.relative_standard_error,
       l.relative_lower,
       l.relative_upper,
       l.degrees_of_freedom,
       l.alpha,
       l.reason,
       l.event_count_baseline,
       l.event_count_candidate,
       l.mature_share,
       l.estimator,
       l.clock,
       l.multiplier,
       l.grade,
       l.verdict,
       l.ground,
       l.is_exploratory,
       l.p_value,
       l.adjusted_p_value,
       l.e_value,
       l.chance_to_beat_baseline,
       l.expected_loss,
       l.guardrail_state,
       l.minimum_effect,
       l.units_needed,
       l.days_needed,
       l.generation
  from outcome.lifts l
  join outcome.kpis k using (use_case, plan_version, kpi);
comment on view report.lifts is 'Grain: use case × plan version × KPI × candidate arm × slot (overall, or one value of one segment dimension). The live row with the KPI''s meaning: figures and intervals of all units so far, provisional; grade, verdict, ground, p-values, chance and needs of the latest official reading. Not additive.';
comment on column report.lifts.use_case is 'Use case.';
comment on column report.lifts.plan_version is 'Version of the plan.';
comment on column report.lifts.kpi is 'Name of the KPI.';
comment on column report.lifts.arm is 'Candidate arm.';
comment on column report.lifts.baseline is 'Baseline arm the candidate is compared with.';
comment on column report.lifts.segment_dimension is 'Dimension of the segment; empty: overall.';
comment on column report.lifts.segment_value is 'Value of the dimension; empty for overall.';
comment on column report.lifts.kpi_type is 'binary, amount, count, duration, value or ratio.';
comment on column report.lifts.unit is 'Unit of figures and absolute differences: share, s (seconds), an ISO 4217 currency code, or empty for a plain number.';
comment on column report.lifts.better is 'Which direction is an improvement: higher or lower.';
comment on column report.lifts.scale is 'Decimal places of the KPI''s fixed-point values in outcome.kpi_cells.';
comment on column report.lifts.n_baseline is 'Units of the baseline arm. Not additive: segments are parts of overall, and readings hold the days before.';
comment on column report.lifts.n_candidate is 'Units of the candidate arm. Not additive, as n_baseline.';
comment on column report.lifts.mean_baseline is 'The baseline arm''s figure, in the KPI''s unit: mean, ratio of sums, or of durations the mean within the horizon; null without units. Not additive.';
comment on column report.lifts.mean_candidate is 'The candidate arm''s figure, as mean_baseline. Not additive.';
comment on column report.lifts.variance_baseline is 'Variance of one unit of the baseline arm, in the KPI''s unit squared; null below two units. Not additive.';
comment on column report.lifts.variance_candidate is 'Variance of one unit of the candidate arm, as variance_baseline. Not additive.';
comment on column report.lifts.absolute_value is 'Candidate minus baseline, in the KPI''s unit; null where it cannot be had, see reason. Not additive.';
comment on column report.lifts.absolute_standard_error is 'Standard error of absolute_value, in the KPI''s unit. Not additive.';
comment on column report.lifts.absolute_lower is 'Lower bound of the interval of absolute_value, in the KPI''s unit. Not additive.';
comment on column report.lifts.absolute_upper is 'Upper bound of the interval of absolute_value, in the KPI''s unit. Not additive.';
comment on column report.lifts.relative_value is 'The difference as a share of the baseline figure''s magnitude (0.15 is +15 %); null where it cannot be had, see reason. Not additive.';
comment on column report.lifts.relative_standard_error is 'Standard error of relative_value, as a share; the bounds are no multiples of it. Not additive.';
comment on column report.lifts.relative_lower is 'Lower bound of the interval of relative_value, as a share. Not additive.';
comment on column report.lifts.relative_upper is 'Upper bound of the interval of relative_value, as a share. Not additive.';
comment on column report.lifts.degrees_of_freedom is 'Welch-Satterthwaite degrees of freedom; null unless the clock is a fixed sample. Not additive.';
comment on column report.lifts.alpha is 'Error rate of the intervals over all looks, two-sided; in segments the plan''s, divided by the number of segments compared.';
comment on column report.lifts.reason is 'Why an estimate is missing, for example baseline_empty, too_few_units, zero_variance, zero_baseline_mean or unbounded; null when nothing is missing.';
comment on column report.lifts.event_count_baseline is 'Events of the baseline arm that the gate counts: of a binary KPI the rarer of successes and failures; of amounts and counts the square of the sum over the sum of squares, rounded down (at most the units that are not zero); of durations the cases that ended; of a ratio the lesser of its parts. Not additive.';
comment on column report.lifts.event_count_candidate is 'Events of the candidate arm, as event_count_baseline. Not additive.';
comment on column report.lifts.mature_share is 'Share of the units of both arms whose cohort day is final in the KPI, in [0, 1]; null without units. Not additive.';
comment on column report.lifts.estimator is 'How the difference is estimated: welch, ratio, cuped, restricted_mean or inverse_propensity.';
comment on column report.lifts.clock is 'How often one may look, with every parameter: confidence_sequence(alpha=0.05,sides=two,planned_units=10000), group_sequential(…) or fixed_sample(…). Chosen by the plan before the start.';
comment on column report.lifts.multiplier is 'Multiplier of the standard error, rounded to nine decimals; null without an interval. Not additive.';
comment on column report.lifts.grade is 'How strong the evidence is that the decisions caused the difference: A randomised and sound, B logged propensities with overlap, C adjusted, D before/after or observational.';
comment on column report.lifts.verdict is 'What may be said: improved, degraded, no_difference (whatever it is, it is below the minimum effect), not_yet or refused. Speaks of mature units only, at the looks that the clock allows.';
comment on column report.lifts.ground is 'Why the verdict is what it is, for example interval_above_zero, too_few_events, uncapped_values or allocation_check_failed.';
comment on column report.lifts.is_exploratory is 'Whether the row is of a segment: a place to look for the next question, not an answer.';
comment on column report.lifts.p_value is 'p-value against no difference on mature units: anytime-valid under a confidence sequence and alpha spending, of the one look under a fixed sample. Nine significant digits; null without one. Not additive.';
comment on column report.lifts.adjusted_p_value is 'p_value adjusted by Holm over the KPIs and candidate arms of the slot, in segments also times the number of segments compared. Not additive.';
comment on column report.lifts.e_value is 'e-value against no difference on mature units: its mean is at most one if there is none, at any stopping time. Nine significant digits. Not additive.';
comment on column report.lifts.chance_to_beat_baseline is 'Posterior probability, with a flat prior, that the candidate is better, on mature units: a belief, not an error rate. Not additive.';
comment on column report.lifts.expected_loss is 'What choosing the candidate loses on average under that posterior, in the KPI''s unit. Not additive.';
comment on column report.lifts.guardrail_state is 'Whether a loss beyond the plan''s margin is excluded: held, breached or not_yet; null where the plan has no guardrail for the KPI.';
comment on column report.lifts.minimum_effect is 'The least relative difference that matters, as the plan says; null where it does not.';
comment on column report.lifts.units_needed is 'Mature units of both arms still needed for a decision if the difference is what it seems; null unknown. Not additive.';
comment on column report.lifts.days_needed is 'Days until then at the present rate; null unknown. Not additive.';
comment on column report.lifts.generation is 'Generation of plans that measured it first.';

create view report.lift_readings as
select l.use_case,
       l.plan_version,
       l.kpi,
       l.arm,
       l.baseline,
       l.segment_dimension,
       l.segment_value,
       l.cohort_date,
       l.final_at,
       k.kpi_type,
       k.unit,
       k.better,
       k.scale,
       l.n_baseline,
       l.n_candidate,
       l.mean_baseline,
       l.mean_candidate,
       l.variance_baseline,
       l.variance_candidate,
       l.absolute_value,
       l.absolute_standard_error,
       l.absolute_lower,
       l.absolute_upper,
       l.relative_value,
       l.relative_standard_error,
       l.relative_lower,
       l.relative_upper,
       l.degrees_of_freedom,
       l.alpha,
       l.reason,
       l.event_count_baseline,
       l.event_count_candidate,
       l.mature_share,
       l.estimator,
       l.clock,
       l.multiplier,
       l.grade,
       l.verdict,
       l.ground,
       l.is_exploratory,
       l.p_value,
       l.adjusted_p_value,
       l.e_value,
       l.chance_to_beat_baseline,
       l.expected_loss,
       l.guardrail_state,
       l.minimum_effect,
       l.units_needed,
       l.days_needed,
       l.generation
  from outcome.lift_readings l
  join outcome.kpis k using (use_case, plan_version, kpi);
comment on view report.lift_readings is 'Grain: use case × plan version × KPI × candidate arm × slot × close of a cohort day with units in the slot. Official readings with the KPI''s meaning: written once, never changed. Not additive.';
comment on column report.lift_readings.use_case is 'Use case.';
comment on column report.lift_readings.plan_version is 'Version of the plan.';
comment on column report.lift_readings.kpi is 'Name of the KPI.';
comment on column report.lift_readings.arm is 'Candidate arm.';
comment on column report.lift_readings.baseline is 'Baseline arm the candidate is compared with.';
comment on column report.lift_readings.segment_dimension is 'Dimension of the segment; empty: overall.';
comment on column report.lift_readings.segment_value is 'Value of the dimension; empty for overall.';
comment on column report.lift_readings.cohort_date is 'Last UTC day of decisions in the reading: it holds all days up to this one.';
comment on column report.lift_readings.final_at is 'The moment from which the reading could no longer change: end of the day + window + lateness.';
comment on column report.lift_readings.kpi_type is 'binary, amount, count, duration, value or ratio.';
comment on column report.lift_readings.unit is 'Unit of figures and absolute differences: share, s (seconds), an ISO 4217 currency code, or empty for a plain number.';
comment on column report.lift_readings.better is 'Which direction is an improvement: higher or lower.';
comment on column report.lift_readings.scale is 'Decimal places of the KPI''s fixed-point values in outcome.kpi_cells.';
comment on column report.lift_readings.n_baseline is 'Units of the baseline arm. Not additive: segments are parts of overall, and readings hold the days before.';
comment on column report.lift_readings.n_candidate is 'Units of the candidate arm. Not additive, as n_baseline.';
comment on column report.lift_readings.mean_baseline is 'The baseline arm''s figure, in the KPI''s unit: mean, ratio of sums, or of durations the mean within the horizon; null without units. Not additive.';
comment on column report.lift_readings.mean_candidate is 'The candidate arm''s figure, as mean_baseline. Not additive.';
comment on column report.lift_readings.variance_baseline is 'Variance of one unit of the baseline arm, in the KPI''s unit squared; null below two units. Not additive.';
comment on column report.lift_readings.variance_candidate is 'Variance of one unit of the candidate arm, as variance_baseline. Not additive.';
comment on column report.lift_readings.absolute_value is 'Candidate minus baseline, in the KPI''s unit; null where it cannot be had, see reason. Not additive.';
comment on column report.lift_readings.absolute_standard_error is 'Standard error of absolute_value, in the KPI''s unit. Not additive.';
comment on column report.lift_readings.absolute_lower is 'Lower bound of the interval of absolute_value, in the KPI''s unit. Not additive.';
comment on column report.lift_readings.absolute_upper is 'Upper bound of the interval of absolute_value, in the KPI''s unit. Not additive.';
comment on column report.lift_readings.relative_value is 'The difference as a share of the baseline figure''s magnitude (0.15 is +15 %); null where it cannot be had, see reason. Not additive.';
comment on column report.lift_readings.relative_standard_error is 'Standard error of relative_value, as a share; the bounds are no multiples of it. Not additive.';
comment on column report.lift_readings.relative_lower is 'Lower bound of the interval of relative_value, as a share. Not additive.';
comment on column report.lift_readings.relative_upper is 'Upper bound of the interval of relative_value, as a share. Not additive.';
comment on column report.lift_readings.degrees_of_freedom is 'Welch-Satterthwaite degrees of freedom; null unless the clock is a fixed sample. Not additive.';
comment on column report.lift_readings.alpha is 'Error rate of the intervals over all looks, two-sided; in segments the plan''s, divided by the number of segments compared.';
comment on column report.lift_readings.reason is 'Why an estimate is missing, for example baseline_empty, too_few_units, zero_variance, zero_baseline_mean or unbounded; null when nothing is missing.';
comment on column report.lift_readings.event_count_baseline is 'Events of the baseline arm that the gate counts: of a binary KPI the rarer of successes and failures; of amounts and counts the square of the sum over the sum of squares, rounded down (at most the units that are not zero); of durations the cases that ended; of a ratio the lesser of its parts. Not additive.';
comment on column report.lift_readings.event_count_candidate is 'Events of the candidate arm, as event_count_baseline. Not additive.';
comment on column report.lift_readings.mature_share is 'Share of the units of both arms whose cohort day is final in the KPI, in [0, 1]; null without units. Not additive.';
comment on column report.lift_readings.estimator is 'How the difference is estimated: welch, ratio, cuped, restricted_mean or inverse_propensity.';
comment on column report.lift_readings.clock is 'How often one may look, with every parameter: confidence_sequence(alpha=0.05,sides=two,planned_units=10000), group_sequential(…) or fixed_sample(…). Chosen by the plan before the start.';
comment on column report.lift_readings.multiplier is 'Multiplier of the standard error, rounded to nine decimals; null without an interval. Not additive.';
comment on column report.lift_readings.grade is 'How strong the evidence is that the decisions caused the difference: A randomised and sound, B logged propensities with overlap, C adjusted, D before/after or observational.';
comment on column report.lift_readings.verdict is 'What may be said: improved, degraded, no_difference (whatever it is, it is below the minimum effect), not_yet or refused. Speaks of mature units only, at the looks that the clock allows.';
comment on column report.lift_readings.ground is 'Why the verdict is what it is, for example interval_above_zero, too_few_events, uncapped_values or allocation_check_failed.';
comment on column report.lift_readings.is_exploratory is 'Whether the row is of a segment: a place to look for the next question, not an answer.';
comment on column report.lift_readings.p_value is 'p-value against no difference on mature units: anytime-valid under a confidence sequence and alpha spending, of the one look under a fixed sample. Nine significant digits; null without one. Not additive.';
comment on column report.lift_readings.adjusted_p_value is 'p_value adjusted by Holm over the KPIs and candidate arms of the slot, in segments also times the number of segments compared. Not additive.';
comment on column report.lift_readings.e_value is 'e-value against no difference on mature units: its mean is at most one if there is none, at any stopping time. Nine significant digits. Not additive.';
comment on column report.lift_readings.chance_to_beat_baseline is 'Posterior probability, with a flat prior, that the candidate is better, on mature units: a belief, not an error rate. Not additive.';
comment on column report.lift_readings.expected_loss is 'What choosing the candidate loses on average under that posterior, in the KPI''s unit. Not additive.';
comment on column report.lift_readings.guardrail_state is 'Whether a loss beyond the plan''s margin is excluded: held, breached or not_yet; null where the plan has no guardrail for the KPI.';
comment on column report.lift_readings.minimum_effect is 'The least relative difference that matters, as the plan says; null where it does not.';
comment on column report.lift_readings.units_needed is 'Mature units of both arms still needed for a decision if the difference is what it seems; null unknown. Not additive.';
comment on column report.lift_readings.days_needed is 'Days until then at the present rate; null unknown. Not additive.';
comment on column report.lift_readings.generation is 'Generation of plans that measured it first.';

create view report.lift_timeline as
select use_case,
       plan_version,
       kpi,
       arm,
       segment_dimension,
       segment_value,
       row_number() over (partition by use_case, plan_version, kpi, arm, segment_dimension, segment_value
                          order by cohort_date) as reading_number,
       cohort_date,
       final_at,
       n_baseline,
       n_candidate,
       absolute_value,
       absolute_lower,
       absolute_upper,
       relative_value,
       relative_lower,
       relative_upper,
       p_value,
       grade,
       verdict,
       ground
  from outcome.lift_readings
 order by use_case, plan_version, kpi, arm, segment_dimension, segment_value, cohort_date;
comment on view report.lift_timeline is 'Grain: official reading. How a lift became what it is: the readings in the order of their cohort days. Not additive.';
comment on column report.lift_timeline.reading_number is 'Place of the reading among those of its lift, from 1.';
comment on column report.lift_timeline.use_case is 'Use case.';
comment on column report.lift_timeline.plan_version is 'Version of the plan.';
comment on column report.lift_timeline.kpi is 'Name of the KPI.';
comment on column report.lift_timeline.arm is 'Candidate arm.';
comment on column report.lift_timeline.segment_dimension is 'Dimension of the segment; empty: overall.';
comment on column report.lift_timeline.segment_value is 'Value of the dimension; empty for overall.';
comment on column report.lift_timeline.cohort_date is 'Last UTC day of decisions in the reading: it holds all days up to this one.';
comment on column report.lift_timeline.final_at is 'The moment from which the reading could no longer change: end of the day + window + lateness.';
comment on column report.lift_timeline.n_baseline is 'Units of the baseline arm. Not additive: segments are parts of overall, and readings hold the days before.';
comment on column report.lift_timeline.n_candidate is 'Units of the candidate arm. Not additive, as n_baseline.';
comment on column report.lift_timeline.absolute_value is 'Candidate minus baseline, in the KPI''s unit; null where it cannot be had, see reason. Not additive.';
comment on column report.lift_timeline.absolute_lower is 'Lower bound of the interval of absolute_value, in the KPI''s unit. Not additive.';
comment on column report.lift_timeline.absolute_upper is 'Upper bound of the interval of absolute_value, in the KPI''s unit. Not additive.';
comment on column report.lift_timeline.relative_value is 'The difference as a share of the baseline figure''s magnitude (0.15 is +15 %); null where it cannot be had, see reason. Not additive.';
comment on column report.lift_timeline.relative_lower is 'Lower bound of the interval of relative_value, as a share. Not additive.';
comment on column report.lift_timeline.relative_upper is 'Upper bound of the interval of relative_value, as a share. Not additive.';
comment on column report.lift_timeline.p_value is 'p-value against no difference on mature units: anytime-valid under a confidence sequence and alpha spending, of the one look under a fixed sample. Nine significant digits; null without one. Not additive.';
comment on column report.lift_timeline.grade is 'How strong the evidence is that the decisions caused the difference: A randomised and sound, B logged propensities with overlap, C adjusted, D before/after or observational.';
comment on column report.lift_timeline.verdict is 'What may be said: improved, degraded, no_difference (whatever it is, it is below the minimum effect), not_yet or refused. Speaks of mature units only, at the looks that the clock allows.';
comment on column report.lift_timeline.ground is 'Why the verdict is what it is, for example interval_above_zero, too_few_events, uncapped_values or allocation_check_failed.';

create view report.trust_checks as
select use_case,
       plan_version,
       arm,
       kpi,
       check_name,
       generation,
       state,
       p_value,
       deviation,
       threshold,
       unit_count,
       cohort_date
  from outcome.trust_checks;
comment on view report.trust_checks is 'Grain: use case × plan version × arm × KPI × check. Whether the data look like the experiment that was planned, at the latest close of a cohort day. A failed check withholds every claim of the arm and KPI.';
comment on column report.trust_checks.use_case is 'Use case.';
comment on column report.trust_checks.plan_version is 'Version of the plan.';
comment on column report.trust_checks.arm is 'Candidate arm; empty: a check of all arms together.';
comment on column report.trust_checks.kpi is 'KPI; empty: a check of the decisions, whatever is measured.';
comment on column report.trust_checks.check_name is 'allocation, join, maturity, covariate_balance, subjects_in_several_arms or delay.';
comment on column report.trust_checks.generation is 'Generation of plans that measured it.';
comment on column report.trust_checks.state is 'passed, failed, not_yet (too few units to tell) or not_applicable (the plan has nothing to check against).';
comment on column report.trust_checks.p_value is 'How likely figures at least this odd are if all is well; null where the check knows no probability. Not additive.';
comment on column report.trust_checks.deviation is 'How far off: of shares the greatest |observed / expected − 1|, of covariates standard deviations, of subjects the share in several arms. Not additive.';
comment on column report.trust_checks.threshold is 'The p-value below which, or for subjects in several arms the share above which, the check fails.';
comment on column report.trust_checks.unit_count is 'Units looked at. Not additive over checks.';
comment on column report.trust_checks.cohort_date is 'Last UTC day of decisions looked at; null: none yet.';

create view report.false_positive_meter as
select use_case,
       plan_version,
       kpi,
       generation,
       n_even,
       n_odd,
       reading_count,
       claim_count,
       first_claim_date,
       cohort_date,
       relative_value,
       relative_lower,
       relative_upper,
       clock,
       claim_count::double precision / nullif(reading_count, 0) as claim_share
  from outcome.false_positive_meter;
comment on view report.false_positive_meter is 'Grain: use case × plan version × KPI. What is claimed where nothing differs, beside the plan''s error rate.';
comment on column report.false_positive_meter.use_case is 'Use case.';
comment on column report.false_positive_meter.plan_version is 'Version of the plan.';
comment on column report.false_positive_meter.kpi is 'Name of the KPI.';
comment on column report.false_positive_meter.generation is 'Generation of plans that measured it.';
comment on column report.false_positive_meter.n_even is 'Mature units of the baseline arm whose hash is even.';
comment on column report.false_positive_meter.n_odd is 'Mature units of the baseline arm whose hash is odd.';
comment on column report.false_positive_meter.reading_count is 'Closes of cohort days at which the halves could be compared, the gate open.';
comment on column report.false_positive_meter.claim_count is 'Of these, how often the interval excluded zero: each a false claim.';
comment on column report.false_positive_meter.first_claim_date is 'Last cohort day of the first reading that claimed; null: none did.';
comment on column report.false_positive_meter.cohort_date is 'Last UTC day of decisions looked at.';
comment on column report.false_positive_meter.relative_value is 'Odd half against even half, as a share, at the latest close; null where it cannot be had. Not additive.';
comment on column report.false_positive_meter.relative_lower is 'Lower bound of its interval. Not additive.';
comment on column report.false_positive_meter.relative_upper is 'Upper bound of its interval. Not additive.';
comment on column report.false_positive_meter.clock is 'How often one may look, with every parameter.';
comment on column report.false_positive_meter.claim_share is 'Share of the readings that claimed; null without a reading. The plan''s error rate bounds the chance that this is ever above zero, not the share. Not additive.';
