-- The ledger: single decisions and what was credited to them, for plans that keep one. Partitioned by UTC month of decided_at, so
-- that a month goes as a whole and at once.

alter table outcome.plan_versions
    add column has_ledger    boolean not null default false,
    add column ledger_months int     not null default 0 check (ledger_months >= 0);
comment on column outcome.plan_versions.has_ledger is 'Whether single decisions are kept in outcome.decisions.';
comment on column outcome.plan_versions.ledger_months is 'How many months they are kept at least; 0: for ever.';

create table outcome.decisions (
    use_case          text             not null,
    plan_version      int              not null,
    decided_at        timestamptz      not null,
    decision_id       text             not null,
    subject_digest    uuid             not null,
    arm               text             not null,
    segment_values    text[]           not null,
    unit_decision_id  text             not null,
    cohort_date       date             not null,
    is_counted        boolean          not null,
    supersedes        text,
    actor_type        text             not null,
    actor_id          text             not null,
    actor_version     text             not null,
    mode              text             not null,
    action            text             not null,
    requested_at      timestamptz,
    score             double precision,
    review_count      int              not null,
    is_overturned     boolean          not null,
    review_verdict    text,
    reviewer_type     text,
    reviewed_at       timestamptz,
    review_started_at timestamptz,
    outcome_count     int              not null,
    primary key (use_case, plan_version, decided_at, decision_id, subject_digest)
) partition by range (decided_at);
comment on table outcome.decisions is 'Grain: one decision under a plan version that keeps a ledger. Accumulating: arm and actor when it is taken, review and outcomes as they come. Partitioned by UTC month of decided_at; report.decisions adds the state.';
comment on column outcome.decisions.use_case is 'Use case.';
comment on column outcome.decisions.plan_version is 'Version of the plan.';
comment on column outcome.decisions.decided_at is 'Event time of the decision.';
comment on column outcome.decisions.decision_id is 'The decision, as its event names it.';
comment on column outcome.decisions.subject_digest is 'Whom it was about: the first 16 bytes of SHA-256 over use case, a zero byte and subject id. Who knows an id finds its rows; other ids are not told.';
comment on column outcome.decisions.arm is 'The decision''s arm.';
comment on column outcome.decisions.segment_values is 'Values of the plan''s dimensions, in the order of segment_names in outcome.plan_versions.';
comment on column outcome.decisions.unit_decision_id is 'First decision of the unit it belongs to: its own id where the unit is the decision.';
comment on column outcome.decisions.cohort_date is 'UTC day of the unit''s first decision: the day of its cell.';
comment on column outcome.decisions.is_counted is 'Whether the decision counts. False: another one replaced it.';
comment on column outcome.decisions.supersedes is 'The decision that this one replaces; null: none.';
comment on column outcome.decisions.actor_type is 'Who decided: MODEL, RULE, HUMAN or HYBRID.';
comment on column outcome.decisions.actor_id is 'Name of the model, rule set or role.';
comment on column outcome.decisions.actor_version is 'Version of the model or rule set; empty where there is none.';
comment on column outcome.decisions.mode is 'How far it took effect: AUTOMATED, ADVISORY or SHADOW.';
comment on column outcome.decisions.action is 'What was decided, in the use case''s own words; empty where it is longer than 128 characters.';
comment on column outcome.decisions.requested_at is 'When it was asked for; null where its event does not say.';
comment on column outcome.decisions.score is 'The model''s score; null where there is none. Not additive.';
comment on column outcome.decisions.review_count is 'Reviews of the decision within the plan''s horizon. Additive.';
comment on column outcome.decisions.is_overturned is 'Whether one of them overrode or reversed it.';
comment on column outcome.decisions.review_verdict is 'Verdict of the latest of them: ACCEPTED, OVERRIDDEN, REVERSED, ESCALATED or STOPPED; null: not reviewed.';
comment on column outcome.decisions.reviewer_type is 'Who gave it: HUMAN, MODEL or RULE; null: not reviewed.';
comment on column outcome.decisions.reviewed_at is 'When it was given; null: not reviewed.';
comment on column outcome.decisions.review_started_at is 'When that reviewer began; null where the event does not say.';
comment on column outcome.decisions.outcome_count is 'Its rows in outcome.attributed_outcomes. Additive.';

