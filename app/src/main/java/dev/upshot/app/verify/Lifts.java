package dev.upshot.app.verify;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.upshot.event.Estimate;
import dev.upshot.event.FalsePositiveMeter;
import dev.upshot.event.Lift;
import dev.upshot.event.PlanVersion;
import dev.upshot.event.TrustCheck;
import dev.upshot.streams.attribution.AgeBins;
import dev.upshot.streams.cell.CellHead;
import dev.upshot.streams.cell.CellMoments;
import dev.upshot.streams.cell.KpiSums;
import dev.upshot.streams.lift.PlanLifts;
import dev.upshot.streams.plan.Plan;
import dev.upshot.streams.plan.yaml.PlanReader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Array;
import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * Expected lifts, readings, trust checks and meters. The sums of every day are those that SQL found in the raw events, and the clock is that
 * of the raw ticks; what is inferred from them is asked of the same pure functions that the lift stage uses, from the beginning and at once.
 * So what is held against the stage here is all that it adds up, keeps, closes and forgets as events come, and not the formulas, which have
 * tests against published cases.
 */
final class Lifts {
    private final Connection connection;

    private Lifts(Connection connection) {
        this.connection = connection;
    }

    static void fill(Connection connection, Collection<PlanVersion> plans) throws SQLException {
        Lifts lifts = new Lifts(connection);
        for (PlanVersion published : plans) {
            lifts.fill(published, lifts.reached(published.getGeneration()));
        }
    }

