package dev.upshot.sink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upshot.event.CellPartial;
import dev.upshot.event.DelayBucket;
import dev.upshot.event.KpiMoments;
import dev.upshot.sink.change.Change;
import dev.upshot.sink.change.Changes;
import dev.upshot.sink.change.Origin;
import dev.upshot.sink.change.Samples;
import java.math.BigInteger;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.TopicPartition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What readers see of time, corrections and joins. */
@ExtendWith(Stack.Extension.class)
class ReportViewsIT {
    private static final TopicPartition CELLS_0 = new TopicPartition("cells", 0);
    private static final Instant END_OF_DAY =
            Samples.DAY.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    /** The samples' window of fourteen days and lateness of two. */
    private static final Instant FINAL_AT = END_OF_DAY.plus(Duration.ofDays(16));

    private DSLContext sql;
    private ReportingWriter writer;
    private long offset;

    @BeforeEach
    void migrated(Stack stack) throws SQLException {
        DataSource database = stack.database();
        sql = DSL.using(database, SQLDialect.POSTGRES);
        writer = new ReportingWriter(database, Failpoint.NONE);
    }

    @Test
    void aDayIsFinalWhenTheClocksOfAllPartitionsHavePassed() throws SQLException {
        write(Samples.planKey(), Samples.plan("quality"));
        write(Samples.cellKey("model", "north"), Samples.cell("model", 5, "north"));
        assertThat(maturity()).containsExactly("quality " + FINAL_AT + " false");

        clocks(FINAL_AT, FINAL_AT.minusMillis(1));
        assertThat(maturity()).containsExactly("quality " + FINAL_AT + " false");

        clocks(FINAL_AT, FINAL_AT);
        assertThat(maturity()).containsExactly("quality " + FINAL_AT + " true");
        assertThat(only("select is_final, mean::float8 as mean from report.kpi_cells")
                        .intoMap())
                .isEqualTo(Map.of("is_final", true, "mean", 0.01));
    }

    @Test
    void aPartitionThatHasNotToldItsClockKeepsEverythingProvisional() throws SQLException {
        write(Samples.planKey(), Samples.plan("quality"));
        write(Samples.cellKey("model", "north"), Samples.cell("model", 5, "north"));
        write("p00", Samples.finalClock(0, 0, FINAL_AT));
        write("p01", Samples.finalClock(0, 1, FINAL_AT));

        assertThat(maturity()).containsExactly("quality " + FINAL_AT + " false");
    }

    @Test
    void restatementsAreSummedOverPartitionsAndShownInTheUnit() throws SQLException {
        write(Samples.planKey(), Samples.plan("quality"));
        write(Samples.restatementKey(0, "amended"), Samples.restatement(0, "amended", 2, -1_050));
        write(Samples.restatementKey(1, "amended"), Samples.restatement(1, "amended", 1, 50));
        write(Samples.restatementKey(0, "cancelled"), Samples.restatement(0, "cancelled", 0, 0));
        write(Samples.restatementKey(0, "overturned"), Samples.restatement(0, "overturned", 1, 0));

        assertThat(sql.fetch("select kpi, cause, unit, unit_count, value_change from report.restatements order by kpi")
                        .formatCSV(false))
                .isEqualTo("\"\",overturned,\"\",1,0\nquality,amended,EUR,3,-10.00\n");

        write(Samples.restatementKey(1, "amended"), null);
        assertThat(only("select unit_count from report.restatements where cause = 'amended'")
                        .get(0, Long.class))
                .isEqualTo(2);
    }

    @Test
    void unjoinedOutcomesWaitUntilTheLatenessHasPassed() throws SQLException {
        write(Samples.planKey(), Samples.plan("quality"));
        write(Samples.healthKey(0), Samples.health(0));
        Instant over = END_OF_DAY.plus(Duration.ofDays(2));

        clocks(over.minusMillis(1), over);
        assertThat(only("select waiting_count, orphaned_count from report.join_health")
                        .valuesRow())
                .hasToString("(3, 0)");

        clocks(over, over);
        assertThat(only("select waiting_count, orphaned_count from report.join_health")
                        .valuesRow())
                .hasToString("(0, 3)");
    }