create table outcome.attributed_outcomes (
    use_case       text        not null,
    plan_version   int         not null,
    decided_at     timestamptz not null,
    decision_id    text        not null,
    subject_digest uuid        not null,
    kpi            text        not null,
    role           text        not null,
    outcome_id     text        not null,
    outcome        text        not null,
    occurred_at    timestamptz not null,
    credit         bigint      not null,
    whole          bigint      not null,
    primary key (use_case, plan_version, decided_at, decision_id, subject_digest, kpi, role, outcome_id)
) partition by range (decided_at);
comment on table outcome.attributed_outcomes is 'Grain: decision × KPI × role × outcome: what went into the value of the decision''s unit. A row goes when a correction takes its outcome away. Partitioned by UTC month of decided_at; report.attributed_outcomes adds share and model.';
comment on column outcome.attributed_outcomes.use_case is 'Use case.';
comment on column outcome.attributed_outcomes.plan_version is 'Version of the plan.';
comment on column outcome.attributed_outcomes.decided_at is 'Event time of the decision.';
comment on column outcome.attributed_outcomes.decision_id is 'The decision.';
comment on column outcome.attributed_outcomes.subject_digest is 'Whom it was about, as in outcome.decisions.';
comment on column outcome.attributed_outcomes.kpi is 'Name of the KPI.';
comment on column outcome.attributed_outcomes.role is 'value; of a duration: from (the outcome starts a case) or to (it may end one).';
comment on column outcome.attributed_outcomes.outcome_id is 'The outcome, as its event names it.';
comment on column outcome.attributed_outcomes.outcome is 'Name of the outcome.';
comment on column outcome.attributed_outcomes.occurred_at is 'Event time of the outcome.';
comment on column outcome.attributed_outcomes.credit is 'What the decision gets of its value, before any cap, in units of 10^-scale of the KPI; 0 for a duration. Additive over the outcomes and decisions of one KPI.';
comment on column outcome.attributed_outcomes.whole is 'What the outcome is worth as a whole, likewise. Not additive: it stands at each of its decisions.';

-- Months -------------------------------------------------------------------------------------------------------------

create table ops.ledger_months (
    month_date date    primary key check (month_date = date_trunc('month', month_date)),
    is_dropped boolean not null default false
);
comment on table ops.ledger_months is 'Grain: one UTC month of the ledger, open or dropped. A dropped month stays dropped: what a replay brings of it is not written again.';
comment on column ops.ledger_months.month_date is 'First day of the month.';
comment on column ops.ledger_months.is_dropped is 'Whether its decisions were let go.';

create function ops.drop_ledger_months(before date) returns setof date
    language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    month date;
begin
    perform pg_advisory_xact_lock(7523048310982346);
    for month in select month_date from ops.ledger_months where month_date < before and not is_dropped order by month_date loop
        execute format('drop table outcome.attributed_outcomes_%1$s, outcome.decisions_%1$s', to_char(month, 'YYYY_MM'));
        update ops.ledger_months set is_dropped = true where month_date = month;
        return next month;
    end loop;
end $$;
comment on function ops.drop_ledger_months(date) is 'Lets go of the decisions of all months before a day, with their outcomes, and says which months these were. For the owner; the sums in the cells stay.';

-- Partitions are made by the owner's right, in the transaction that needs them: the writer may create nothing by itself.
create function ops.open_ledger_months(wanted date[]) returns setof date
    language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    month  date;
    parent text;
    keep   int;
