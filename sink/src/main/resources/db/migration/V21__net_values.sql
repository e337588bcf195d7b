-- A KPI may be made of others, each with its price.

alter table outcome.kpis
    add column net_kpis   text[],
    add column net_prices numeric[],
    add constraint kpis_net_parts_have_prices check (
        num_nulls(net_kpis, net_prices) = 2 or coalesce(cardinality(net_kpis) = cardinality(net_prices), false));
comment on column outcome.kpis.net_kpis is 'Of a net value: the KPIs it is made of, in the plan''s order; null for other types.';
comment on column outcome.kpis.net_prices is 'Of a net value: what 1 of each in its unit is worth, in the unit of the whole; null for other types. Not additive.';

comment on column outcome.kpis.kpi_type is 'binary, amount, count, duration, value, ratio or net.';
comment on column report.kpi_cells.kpi_type is 'binary, amount, count, duration, value, ratio or net.';
comment on column report.lifts.kpi_type is 'binary, amount, count, duration, value, ratio or net.';
comment on column report.lift_readings.kpi_type is 'binary, amount, count, duration, value, ratio or net.';
comment on column report.weekly_kpis.kpi_type is 'binary, amount, count, duration, value, ratio or net.';
comment on column outcome.lifts.event_count_baseline is 'Events of the baseline arm that the gate counts: of a binary KPI the rarer of successes and failures; of amounts and counts the square of the sum over the sum of squares, rounded down (at most the units that are not zero); of durations the cases that ended; of a ratio the lesser of its parts, of a net value the least. Not additive.';
comment on column outcome.lift_readings.event_count_baseline is 'Events of the baseline arm that the gate counts: of a binary KPI the rarer of successes and failures; of amounts and counts the square of the sum over the sum of squares, rounded down (at most the units that are not zero); of durations the cases that ended; of a ratio the lesser of its parts, of a net value the least. Not additive.';
comment on column report.lifts.event_count_baseline is 'Events of the baseline arm that the gate counts: of a binary KPI the rarer of successes and failures; of amounts and counts the square of the sum over the sum of squares, rounded down (at most the units that are not zero); of durations the cases that ended; of a ratio the lesser of its parts, of a net value the least. Not additive.';
comment on column report.lift_readings.event_count_baseline is 'Events of the baseline arm that the gate counts: of a binary KPI the rarer of successes and failures; of amounts and counts the square of the sum over the sum of squares, rounded down (at most the units that are not zero); of durations the cases that ended; of a ratio the lesser of its parts, of a net value the least. Not additive.';