    @Test
    void delaysAreToldByTheBoundThatSoManyOutcomesStayBelow() throws SQLException {
        write(Samples.planKey(), Samples.plan("quality"));
        // Bucket 1 is one millisecond; 10 ends below 6 ms, 40 below 1,024 ms, 41 below 1,280 ms.
        write(Samples.healthKey(0), Samples.health(0, new DelayBucket(1, 40L), new DelayBucket(10, 10L)));
        write(Samples.healthKey(1), Samples.health(1, new DelayBucket(10, 40L), new DelayBucket(41, 10L)));

        Record health =
                only("select extract(epoch from delay_p50)::float8 as p50, extract(epoch from delay_p90)::float8"
                        + " as p90, extract(epoch from delay_p99)::float8 as p99, outcome_count, duplicate_count"
                        + " from report.join_health");

        assertThat(health.intoMap())
                .isEqualTo(
                        Map.of("p50", 0.006, "p90", 0.006, "p99", 1.28, "outcome_count", 106L, "duplicate_count", 10L));
    }

    @Test
    void refusedRecordsAreCountedOnTheDayTheyWereLearnedOf() throws SQLException {
        write(Samples.planKey(), Samples.plan("quality"));
        write(Samples.quarantineKey(1), Samples.quarantined(1, "late"));
        write(Samples.quarantineKey(2), Samples.quarantined(2, "unknown_arm"));

        Record health = only("select event_date::text, late_count, quarantined_count, quarantined_by_reason::text"
                + " from report.join_health");

        assertThat(health.valuesRow())
                .hasToString("('" + Samples.OBSERVED.atOffset(ZoneOffset.UTC).toLocalDate()
                        + "', 1, 2, '{\"late\": 1, \"unknown_arm\": 1}')");
    }

    @Test
    void aCellThatOnlyAKpiCountsInIsShown() throws SQLException {
        CellPartial cell = Samples.cell("model", 0, "north");
        KpiMoments open = Samples.kpi("time", 0, 0, 0);
        open.setOpen(2L);
        open.setOpenStartSum(Samples.bytes(BigInteger.valueOf(-7)));
        cell.setKpis(List.of(Samples.kpi("quality", 1, 1, 1), open));
        write(Samples.cellKey("model", "north"), cell);
        write(Samples.cellKey("human", "north"), Samples.cell("human", 0, "north"));

        assertThat(only("select arm, decision_count from outcome.cells").valuesRow())
                .hasToString("('model', 0)");
        assertThat(only("select open_count, open_start_sum, denominator_sum from outcome.kpi_cells where kpi = 'time'")
                        .valuesRow())
                .hasToString("(2, -7, null)");
    }

    private void clocks(Instant first, Instant second) throws SQLException {
        for (int through = 0; through < 2; through++) {
            write("p0" + through, Samples.finalClock(0, through, first));
            write("p1" + through, Samples.finalClock(1, through, second));
        }
    }

    private List<String> maturity() {
        return sql.fetch("select kpi, final_at, is_final from report.maturity")
                .map(row -> row.get(0) + " "
                        + row.get(1, java.time.OffsetDateTime.class).toInstant() + " " + row.get(2));
    }

    private Record only(String query) {
        return sql.fetchSingle(query);
    }

    private void write(String key, @Nullable SpecificRecord value) throws SQLException {
        Change change = Changes.of(new Origin("cells", 0, offset++, Samples.OBSERVED), key, value);
        Claim claim = writer.claim(List.of(CELLS_0)).get(CELLS_0);
        writer.write(new Batch(List.of(change), Map.of(CELLS_0, new Claim(claim.epoch(), offset))));
    }
}