begin
    if exists (select from unnest(wanted) w where not exists (select from ops.ledger_months m where m.month_date = w)) then
        -- Only one transaction at a time; who waited here sees what the other made.
        perform pg_advisory_xact_lock(7523048310982346);
        for month in
            select distinct w from unnest(wanted) w
             where not exists (select from ops.ledger_months m where m.month_date = w) order by w
        loop
            insert into ops.ledger_months (month_date) values (month);
            foreach parent in array array['decisions', 'attributed_outcomes'] loop
                execute format('create table outcome.%1$s_%2$s (like outcome.%1$s including all) with (fillfactor = 80)',
                               parent, to_char(month, 'YYYY_MM'));
                execute format('comment on table outcome.%1$s_%2$s is %3$L', parent, to_char(month, 'YYYY_MM'),
                               format('Partition of outcome.%s: decisions of this UTC month.', parent));
                -- Attaching keeps readers and writers of other months at work; creating it as a partition would not.
                execute format('alter table outcome.%1$s attach partition outcome.%1$s_%2$s for values from (%3$L) to (%4$L)',
                               parent, to_char(month, 'YYYY_MM'),
                               month::timestamp at time zone 'UTC', (month + interval '1 month') at time zone 'UTC');
            end loop;
        end loop;
        -- As long as the plan that keeps longest says. Months are those of the events: no clock on a wall decides.
        select case when bool_and(ledger_months > 0) then max(ledger_months) end into keep
          from outcome.plan_versions where has_ledger;
        if keep is not null then
            perform ops.drop_ledger_months(
                        ((select max(month_date) from ops.ledger_months) - make_interval(months => keep))::date);
        end if;
    end if;
    return query select month_date from ops.ledger_months where month_date = any (wanted) and not is_dropped;
end $$;
comment on function ops.open_ledger_months(date[]) is 'Makes sure that the ledger has these months (first days), lets go of those that no plan keeps any more, and returns which of them may be written.';

-- Views --------------------------------------------------------------------------------------------------------------

create view report.decisions as
select d.use_case,
       d.plan_version,
       d.decision_id,
       d.subject_digest,
       d.decided_at,
       d.arm,
       v.segment_names,
       d.segment_values,
       d.unit_decision_id,
       d.cohort_date,
       d.is_counted,
       case when coalesce(w.final_clock >= (d.cohort_date + 1)::timestamp at time zone 'UTC'
                                           + (v.horizon_ms + v.lateness_ms) * interval '1 millisecond', false) then 'final'
            when d.outcome_count > 0 then 'provisional'
            else 'waiting' end as state,
       d.supersedes,
       d.actor_type,
       d.actor_id,
       d.actor_version,
       d.mode,
       d.action,
       d.requested_at,
       d.score,
       d.review_count,
       d.is_overturned,
       d.review_verdict,
       d.reviewer_type,
       d.reviewed_at,
       d.review_started_at,
       d.outcome_count
  from outcome.decisions d
  join outcome.plan_versions v using (use_case, plan_version)
  left join ops.final_clocks w using (generation);
