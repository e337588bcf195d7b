-- Sums of the ledger, kept by triggers in the statements that write it: exact whatever writes, undoes or replaces a decision, and whenever
-- somebody looks. To sum ten million decisions anew takes a minute.

-- Writers at work at the same time add to rows of their own, so none waits for another: a slot once taken is one's own until the
-- transaction ends. A slot may be negative; sums over the slots are not.
create function ops.free_slot() returns int
    language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
    slot int := 0;
begin
    while not pg_try_advisory_xact_lock(752304831, slot) loop
        slot := slot + 1;
    end loop;
    return slot;
end $$;
comment on function ops.free_slot() is 'The lowest number that no other transaction has. Asked again, a transaction may get a lower one that became free: both are its own until it ends.';

create table outcome.ledger_week_partials (
    use_case       text    not null,
    plan_version   int     not null,
    month_date     date    not null,
    week_date      date    not null,
    arm            text    not null,
    actor_type     text    not null,
    mode           text    not null,
    segment_place  int     not null check (segment_place >= 0),
    segment_value  text    not null,
    review_verdict text    not null,
    is_overturned  boolean not null,
    slot           int     not null,
    decision_count bigint  not null,
    primary key (use_case, plan_version, month_date, week_date, arm, actor_type, mode, segment_place, segment_value, review_verdict,
                 is_overturned, slot)
) with (fillfactor = 80);
comment on table outcome.ledger_week_partials is 'Grain: plan version × month × week × arm × actor type × mode × slice × verdict × writer''s slot. Sums of outcome.decisions, kept by a trigger in the transactions that write it; readers want the view outcome.ledger_weeks.';
comment on column outcome.ledger_week_partials.use_case is 'Use case.';
comment on column outcome.ledger_week_partials.plan_version is 'Version of the plan.';
comment on column outcome.ledger_week_partials.month_date is 'First day of the UTC month of decided_at: its row goes with the ledger''s month.';
comment on column outcome.ledger_week_partials.week_date is 'Monday of the ISO week in which the unit''s first decision was taken, UTC.';
comment on column outcome.ledger_week_partials.arm is 'Arm of the decision.';
comment on column outcome.ledger_week_partials.actor_type is 'Who decided: MODEL, RULE, HUMAN or HYBRID.';
comment on column outcome.ledger_week_partials.mode is 'How far it took effect: AUTOMATED, ADVISORY or SHADOW.';
comment on column outcome.ledger_week_partials.segment_place is 'Dimension the row is cut by: its place in plan_versions.segment_names; 0: everything.';
comment on column outcome.ledger_week_partials.segment_value is 'Value of the dimension; empty: everything.';
comment on column outcome.ledger_week_partials.review_verdict is 'Verdict of the latest review: ACCEPTED, OVERRIDDEN, REVERSED, ESCALATED or STOPPED; empty: not reviewed.';
comment on column outcome.ledger_week_partials.is_overturned is 'Whether a review overrode or reversed the decision.';
comment on column outcome.ledger_week_partials.slot is 'Which of the writers at work at the same time; see ops.free_slot.';
comment on column outcome.ledger_week_partials.decision_count is 'Decisions that count; of one slot it may be negative. Additive over all columns of the key except plan_version, and over the values of one dimension.';

