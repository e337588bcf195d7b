-- 01 · Intake: which records may be used, by which plan, and why not. The first reason that applies is the reason.
--
-- judged_decision, judged_outcome, judged_review: one row per record and plan it concerns. reason is null where the
-- plan accepts the record; plan_id is null where the record was refused before any plan was chosen.
-- judged_tick: one row per tick. refusal: the expected quarantine.

analyze plan;
analyze kpi;
analyze decision_record;
analyze outcome_record;
analyze review_record;

-- More than 128 UTF-16 units; a character beyond the basic plane takes two. (Never more units than bytes.) A text with
-- the character U+0000, which PostgreSQL cannot hold, was loaded as one that is too long.
create function too_long(words text) returns boolean immutable language sql return
    octet_length(words) > 128
    and length(words) + regexp_count(words collate "C", '[\U00010000-\U0010FFFF]') > 128;

create function bad_id(id text) returns boolean immutable language sql return id = '' or too_long(id);

-- An event that names its decision may leave its subject out.
create function bad_subject(subject text, decision text) returns boolean immutable language sql return
    too_long(subject) or subject = '' and decision is null;

-- Why a sound record lies where a plan cannot use it.
create function misplaced(resolve_subject boolean, repartition boolean, subject text, record_key bytea,
                          partition integer, expected_partition integer)
    returns text immutable language sql return
    case when subject = ''                              then case when not resolve_subject then 'no_subject' end
         when repartition                               then null
         when record_key is null                        then 'null_key'
         when record_key <> convert_to(subject, 'UTF8') then 'key_mismatch'
         when partition <> expected_partition           then 'wrong_partition' end;

-- Before 1970 or after the year 9999.
create function bad_instant(millis bigint) returns boolean immutable language sql return
    millis not between 0 and 253402300799999;

create function not_finite(value float8) returns boolean immutable language sql return
    value = any ('{NaN,Infinity,-Infinity}'::float8[]);

-- The nearest fixed-point integer has more than fifteen digits.
create function out_of_range(value float8, scale integer) returns boolean immutable language sql return
    case when abs(value) > 1e15 then true
         else abs(round(value * (10::numeric ^ scale)::float8)) > 999999999999999 end;

-- More decimal places than the scale allows: a float8 as text is its shortest decimal.
create function bad_scale(value float8, scale integer) returns boolean immutable language sql return
    not out_of_range(value, scale)
    and value::text::numeric * 10::numeric ^ scale <> trunc(value::text::numeric * 10::numeric ^ scale);

-- Ticks: eight bytes, big-endian milliseconds.
create unlogged table judged_tick as
select t.*,
       case when at is null or bad_instant(at) then 'bad_tick'
            when at > observed_at + 86400000   then 'bad_tick'
       end collate "C" as reason
  from (select record_id, topic, partition, record_offset, observed_at, ticks_before,
               case when octet_length(tick) = 8 then ('x' || encode(tick, 'hex'))::bit(64)::bigint end as at
          from (select record_id, topic, partition, record_offset, observed_at, ticks_before, tick from decision_record
                union all
                select record_id, topic, partition, record_offset, observed_at, ticks_before, tick from outcome_record
                union all
                select record_id, topic, partition, record_offset, observed_at, ticks_before, tick from review_record) r
         where tick is not null) t;

-- The clock of a partition behind so many ticks: the highest of them that counts. What happened longer before it than a plan
-- waits is refused from there on.
create unlogged table tick_clock as
select topic, partition, ticks_before + 1 as ticks_before,
       max(at) filter (where reason is null) over (partition by topic, partition order by record_offset) as clock
  from judged_tick;
analyze tick_clock;

-- A task's final clock: the lowest of its three topics, once each has one.
create unlogged table final_clock as
select partition, min(clock) as final_clock
  from (select topic, partition, max(clock) as clock from tick_clock group by topic, partition) c
 group by partition
having count(clock) = 3;

-- What a plan reads from the decisions themselves: the values of the value KPIs, in the order of these KPIs, then the
-- covariates that KPIs are adjusted by, then the weight of a logged propensity, one over it with four decimal places and
-- at most 10,000.
create unlogged table carried as
select plan_id, given_place as place, value_of, covariate, scale, unit as currency
  from kpi
 where kpi_type = 'value'
union all
select distinct k.plan_id, v.many + k.adjusted_by_place, 'covariate', k.adjusted_by, k.adjusted_by_scale, ''
  from kpi k
 cross join lateral (select count(*)::integer as many from kpi v where v.plan_id = k.plan_id and v.kpi_type = 'value') v
 where k.adjusted_by is not null;
insert into carried
select p.plan_id, (select count(*)::integer + 1 from carried c where c.plan_id = p.plan_id), 'weight', null, 4, ''
  from plan p
 where p.design = 'logged_propensity';