comment on view report.decisions is 'Grain: one decision under a plan version that keeps a ledger. The state follows from the clock in the log, so no row is written again to become final.';
comment on column report.decisions.use_case is 'Use case.';
comment on column report.decisions.plan_version is 'Version of the plan.';
comment on column report.decisions.decision_id is 'The decision, as its event names it.';
comment on column report.decisions.subject_digest is 'Whom it was about: the first 16 bytes of SHA-256 over use case, a zero byte and subject id.';
comment on column report.decisions.decided_at is 'Event time of the decision.';
comment on column report.decisions.arm is 'The decision''s arm.';
comment on column report.decisions.segment_names is 'Names of the plan''s dimensions.';
comment on column report.decisions.segment_values is 'Its values of them, in the same order.';
comment on column report.decisions.unit_decision_id is 'First decision of the unit it belongs to: its own id where the unit is the decision.';
comment on column report.decisions.cohort_date is 'UTC day of the unit''s first decision.';
comment on column report.decisions.is_counted is 'Whether the decision counts. False: another one replaced it.';
comment on column report.decisions.state is 'waiting: nothing credited yet; provisional: something is, and more may come or go; final: no acceptable event can change the row any more.';
comment on column report.decisions.supersedes is 'The decision that this one replaces; null: none.';
comment on column report.decisions.actor_type is 'Who decided: MODEL, RULE, HUMAN or HYBRID.';
comment on column report.decisions.actor_id is 'Name of the model, rule set or role.';
comment on column report.decisions.actor_version is 'Version of the model or rule set; empty where there is none.';
comment on column report.decisions.mode is 'How far it took effect: AUTOMATED, ADVISORY or SHADOW.';
comment on column report.decisions.action is 'What was decided, in the use case''s own words; empty where it is longer than 128 characters.';
comment on column report.decisions.requested_at is 'When it was asked for; null where its event does not say.';
comment on column report.decisions.score is 'The model''s score; null where there is none. Not additive.';
comment on column report.decisions.review_count is 'Reviews of the decision within the plan''s horizon. Additive.';
comment on column report.decisions.is_overturned is 'Whether one of them overrode or reversed it.';
comment on column report.decisions.review_verdict is 'Verdict of the latest of them: ACCEPTED, OVERRIDDEN, REVERSED, ESCALATED or STOPPED; null: not reviewed.';
comment on column report.decisions.reviewer_type is 'Who gave it: HUMAN, MODEL or RULE; null: not reviewed.';
comment on column report.decisions.reviewed_at is 'When it was given; null: not reviewed.';
comment on column report.decisions.review_started_at is 'When that reviewer began; null where the event does not say.';
comment on column report.decisions.outcome_count is 'Its rows in report.attributed_outcomes. Additive.';

create view report.attributed_outcomes as
select a.use_case,
       a.plan_version,
       a.decision_id,
       a.subject_digest,
       a.decided_at,
       a.kpi,
       a.role,
       a.outcome_id,
       a.outcome,
       a.occurred_at,
       round(a.credit / 10::numeric ^ k.scale, k.scale)           as credit,
       k.unit,
       (a.credit / nullif(a.whole, 0)::numeric)::double precision as share,
       coalesce(k.credit_model, k.join_by)                        as model
  from outcome.attributed_outcomes a
  join outcome.kpis k using (use_case, plan_version, kpi);
comment on view report.attributed_outcomes is 'Grain: decision × KPI × role × outcome: what each decision got of what happened afterwards.';
comment on column report.attributed_outcomes.use_case is 'Use case.';
comment on column report.attributed_outcomes.plan_version is 'Version of the plan.';
comment on column report.attributed_outcomes.decision_id is 'The decision.';
comment on column report.attributed_outcomes.subject_digest is 'Whom it was about, as in report.decisions.';
comment on column report.attributed_outcomes.decided_at is 'Event time of the decision.';
comment on column report.attributed_outcomes.kpi is 'Name of the KPI.';
comment on column report.attributed_outcomes.role is 'value; of a duration: from (the outcome starts a case) or to (it may end one).';
comment on column report.attributed_outcomes.outcome_id is 'The outcome, as its event names it.';
comment on column report.attributed_outcomes.outcome is 'Name of the outcome.';
comment on column report.attributed_outcomes.occurred_at is 'Event time of the outcome.';
comment on column report.attributed_outcomes.credit is 'What the decision gets of its value, in unit, before any cap; 0 for a duration. Additive over the outcomes and decisions of one KPI.';
comment on column report.attributed_outcomes.unit is 'Unit of the credit: share, s (seconds), an ISO 4217 currency code, or empty for a plain number.';
comment on column report.attributed_outcomes.share is 'Credit over the outcome''s whole value, 0 to 1; null where that is 0. Not additive.';
comment on column report.attributed_outcomes.model is 'How the outcome found its decisions: direct, or the credit model last_touch, first_touch, linear, position or time_decay.';