create table outcome.ledger_time_partials (
    use_case       text   not null,
    plan_version   int    not null,
    month_date     date   not null,
    week_date      date   not null,
    arm            text   not null,
    actor_type     text   not null,
    mode           text   not null,
    segment_place  int    not null check (segment_place >= 0),
    segment_value  text   not null,
    stretch        text   not null,
    bin            int    not null check (bin > 0),
    slot           int    not null,
    decision_count bigint not null,
    primary key (use_case, plan_version, month_date, week_date, arm, actor_type, mode, segment_place, segment_value, stretch, bin, slot)
) with (fillfactor = 80);
comment on table outcome.ledger_time_partials is 'Grain: plan version × month × week × arm × actor type × mode × slice × stretch of time × bin × writer''s slot. How long things of outcome.decisions took, kept like outcome.ledger_week_partials; readers want the view outcome.ledger_times.';
comment on column outcome.ledger_time_partials.use_case is 'Use case.';
comment on column outcome.ledger_time_partials.plan_version is 'Version of the plan.';
comment on column outcome.ledger_time_partials.month_date is 'First day of the UTC month of decided_at: its row goes with the ledger''s month.';
comment on column outcome.ledger_time_partials.week_date is 'Monday of the ISO week in which the unit''s first decision was taken, UTC.';
comment on column outcome.ledger_time_partials.arm is 'Arm of the decision.';
comment on column outcome.ledger_time_partials.actor_type is 'Who decided: MODEL, RULE, HUMAN or HYBRID.';
comment on column outcome.ledger_time_partials.mode is 'How far it took effect: AUTOMATED, ADVISORY or SHADOW.';
comment on column outcome.ledger_time_partials.segment_place is 'Dimension the row is cut by: its place in plan_versions.segment_names; 0: everything.';
comment on column outcome.ledger_time_partials.segment_value is 'Value of the dimension; empty: everything.';
comment on column outcome.ledger_time_partials.stretch is 'decision (from request to decision), wait (from decision to verdict) or dwell (from the start of the review to its verdict).';
comment on column outcome.ledger_time_partials.bin is 'Bin of the time in milliseconds, as in outcome.ledger_times.';
comment on column outcome.ledger_time_partials.slot is 'Which of the writers at work at the same time; see ops.free_slot.';
comment on column outcome.ledger_time_partials.decision_count is 'Decisions that count; of one slot it may be negative. Additive like that of outcome.ledger_week_partials.';

create table outcome.actor_partials (
    use_case         text        not null,
    plan_version     int         not null,
    actor_type       text        not null,
    actor_id         text        not null,
    mode             text        not null,
    actor_version    text        not null,
    decided_date     date        not null,
    slot             int         not null,
    decision_count   bigint      not null,
    first_decided_at timestamptz,
    last_decided_at  timestamptz,
    primary key (use_case, plan_version, actor_type, actor_id, mode, actor_version, decided_date, slot)
) with (fillfactor = 80);
comment on table outcome.actor_partials is 'Grain: plan version × actor × mode × version × UTC day × writer''s slot. When who decided, kept like outcome.ledger_week_partials; readers want the view outcome.actors.';
comment on column outcome.actor_partials.use_case is 'Use case.';
comment on column outcome.actor_partials.plan_version is 'Version of the plan.';
comment on column outcome.actor_partials.actor_type is 'MODEL, RULE, HUMAN or HYBRID.';
comment on column outcome.actor_partials.actor_id is 'Name of the model, rule set or role.';
comment on column outcome.actor_partials.mode is 'How far its decisions took effect: AUTOMATED, ADVISORY or SHADOW.';
comment on column outcome.actor_partials.actor_version is 'Version of the model or rule set; empty where there is none.';
comment on column outcome.actor_partials.decided_date is 'UTC day of decided_at.';
comment on column outcome.actor_partials.slot is 'Which of the writers at work at the same time; see ops.free_slot.';
comment on column outcome.actor_partials.decision_count is 'Decisions, replaced ones included; of one slot it may be negative. Additive over all columns of the key except plan_version.';
comment on column outcome.actor_partials.first_decided_at is 'Event time of the first of them that the slot knows; null: of none. Not additive.';
comment on column outcome.actor_partials.last_decided_at is 'Event time of the last of them that the slot knows; null: of none. Not additive.';

create function ops.sum_ledger() returns trigger
    language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    -- What came counts once, what went takes one away, and what stayed as it was vanishes from the sums.
    changes constant text := case tg_op
        when 'INSERT' then 'select 1 as sign, * from came'
        when 'DELETE' then 'select -1 as sign, * from gone'
        else 'select 1 as sign, * from came union all select -1, * from gone' end;
    -- First and last of a day matter where something went: then each moment by itself.
    moments constant text := case tg_op
        when 'INSERT' then 'select use_case, plan_version, actor_type, actor_id, mode, actor_version, (decided_at at time zone ''UTC'')::date as date,
                                   count(*) as decisions, min(decided_at) as first_at, max(decided_at) as last_at
                              from came
                             group by use_case, plan_version, actor_type, actor_id, mode, actor_version, 7'
        else 'select use_case, plan_version, actor_type, actor_id, mode, actor_version, (decided_at at time zone ''UTC'')::date as date,
                     sum(sign) as decisions, decided_at as first_at, decided_at as last_at
                from (' || changes || ') d
               group by use_case, plan_version, actor_type, actor_id, mode, actor_version, decided_at
              having sum(sign) <> 0' end;
    has_rows boolean;
    some_went boolean := false;
    own_slot int;
    lost outcome.actor_partials[];
    gone_one outcome.actor_partials;
