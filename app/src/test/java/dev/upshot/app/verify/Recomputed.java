package dev.upshot.app.verify;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/** The loaded scratch schema of a history, open to questions. */
record Recomputed(Scratch scratch, Recomputation recomputation, long events) implements AutoCloseable {

    Recomputed compute() throws SQLException {
        recomputation.compute((done, total, unit) -> {});
        return this;
    }

    /** Runs a statement, in the transaction that is rolled back at the end. */
    Recomputed execute(String sql) throws SQLException {
        try (Statement statement = scratch.connection().createStatement()) {
            statement.execute(sql);
        }
        return this;
    }

    /** The rows of a query as text, fields separated by spaces, null as {@code -}. */
    List<String> rows(String sql) throws SQLException {
        try (Statement statement = scratch.connection().createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> texts = new ArrayList<>();
            while (rows.next()) {
                StringJoiner text = new StringJoiner(" ");
                for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
                    String value = rows.getString(column);
                    text.add(value == null ? "-" : value);
                }
                texts.add(text.toString());
            }
            return texts;
        }
    }

    /** KPI cells as {@code arm kpi n sum sum-of-squares}, of all days and segments together. */
    List<String> kpis() throws SQLException {
        return rows("select arm, kpi, sum(unit_count), sum(value_sum), sum(value_sum_squares) from expected_kpi_cell"
                + " group by 1, 2 order by 1, 2");
    }

    /** Fills the reporting tables with exactly what is expected, as if the pipeline had. */
    Recomputed publish() throws SQLException {
        return execute("""
                delete from ops.quarantined_records;
                insert into ops.quarantined_records
                select distinct topic, partition, record_offset, use_case, plan_version, reason, '', now(), 'g1' from refusal;
                delete from outcome.cell_partials;
                insert into outcome.cell_partials
                select use_case, plan_version, arm, cohort_date, segment_values, 0,
                       decision_count, reviewed_count, overturned_count, unit_count, mixed_unit_count
                  from expected_cell join plan using (plan_id);
                delete from outcome.kpi_partials;
                delete from outcome.odd_half_partials;
                create temporary view every_half as
                select h.half, p.use_case, p.plan_version, h.arm, h.cohort_date, h.segment_values, 0 as source_partition,
                       h.kpi, h.unit_count, h.value_sum, h.value_sum_squares, h.denominator_sum, h.denominator_sum_squares,
                       h.product_sum, h.open_count, h.open_start_sum, h.covariate_count, h.covariate_sum,
                       h.covariate_sum_squares, h.covariate_value_sum, h.covariate_denominator_sum, a.ended, a.open,
                       h.weight_sum, h.weight_sum_squares, h.weighted_value_sum, h.weighted_value_sum_squares,
                       h.weight_weighted_value_sum
                  from expected_half_cell h
                  join plan p using (plan_id)
                  left join lateral (
                       select array_agg(coalesce(case h.half when 'all' then c.ended_count else c.odd_half_ended_count end, 0)
                                        order by b) as ended,
                              array_agg(coalesce(case h.half when 'all' then c.open_count else c.odd_half_open_count end, 0)
                                        order by b) as open
                         from generate_series(1, 64) b
                         left join expected_age_cell c
                           on (c.plan_id, c.arm, c.cohort_date, c.segment_values, c.kpi, c.bin)
                              = (h.plan_id, h.arm, h.cohort_date, h.segment_values, h.kpi, b)) a
                    on exists (select from kpi k
                                where (k.plan_id, k.kpi, k.kpi_type) = (h.plan_id, h.kpi, 'duration'));
                insert into outcome.kpi_partials
                select (jsonb_populate_record(null::outcome.kpi_partials,
                        to_jsonb(h) || jsonb_build_object('age_ended_counts', ended, 'age_open_counts', open))).*
                  from every_half h where half = 'all';
                insert into outcome.odd_half_partials
                select (jsonb_populate_record(null::outcome.odd_half_partials,
                        to_jsonb(h) || jsonb_build_object('age_ended_counts', ended, 'age_open_counts', open))).*
                  from every_half h where half = 'odd';
                drop view every_half;
                delete from outcome.restatement_partials;
                insert into outcome.restatement_partials
                select use_case, plan_version, arm, cohort_date, segment_values, kpi, cause, 0, unit_count, value_change
                  from expected_restatement join plan using (plan_id);
                delete from outcome.join_health_partials;
                insert into outcome.join_health_partials
                select use_case, plan_version, event_date, 0, decision_fact_count, outcome_fact_count,
                       review_fact_count, decision_count, outcome_count, direct_count, by_subject_count,
                       unjoined_count, corrected_count, superseded_count, subject_count, mixed_unit_count,
                       case when event_date = min(event_date) over (partition by plan_id) then duplicates else 0 end,
                       coalesce((select jsonb_object_agg(bucket, outcome_count) from expected_delay d
                                  where (d.plan_id, d.event_date) = (h.plan_id, h.event_date)), '{}')
                  from expected_health h
                  join plan using (plan_id)
                  join (select plan_id, count(*) - count(f.record_id) as duplicates
                          from (select plan_id, subject_id, record_id from judged_decision where reason is null
                                union all
                                select plan_id, subject_id, record_id from judged_outcome where reason is null
                                union all
                                select plan_id, subject_id, record_id from judged_review where reason is null) e
                          left join (select plan_id, subject_id, record_id from decision_fact
                                     union all
                                     select plan_id, subject_id, record_id from outcome_fact
                                     union all
                                     select plan_id, subject_id, record_id from review_fact) f
                               using (plan_id, subject_id, record_id)
                         group by plan_id) c using (plan_id);
                delete from outcome.lifts;
                insert into outcome.lifts select * from expected_lift;
                truncate outcome.lift_readings;
                insert into outcome.lift_readings select * from expected_reading;
                delete from outcome.trust_checks;
                insert into outcome.trust_checks select * from expected_trust_check;
                delete from outcome.false_positive_meter;
                insert into outcome.false_positive_meter select * from expected_meter
                """);
    }

    @Override
    public void close() throws SQLException {
        scratch.close();
    }
}