    /** The clock that all tasks of a generation have reached, by the raw ticks; 0 as long as a partition has none. */
    private long reached(String generation) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select clock from reached where generation = ?")) {
            select.setString(1, generation);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? row.getLong(1) : 0;
            }
        }
    }

    private void fill(PlanVersion published, long clock) throws SQLException {
        if (published.getYaml().isBlank()) {
            return; // Nothing says how to infer: whatever lifts there are, are told as unexpected.
        }
        Plan plan = PlanReader.parse(
                published.getYaml(), "plans topic: " + published.getUseCase() + " v" + published.getPlanVersion());
        PlanLifts lifts = new PlanLifts(published.getGeneration(), 0, plan);
        cells(plan, lifts);
        Map<List<String>, TrustCheck> checks = new HashMap<>();
        Map<String, FalsePositiveMeter> meters = new HashMap<>();
        List<Lift> readings = new ArrayList<>();
        lifts.advance(clock, row -> {
            if (row instanceof Lift reading) {
                readings.add(reading);
            } else if (row instanceof TrustCheck check) {
                checks.put(List.of(check.getArm(), check.getKpi(), check.getCheckName()), check);
            } else if (row instanceof FalsePositiveMeter meter) {
                meters.put(meter.getKpi(), meter);
            }
        });
        List<Lift> live = new ArrayList<>();
        lifts.drainChanged((slot, kpi, arm, row) -> {
            if (row != null) {
                live.add(row);
            }
        });
        insert("expected_lift", "outcome.lifts", live);
        insert("expected_reading", "outcome.lift_readings", readings);
        insert("expected_trust_check", "outcome.trust_checks", checks.values());
        insert("expected_meter", "outcome.false_positive_meter", meters.values());
    }

    private record Cell(String arm, int day, List<String> segments) {}

    private void cells(Plan plan, PlanLifts lifts) throws SQLException {
        CellMoments layout = CellMoments.of(plan);
        Map<Cell, byte[]> cells = new HashMap<>();
        List<String> kpis = plan.kpis().stream().map(kpi -> kpi.name()).toList();
        select("expected_cell", plan, row -> {
            byte[] moments = layout.zero(plan.arms().indexOf(row.getString("arm")));
            layout.setHead(
                    moments,
                    new CellHead(
                            row.getLong("decision_count"),
                            row.getLong("reviewed_count"),
                            row.getLong("overturned_count"),
                            row.getLong("unit_count"),
                            row.getLong("mixed_unit_count")));
            cells.put(cell(row), moments);
        });
        Map<List<Object>, KpiSums.Ages> ages = ages(plan);
        select("expected_half_cell", plan, row -> {
            Cell cell = cell(row);
            String half = row.getString("half");
            int kpi = kpis.indexOf(row.getString("kpi"));
            boolean duration = plan.kpis().get(kpi).type().equals("duration");
            KpiSums sums = sums(row, duration ? ages.getOrDefault(List.of(cell, kpis.get(kpi), half), noAges()) : null);
            if (half.equals("odd")) {
                layout.setOddHalf(Objects.requireNonNull(cells.get(cell)), kpi, sums);
            } else {
                layout.setSums(Objects.requireNonNull(cells.get(cell)), kpi, sums);
            }
        });
        cells.forEach(
                (cell, moments) -> lifts.add(plan.arms().indexOf(cell.arm()), cell.day(), cell.segments(), moments));
    }

    private static KpiSums.Ages noAges() {
        List<Long> zeros = Collections.nCopies(AgeBins.COUNT, 0L);
        return new KpiSums.Ages(zeros, zeros);
    }

    /** Cases by age, by cell, KPI and half. */
    private Map<List<Object>, KpiSums.Ages> ages(Plan plan) throws SQLException {
        Map<List<Object>, long[][]> counts = new HashMap<>();
        select("expected_age_cell", plan, row -> {
            Cell cell = cell(row);
            int bin = row.getInt("bin") - 1;
            long[][] all = counts.computeIfAbsent(
                    List.of(cell, row.getString("kpi"), "all"), any -> new long[2][AgeBins.COUNT]);
            all[0][bin] += row.getLong("ended_count");
            all[1][bin] += row.getLong("open_count");
            long[][] odd = counts.computeIfAbsent(
                    List.of(cell, row.getString("kpi"), "odd"), any -> new long[2][AgeBins.COUNT]);
            odd[0][bin] += row.getLong("odd_half_ended_count");
            odd[1][bin] += row.getLong("odd_half_open_count");
        });
        Map<List<Object>, KpiSums.Ages> ages = new HashMap<>();
        counts.forEach((key, bins) -> ages.put(key, new KpiSums.Ages(boxed(bins[0]), boxed(bins[1]))));
        return ages;
    }

    private static List<Long> boxed(long[] bins) {
        return Arrays.stream(bins).boxed().toList();
    }

    private static KpiSums sums(ResultSet row, KpiSums.@Nullable Ages ages) throws SQLException {
        KpiSums.Covariate covariate = row.getBigDecimal("covariate_sum") == null
                ? null
                : new KpiSums.Covariate(
                        row.getLong("covariate_count"),
                        integer(row, "covariate_sum"),
                        integer(row, "covariate_sum_squares"),
                        integer(row, "covariate_value_sum"),
                        integer(row, "covariate_denominator_sum"));
        KpiSums.Weighted weighted = row.getBigDecimal("weight_sum") == null
                ? null
                : new KpiSums.Weighted(
                        integer(row, "weight_sum"),
                        integer(row, "weight_sum_squares"),
                        integer(row, "weighted_value_sum"),
                        integer(row, "weighted_value_sum_squares"),
                        integer(row, "weight_weighted_value_sum"));
        return new KpiSums(
                row.getLong("unit_count"),
                integer(row, "value_sum"),
                integer(row, "value_sum_squares"),
                integer(row, "denominator_sum"),
                integer(row, "denominator_sum_squares"),
                integer(row, "product_sum"),
                row.getLong("open_count"),
                integer(row, "open_start_sum"),
                covariate,
                ages,
                weighted);
    }

    private static BigInteger integer(ResultSet row, String column) throws SQLException {
        BigDecimal value = row.getBigDecimal(column);
        return value == null ? BigInteger.ZERO : value.toBigIntegerExact();
    }

    private static Cell cell(ResultSet row) throws SQLException {
        Array segments = row.getArray("segment_values");
        Date day = row.getDate("cohort_date");
        return new Cell(
                row.getString("arm"), (int) day.toLocalDate().toEpochDay(), List.of((String[]) segments.getArray()));
    }

    @FunctionalInterface
    private interface RowReader {
        void read(ResultSet row) throws SQLException;
    }

    /** Reads a plan's rows of a table. */
    private void select(String table, Plan plan, RowReader reader) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select t.* from " + table
                + " t join plan p using (plan_id) where p.use_case = ? and p.plan_version = ?")) {
            select.setString(1, plan.useCase());
            select.setInt(2, plan.version());
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    reader.read(rows);
                }
            }
        }
    }

    private void insert(String table, String like, Collection<? extends SpecificRecord> rows) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into " + table + " select * from jsonb_populate_record(null::" + like + ", ?::jsonb)")) {
            for (SpecificRecord row : rows) {
                insert.setString(1, json(row));
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /** A record by the names of the columns. */
    private static String json(SpecificRecord row) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        for (Schema.Field field : row.getSchema().getFields()) {
            Object value = row.get(field.pos());
            if (value instanceof Estimate estimate) {
                json.put(field.name() + "_value", estimate.getValue());
                json.put(field.name() + "_standard_error", estimate.getStandardError());
                json.put(field.name() + "_lower", estimate.getLower());
                json.put(field.name() + "_upper", estimate.getUpper());
            } else if (value instanceof Double number) {
                json.put(column(field.name()), number);
            } else if (value instanceof Long number) {
                json.put(column(field.name()), number);
            } else if (value instanceof Integer number) {
                json.put(column(field.name()), number);
            } else if (value instanceof Boolean truth) {
                json.put(column(field.name()), truth);
            } else if (value != null) {
                json.put(column(field.name()), value.toString());
            }
        }
        return json.toString();
    }

    private static String column(String field) {
        return switch (field) {
            case "cohort_day" -> "cohort_date";
            case "first_claim_day" -> "first_claim_date";
            case "readings" -> "reading_count";
            case "claims" -> "claim_count";
            case "units" -> "unit_count";
            default -> field;
        };
    }
}