begin
    execute format('select exists (select from %I)', case tg_op when 'INSERT' then 'came' else 'gone' end) into has_rows;
    if not has_rows then
        return null;
    end if;

    -- Who takes a moment away is alone from here on, because it looks the day through again: what another transaction adds or takes
    -- away meanwhile could not be seen. Before anything is added: two that had both added would wait for each other for ever.
    if tg_op <> 'INSERT' then
        execute format('select exists (select from (%s) m where decisions < 0)', moments) into some_went;
        if some_went then
            lock table outcome.actor_partials in share row exclusive mode;
        end if;
    end if;
    own_slot := ops.free_slot();

    -- The rows are read once. By day and bin a few thousand are left of ten thousand, before they are multiplied by their slices.
    execute format($sum$
        with change as materialized (
            select use_case, plan_version, (decided_at at time zone 'UTC')::date as decided_date, cohort_date, arm, actor_type, mode,
                   segment_values, review_verdict, is_overturned,
                   -- Half a millisecond more, and the logarithm of a power of two cannot fall below it.
                   case when decision < 8 then 1 + greatest(decision, 0) else 1 + 4 * (floor(ln(decision + 0.5::double precision) / ln(2::double precision))::int - 2) + (decision >> (floor(ln(decision + 0.5::double precision) / ln(2::double precision))::int - 2)) end::int as decision_bin,
                   case when wait < 8 then 1 + greatest(wait, 0) else 1 + 4 * (floor(ln(wait + 0.5::double precision) / ln(2::double precision))::int - 2) + (wait >> (floor(ln(wait + 0.5::double precision) / ln(2::double precision))::int - 2)) end::int as wait_bin,
                   case when dwell < 8 then 1 + greatest(dwell, 0) else 1 + 4 * (floor(ln(dwell + 0.5::double precision) / ln(2::double precision))::int - 2) + (dwell >> (floor(ln(dwell + 0.5::double precision) / ln(2::double precision))::int - 2)) end::int as dwell_bin,
                   sum(sign) as decisions
              from (select *, (1000 * date_part('epoch', decided_at - requested_at))::bigint as decision,
                           (1000 * date_part('epoch', reviewed_at - decided_at))::bigint as wait,
                           (1000 * date_part('epoch', reviewed_at - review_started_at))::bigint as dwell
                      from (%s) d
                     where is_counted) timed
             group by use_case, plan_version, 3, cohort_date, arm, actor_type, mode, segment_values, review_verdict, is_overturned, 11, 12, 13
            having sum(sign) <> 0
        ), weeks as (
            insert into outcome.ledger_week_partials as kept
            select c.use_case, c.plan_version, date_trunc('month', c.decided_date::timestamp)::date,
                   date_trunc('week', c.cohort_date::timestamp)::date, c.arm, c.actor_type, c.mode, s.place, s.value,
                   coalesce(c.review_verdict, ''), c.is_overturned, $1, sum(c.decisions)
              from (select use_case, plan_version, decided_date, cohort_date, arm, actor_type, mode, segment_values, review_verdict,
                           is_overturned, sum(decisions) as decisions
                      from change
                     group by use_case, plan_version, decided_date, cohort_date, arm, actor_type, mode, segment_values, review_verdict,
                           is_overturned
                    having sum(decisions) <> 0) c
             cross join lateral (
                   select 0, ''
                   union all
                   select place, value from unnest(c.segment_values) with ordinality as u (value, place)) s (place, value)
             group by c.use_case, c.plan_version, 3, 4, c.arm, c.actor_type, c.mode, s.place, s.value, 10, c.is_overturned
                on conflict (use_case, plan_version, month_date, week_date, arm, actor_type, mode, segment_place, segment_value,
                             review_verdict, is_overturned, slot)
                do update set decision_count = kept.decision_count + excluded.decision_count
        )
        insert into outcome.ledger_time_partials as kept
        select c.use_case, c.plan_version, date_trunc('month', c.decided_date::timestamp)::date,
               date_trunc('week', c.cohort_date::timestamp)::date, c.arm, c.actor_type, c.mode, s.place, s.value, c.stretch, c.bin, $1,
               sum(c.decisions)
          from (select use_case, plan_version, decided_date, cohort_date, arm, actor_type, mode, segment_values, stretch, bin,
                       sum(decisions) as decisions
                  from (select *, 'decision' as stretch, decision_bin as bin from change where decision_bin is not null
                        union all
                        select *, 'wait', wait_bin from change where wait_bin is not null
                        union all
                        select *, 'dwell', dwell_bin from change where dwell_bin is not null) binned
                 group by use_case, plan_version, decided_date, cohort_date, arm, actor_type, mode, segment_values, stretch, bin
                having sum(decisions) <> 0) c
         cross join lateral (
               select 0, ''
               union all
               select place, value from unnest(c.segment_values) with ordinality as u (value, place)) s (place, value)
         group by c.use_case, c.plan_version, 3, 4, c.arm, c.actor_type, c.mode, s.place, s.value, c.stretch, c.bin
            on conflict (use_case, plan_version, month_date, week_date, arm, actor_type, mode, segment_place, segment_value, stretch, bin, slot)
            do update set decision_count = kept.decision_count + excluded.decision_count
        $sum$, changes) using own_slot;

    execute format($sum$
        insert into outcome.actor_partials as kept
        select use_case, plan_version, actor_type, actor_id, mode, actor_version, date, $1, sum(decisions),
               min(first_at) filter (where decisions > 0), max(last_at) filter (where decisions > 0)
          from (%s) m
         group by use_case, plan_version, actor_type, actor_id, mode, actor_version, date
            on conflict (use_case, plan_version, actor_type, actor_id, mode, actor_version, decided_date, slot)
            do update set decision_count = kept.decision_count + excluded.decision_count,
                          first_decided_at = least(kept.first_decided_at, excluded.first_decided_at),
                          last_decided_at = greatest(kept.last_decided_at, excluded.last_decided_at)
        $sum$, moments) using own_slot;
    if not some_went then
        return null;
    end if;

    -- Where the first or last of a day went, the day is looked through again.
    execute format($sum$
        select array_agg(p)
          from outcome.actor_partials p
         where (use_case, plan_version, actor_type, actor_id, mode, actor_version, decided_date) in (
               select use_case, plan_version, actor_type, actor_id, mode, actor_version, decided_date
                 from (%s) m
                 join outcome.actor_partials k using (use_case, plan_version, actor_type, actor_id, mode, actor_version)
                where m.date = k.decided_date
                  and m.decisions < 0
                  and m.first_at in (k.first_decided_at, k.last_decided_at))
        $sum$, moments) into lost;
    for gone_one in
        select distinct on (use_case, plan_version, actor_type, actor_id, mode, actor_version, decided_date) * from unnest(lost)
    loop
        -- Of what the statement changed, another trigger may not have counted all yet: moments may be seen twice, counts may not.
        select min(d.decided_at), max(d.decided_at) into gone_one.first_decided_at, gone_one.last_decided_at
          from outcome.decisions d
         where (d.use_case, d.plan_version) = (gone_one.use_case, gone_one.plan_version)
           and d.decided_at >= gone_one.decided_date::timestamp at time zone 'UTC'
           and d.decided_at < (gone_one.decided_date + 1)::timestamp at time zone 'UTC'
           and (d.actor_type, d.actor_id, d.mode, d.actor_version)
               = (gone_one.actor_type, gone_one.actor_id, gone_one.mode, gone_one.actor_version);
        update outcome.actor_partials p
           set first_decided_at = case p.slot when own_slot then gone_one.first_decided_at end,
               last_decided_at = case p.slot when own_slot then gone_one.last_decided_at end
         where (p.use_case, p.plan_version, p.actor_type, p.actor_id, p.mode, p.actor_version, p.decided_date)
               = (gone_one.use_case, gone_one.plan_version, gone_one.actor_type, gone_one.actor_id, gone_one.mode, gone_one.actor_version,
                  gone_one.decided_date);
    end loop;
    return null;