-- Where a KPI finds its covariate among them, and its weight.
create unlogged table carried_place as
select k.plan_id, k.place, x.place as covariate_place, w.place as weight_place
  from kpi k
  left join carried x on x.plan_id = k.plan_id and k.adjusted_by is not null
       and x.place = k.adjusted_by_place + (select count(*) from kpi v where v.plan_id = k.plan_id and v.kpi_type = 'value')
  left join carried w on w.plan_id = k.plan_id and w.value_of = 'weight';

-- Of each decision: fixed-point integers, null where it says nothing. The first that cannot be used gives the reason.
create unlogged table given_value as
select v.plan_id, v.record_id, array_agg(v.fixed_point order by v.place) as given,
       (array_agg(v.reason order by v.place) filter (where v.reason is not null))[1] as reason
  from (select k.plan_id, r.record_id, k.place,
               case when k.value_of = 'weight'      then value::numeric
                    when out_of_range(value, k.scale) then null
                    when k.value_of = 'cost' then trunc(value::text::numeric * 10::numeric ^ k.scale, 0)
                    else round(value * (10::numeric ^ k.scale)::float8)::numeric end as fixed_point,
               case when value is null or not_finite(value) or k.value_of = 'weight' then null
                    when k.value_of = 'cost' and r.cost_currency is distinct from k.currency then 'currency_mismatch'
                    when out_of_range(value, k.scale)                                    then 'out_of_range'
                    when k.value_of = 'cost' and bad_scale(value, k.scale)               then 'bad_scale'
               end collate "C" as reason
          from carried k
          join plan p using (plan_id)
          join decision_record r using (use_case)
         cross join lateral (
               select case k.value_of when 'score' then r.score
                                      when 'cost'  then r.cost_amount
                                      when 'weight' then case when r.propensity <= 0.0001 then 100000000
                                                              when r.propensity <= 1 then round(10000 / r.propensity) end
                                      else r.covariate_values[array_position(r.covariate_names, k.covariate)] end) x (value)) v
 group by v.plan_id, v.record_id;
analyze given_value;

-- What a ledger keeps of a decision or review besides; null without a ledger. Free words are kept where they are a label.
create type decision_details as (
    actor_type text collate "C", actor_id text collate "C", actor_version text collate "C", mode text collate "C",
    action text collate "C", score float8);
create type review_details as (verdict text collate "C", reviewer_type text collate "C", started_at bigint);

create function label(words text) returns text immutable language sql return
    case when too_long(words) then '' else words end;

-- Decisions: every plan of the use case judges them.
create unlogged table judged_decision as
with general as (
    select r.*,
           case when unreadable is not null              then unreadable
                when bad_id(decision_id) or bad_id(subject_id) or bad_id(use_case) or bad_id(actor_id)
                  or bad_id(supersedes)                  then 'bad_id'
                when not_finite(score) or not_finite(propensity) or not_finite(cost_amount)
                  or covariate_values && '{NaN,Infinity,-Infinity}'::float8[]
                                                         then 'not_finite'
                when bad_instant(decided_at) or bad_instant(requested_at) or requested_at > decided_at
                                                         then 'bad_time'
                when not (propensity > 0 and propensity <= 1)
                                                         then 'bad_propensity'
                when decided_at - observed_at > 86400000 then 'future'
           end collate "C" as reason
      from decision_record r
     where tick is null
), placed as (
    select g.*, misplaced(p.resolve_subject, p.repartition, g.subject_id, g.record_key, g.partition, g.expected_partition)
               as misplaced,
           p.plan_id, p.baseline, p.candidates, p.lateness_ms, p.design, p.ledger,
           case p.arms_by when 'variant'       then g.variant
                          when 'actor_type'    then lower(g.actor_type)
                          when 'actor_version' then g.actor_id || ':' || g.actor_version
           end as arm,
           array(select coalesce(g.segment_values[array_position(g.segment_names, dimension)], '(none)')
                   from unnest(p.segment_names) with ordinality as d (dimension, place)
                  order by place) as plan_segments,
           exists (select from kpi k
                    where k.plan_id = p.plan_id and k.kpi_type = 'duration' and k.from_event = 'requested_at')
               as needs_requested_at
      from general g
      left join plan p on g.reason is null and p.use_case = g.use_case
)
select record_id, topic, partition, record_offset, plan_id,
       case when p.reason is not null                                  then p.reason
            when plan_id is null                                       then 'unknown_use_case'
            when misplaced is not null                                 then misplaced
            when observed_at - decided_at > lateness_ms                then 'late'
            when arm is null or arm <> all (candidates || baseline)    then 'unknown_arm'
            when needs_requested_at and requested_at is null           then 'no_requested_at'
            when exists (select from unnest(plan_segments) value where too_long(value))
                                                                       then 'bad_segment'
            when design = 'logged_propensity' and propensity is null   then 'no_propensity'
            when g.reason is not null                                  then g.reason
            when decided_at + lateness_ms < clock                      then 'after_final'
       end collate "C" as reason,
       subject_id, decision_id, decided_at, requested_at, arm, plan_segments as segment_values, supersedes,
       coalesce(g.given, '{}') as given,
       case when ledger then row(actor_type, actor_id, label(actor_version), mode, label(action), score + 0.0)::decision_details
       end as details
  from placed p
  left join given_value g using (plan_id, record_id)
  left join tick_clock c using (topic, partition, ticks_before);