end $$;
comment on function ops.sum_ledger() is 'Keeps the sums of outcome.decisions, with the owner''s right: the writer cannot change them by itself.';

create trigger sums_what_came after insert on outcome.decisions
    referencing new table as came for each statement execute function ops.sum_ledger();
create trigger sums_what_changed after update on outcome.decisions
    referencing old table as gone new table as came for each statement execute function ops.sum_ledger();
create trigger sums_what_went after delete on outcome.decisions
    referencing old table as gone for each statement execute function ops.sum_ledger();

-- The decisions that are there already, as if they came.
create unlogged table outcome.earlier_decisions (like outcome.decisions);
create trigger sums_what_came after insert on outcome.earlier_decisions
    referencing new table as came for each statement execute function ops.sum_ledger();
insert into outcome.earlier_decisions select * from outcome.decisions;
drop table outcome.earlier_decisions;

-- A month takes its sums along.
create or replace function ops.drop_ledger_months(before date) returns setof date
    language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    month date;
begin
    perform pg_advisory_xact_lock(7523048310982346);
    for month in select month_date from ops.ledger_months where month_date < before and not is_dropped order by month_date loop
        execute format('drop table outcome.attributed_outcomes_%1$s, outcome.decisions_%1$s', to_char(month, 'YYYY_MM'));
        delete from outcome.ledger_week_partials p where p.month_date = month;
        delete from outcome.ledger_time_partials p where p.month_date = month;
        delete from outcome.actor_partials p where p.decided_date >= month and p.decided_date < month + interval '1 month';
        update ops.ledger_months set is_dropped = true where month_date = month;
        return next month;
    end loop;