analyze judged_decision;

-- Outcomes: every plan with a KPI that reads their name judges them. What one KPI of a plan refuses, the plan refuses;
-- the first such KPI in the plan's order gives the reason.
create unlogged table unusable_value as
select distinct on (plan_id, record_id) plan_id, record_id, reason
  from (select k.plan_id, o.record_id, k.place,
               case when k.kpi_type = 'binary' and o.value not in (0, 1)                        then 'not_binary'
                    when k.kpi_type = 'amount' and o.unit is distinct from nullif(k.unit, '')   then 'currency_mismatch'
                    when k.kpi_type = 'amount' and out_of_range(o.value, k.scale)               then 'out_of_range'
                    when k.kpi_type = 'amount' and bad_scale(o.value, k.scale)                  then 'bad_scale'
               end collate "C" as reason
          from outcome_record o
          join kpi k using (outcome)) judged
 where reason is not null
 order by plan_id, record_id, place;
analyze unusable_value;

create unlogged table judged_outcome as
with general as (
    select r.*,
           case when unreadable is not null              then unreadable
                when bad_id(outcome_id) or bad_subject(subject_id, decision_id) or bad_id(outcome) or bad_id(decision_id)
                  or bad_id(amends)                       then 'bad_id'
                when not_finite(value)                    then 'not_finite'
                when bad_instant(occurred_at)             then 'bad_time'
                when occurred_at - observed_at > 86400000 then 'future'
           end collate "C" as reason
      from outcome_record r
     where tick is null
)
select g.record_id, g.topic, g.partition, g.record_offset, p.plan_id,
       case when g.reason is not null                            then g.reason
            when p.plan_id is null                               then 'unknown_outcome'
            when misplaced is not null                           then misplaced
            when g.observed_at - g.occurred_at > p.lateness_ms   then 'late'
            when g.decision_id is null and p.direct              then 'no_decision_id'
            when u.reason is not null                            then u.reason
            when g.occurred_at + p.lateness_ms < c.clock         then 'after_final'
       end collate "C" as reason,
       g.subject_id, g.outcome_id, g.outcome, g.occurred_at, g.value, g.decision_id, g.amends, g.status,
       array_position(array['PRELIMINARY', 'FINAL', 'AMENDED', 'CANCELLED'], g.status) as status_rank
  from general g
  left join (select k.plan_id, r.outcome, p.lateness_ms, p.resolve_subject, p.repartition, bool_or(k.join_by = 'direct') as direct
               from kpi k
               join plan p using (plan_id)
              cross join lateral unnest(array[k.outcome, k.from_outcome, k.to_outcome]) as r (outcome)
              where r.outcome is not null
              group by k.plan_id, r.outcome, p.lateness_ms, p.resolve_subject, p.repartition) p
    on g.reason is null and p.outcome = g.outcome
 cross join lateral (select misplaced(p.resolve_subject, p.repartition, g.subject_id, g.record_key, g.partition, g.expected_partition)
                            as misplaced) m
  left join unusable_value u using (plan_id, record_id)
  left join tick_clock c using (topic, partition, ticks_before);
analyze judged_outcome;

-- Reviews: the plans of their use case judge them, or every plan where they name none.
create unlogged table judged_review as
with general as (
    select r.*,
           case when unreadable is not null              then unreadable
                when bad_id(decision_id) or bad_subject(subject_id, decision_id) or bad_id(reviewer_id)
                                                          then 'bad_id'
                when bad_instant(reviewed_at) or bad_instant(review_started_at) or review_started_at > reviewed_at
                                                          then 'bad_time'
                when reviewed_at - observed_at > 86400000 then 'future'
           end collate "C" as reason
      from review_record r
     where tick is null
)
select g.record_id, g.topic, g.partition, g.record_offset, p.plan_id,
       case when g.reason is not null                            then g.reason
            when p.plan_id is null                               then 'unknown_use_case'
            when misplaced is not null                           then misplaced
            when g.observed_at - g.reviewed_at > p.lateness_ms   then 'late'
            when g.reviewed_at + p.lateness_ms < c.clock         then 'after_final'
       end collate "C" as reason,
       g.subject_id, g.decision_id, g.reviewed_at, g.verdict in ('OVERRIDDEN', 'REVERSED') as overturned,
       case when p.ledger then row(g.verdict, g.reviewer_type, g.review_started_at)::review_details end as details
  from general g
  left join plan p on g.reason is null and (g.use_case is null or p.use_case = g.use_case)
 cross join lateral (select misplaced(p.resolve_subject, p.repartition, g.subject_id, g.record_key, g.partition, g.expected_partition)
                            as misplaced) m
  left join tick_clock c using (topic, partition, ticks_before);
analyze judged_review;