end $$;

-- Triggers see what is written through the parent: so nobody but the owner may write a partition by its own name.
create or replace function ops.open_ledger_months(wanted date[]) returns setof date
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
            if to_regrole('upshot_writer') is not null then
                execute format('revoke insert, update, delete on outcome.attributed_outcomes_%1$s, outcome.decisions_%1$s from upshot_writer',
                               to_char(month, 'YYYY_MM'));
            end if;
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
-- What readers see of it ------------------------------------------------------------------------------------------------

create view outcome.ledger_weeks as
select p.use_case,
       p.plan_version,
       p.arm,
       p.actor_type,
       p.mode,
       p.week_date,
       coalesce(v.segment_names[p.segment_place], '') as segment_dimension,
       p.segment_value,
       p.review_verdict,
       p.is_overturned,
       sum(p.decision_count)::bigint as decision_count
  from outcome.ledger_week_partials p
  join outcome.plan_versions v using (use_case, plan_version)
 group by p.use_case, p.plan_version, p.arm, p.actor_type, p.mode, p.week_date, p.segment_place, v.segment_names, p.segment_value,
       p.review_verdict, p.is_overturned
having sum(p.decision_count) > 0;
comment on view outcome.ledger_weeks is 'Grain: plan version with a ledger × arm × actor type × mode × week × slice × verdict. How many decisions of the ledger there are; the views on who decides and how reviews go are made of it.';
comment on column outcome.ledger_weeks.use_case is 'Use case.';
comment on column outcome.ledger_weeks.plan_version is 'Version of the plan.';
comment on column outcome.ledger_weeks.arm is 'Arm of the decision.';
comment on column outcome.ledger_weeks.actor_type is 'Who decided: MODEL, RULE, HUMAN or HYBRID.';
comment on column outcome.ledger_weeks.mode is 'How far it took effect: AUTOMATED, ADVISORY or SHADOW.';
comment on column outcome.ledger_weeks.week_date is 'Monday of the ISO week in which the unit''s first decision was taken, UTC.';
comment on column outcome.ledger_weeks.segment_dimension is 'Dimension the row is cut by; empty: everything.';
comment on column outcome.ledger_weeks.segment_value is 'Value of the dimension; empty: everything.';
comment on column outcome.ledger_weeks.review_verdict is 'Verdict of the latest review: ACCEPTED, OVERRIDDEN, REVERSED, ESCALATED or STOPPED; empty: not reviewed.';
comment on column outcome.ledger_weeks.is_overturned is 'Whether a review overrode or reversed the decision.';
comment on column outcome.ledger_weeks.decision_count is 'Decisions that count. Additive over all columns of the key except plan_version, and over the values of one dimension.';

create view outcome.ledger_times as
select p.use_case,
       p.plan_version,
       p.arm,
       p.actor_type,
       p.mode,
       p.week_date,
       coalesce(v.segment_names[p.segment_place], '') as segment_dimension,
       p.segment_value,
       p.stretch,
       p.bin,
       ((p.bin - 1) - 4 * greatest(0, (p.bin - 1) / 4 - 1))::bigint << greatest(0, (p.bin - 1) / 4 - 1) as from_ms,
       (p.bin - 4 * greatest(0, p.bin / 4 - 1))::bigint << greatest(0, p.bin / 4 - 1)                   as until_ms,
       sum(p.decision_count)::bigint as decision_count
  from outcome.ledger_time_partials p
  join outcome.plan_versions v using (use_case, plan_version)
 group by p.use_case, p.plan_version, p.arm, p.actor_type, p.mode, p.week_date, p.segment_place, v.segment_names, p.segment_value,
       p.stretch, p.bin
having sum(p.decision_count) > 0;
comment on view outcome.ledger_times is 'Grain: plan version with a ledger × arm × actor type × mode × week × slice × stretch of time × bin. How long things of the ledger''s decisions took.';
comment on column outcome.ledger_times.use_case is 'Use case.';
comment on column outcome.ledger_times.plan_version is 'Version of the plan.';
comment on column outcome.ledger_times.arm is 'Arm of the decision.';
comment on column outcome.ledger_times.actor_type is 'Who decided: MODEL, RULE, HUMAN or HYBRID.';
comment on column outcome.ledger_times.mode is 'How far it took effect: AUTOMATED, ADVISORY or SHADOW.';
comment on column outcome.ledger_times.week_date is 'Monday of the ISO week in which the unit''s first decision was taken, UTC.';
comment on column outcome.ledger_times.segment_dimension is 'Dimension the row is cut by; empty: everything.';
comment on column outcome.ledger_times.segment_value is 'Value of the dimension; empty: everything.';
comment on column outcome.ledger_times.stretch is 'decision (from request to decision), wait (from decision to verdict) or dwell (from the start of the review to its verdict).';
comment on column outcome.ledger_times.bin is 'Bin of the time, from 1: a millisecond wide up to 8 ms, then a quarter of a power of two. What ended before it began is in bin 1.';
comment on column outcome.ledger_times.from_ms is 'Shortest time in the bin, in milliseconds.';
comment on column outcome.ledger_times.until_ms is 'Where the bin ends, exclusive, in milliseconds.';
comment on column outcome.ledger_times.decision_count is 'Decisions that count and whose event says both ends. Additive like that of outcome.ledger_weeks.';

create view outcome.actors as
with versions as (
    select use_case, plan_version, actor_type, actor_id, mode, actor_version, sum(decision_count)::bigint as decision_count,
           min(first_decided_at) as first_decided_at, max(last_decided_at) as last_decided_at
      from outcome.actor_partials
     group by use_case, plan_version, actor_type, actor_id, mode, actor_version
    having sum(decision_count) > 0
)
select use_case,
       plan_version,
       actor_type,
       actor_id,
       mode,
       actor_version,
       first_decided_at                                   as valid_from,
       lead(first_decided_at) over versions_of_one        as valid_to,
       lead(first_decided_at) over versions_of_one is null as is_current,
       last_decided_at,
       decision_count
  from versions
window versions_of_one as (partition by use_case, plan_version, actor_type, actor_id, mode order by first_decided_at, actor_version);
comment on view outcome.actors is 'Grain: plan version with a ledger × actor (type and name) × mode × version. History of type 2 in event time: a version is valid from its first decision to that of the next version of the same actor in the same mode. Shadow and live versions thus stand side by side.';
comment on column outcome.actors.use_case is 'Use case.';
comment on column outcome.actors.plan_version is 'Version of the plan.';
comment on column outcome.actors.actor_type is 'MODEL, RULE, HUMAN or HYBRID.';
comment on column outcome.actors.actor_id is 'Name of the model, rule set or role.';
comment on column outcome.actors.mode is 'How far its decisions take effect: AUTOMATED, ADVISORY or SHADOW.';
comment on column outcome.actors.actor_version is 'Version of the model or rule set; empty where there is none.';
comment on column outcome.actors.valid_from is 'Event time of the version''s first decision in the ledger.';
comment on column outcome.actors.valid_to is 'When the next version took its first decision, exclusive; null: none has yet.';
comment on column outcome.actors.is_current is 'Whether no later version has decided.';
comment on column outcome.actors.last_decided_at is 'Event time of the version''s last decision: after valid_to where versions overlap or one came back.';
comment on column outcome.actors.decision_count is 'Decisions in the ledger, replaced ones included. Additive over all columns of the key except plan_version.';
