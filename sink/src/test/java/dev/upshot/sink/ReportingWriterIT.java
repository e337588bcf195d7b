package dev.upshot.sink;

import static dev.upshot.sink.jooq.ops.Tables.PROGRESS;
import static dev.upshot.sink.jooq.ops.Tables.QUARANTINED_RECORDS;
import static dev.upshot.sink.jooq.ops.Tables.SINK_OFFSETS;
import static dev.upshot.sink.jooq.outcome.Tables.CELLS;
import static dev.upshot.sink.jooq.outcome.Tables.CELL_PARTIALS;
import static dev.upshot.sink.jooq.outcome.Tables.KPIS;
import static dev.upshot.sink.jooq.outcome.Tables.KPI_CELLS;
import static dev.upshot.sink.jooq.outcome.Tables.KPI_PARTIALS;
import static dev.upshot.sink.jooq.outcome.Tables.LIFTS;
import static dev.upshot.sink.jooq.outcome.Tables.LIFT_READINGS;
import static dev.upshot.sink.jooq.outcome.Tables.PLAN_VERSIONS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.upshot.event.CellPartial;
import dev.upshot.sink.change.Change;
import dev.upshot.sink.change.Changes;
import dev.upshot.sink.change.Origin;
import dev.upshot.sink.change.Samples;
import dev.upshot.sink.database.DatabaseFailure;
import dev.upshot.sink.jooq.report.tables.DataQuality;
import java.math.BigInteger;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.TopicPartition;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Stack.Extension.class)
class ReportingWriterIT {
    private static final TopicPartition CELLS_0 = new TopicPartition("cells", 0);

    private DataSource database;
    private DSLContext sql;
    private ReportingWriter writer;
    private long offset;

    @BeforeEach
    void migrated(Stack stack) throws SQLException {
        database = stack.database();
        sql = DSL.using(database, SQLDialect.POSTGRES);
        writer = new ReportingWriter(database, Failpoint.NONE);
    }

    @Test
    void everyKindOfRecordBecomesRows() throws SQLException {
        write(
                put(Samples.planKey(), Samples.plan("quality", "time")),
                put(Samples.cellKey("model", "north"), Samples.cell("model", 5, "north")),
                put(Samples.liftKey("quality"), Samples.lift("quality", 0.75)),
                put(Samples.progressKey(), Samples.progress(12)),
                put(Samples.quarantineKey(9), Samples.quarantined(9, "late")));

        var plan = sql.fetchSingle(PLAN_VERSIONS);
        assertThat(plan.getCandidateArms()).containsExactly("model");
        assertThat(plan.getAlpha()).isEqualTo(0.05);
        assertThat(sql.fetch(KPIS)).extracting(kpi -> kpi.getKpi()).containsExactlyInAnyOrder("quality", "time");
        assertThat(sql.fetchSingle(CELL_PARTIALS).getCohortDate()).isEqualTo(Samples.DAY);
        assertThat(sql.fetchSingle(KPI_PARTIALS).getValueSum()).isEqualTo(5);
        var lift = sql.fetchSingle(LIFTS);
        assertThat(lift.getAbsoluteValue()).isEqualTo(0.25);
        assertThat(lift.getRelativeValue()).isNull();
        assertThat(sql.fetchSingle(PROGRESS).getPositions().data()).contains("\"upshot.decisions\": 12");
        assertThat(sql.fetchSingle(PROGRESS).getClock().toInstant()).isEqualTo(Samples.OBSERVED);
        assertThat(sql.fetchSingle(QUARANTINED_RECORDS).getReason()).isEqualTo("late");
    }

    @Test
    void anOfficialReadingIsWrittenOnceAndTheSameAgainIsIgnored() throws SQLException {
        write(put(Samples.readingKey("quality"), Samples.reading("quality", 0.75)));
        var again = Samples.reading("quality", 0.75);
        again.setGeneration("anothergen");
        write(put(Samples.readingKey("quality"), again), put(Samples.readingKey("quality"), again));

        var reading = sql.fetchSingle(LIFT_READINGS);
        assertThat(reading.getCohortDate()).isEqualTo(Samples.DAY);
        assertThat(reading.getGeneration()).isEqualTo("0badcafe");
        assertThat(sql.fetch(QUARANTINED_RECORDS)).isEmpty();
        assertThat(sql.fetch(LIFTS)).isEmpty();
    }

    @Test
    void anotherReadingOfTheSameDayIsRefusedAndTold() throws SQLException {
        write(put(Samples.readingKey("quality"), Samples.reading("quality", 0.75)));
        write(
                put(Samples.readingKey("quality"), Samples.reading("quality", 0.76)),
                put(Samples.liftKey("quality"), Samples.lift("quality", 0.76)));
        write(
                put(Samples.readingKey("time"), Samples.reading("time", 0.5)),
                put(Samples.readingKey("time"), Samples.reading("time", 0.6)));

        assertThat(sql.fetch(LIFT_READINGS).getValues(LIFT_READINGS.MEAN_CANDIDATE))
                .containsExactlyInAnyOrder(0.75, 0.5);
        assertThat(sql.fetchSingle(LIFTS).getMeanCandidate()).isEqualTo(0.76);
        assertThat(sql.fetch(QUARANTINED_RECORDS))
                .hasSize(2)
                .allMatch(row -> row.getDetail().contains("SQLSTATE 23001"));
    }

    @Test
    void anOfficialReadingCannotBeChangedOrDeletedByHand() throws SQLException {
        write(put(Samples.readingKey("quality"), Samples.reading("quality", 0.75)));

        assertThatThrownBy(() -> sql.update(LIFT_READINGS)
                        .set(LIFT_READINGS.VERDICT, "improved")
                        .execute())
                .hasMessageContaining("an official reading never changes: claims v1, quality, model");
        assertThatThrownBy(() -> sql.deleteFrom(LIFT_READINGS).execute())
                .hasMessageContaining("an official reading never changes");
    }

    @Test
    void kpisKeepThePlansOrder() throws SQLException {
        write(put(Samples.planKey(), Samples.plan("time", "quality", "amount")));

        assertThat(sql.selectFrom(KPIS).orderBy(KPIS.POSITION).fetch(KPIS.KPI))
                .containsExactly("time", "quality", "amount");
    }

    @Test
    void textsArriveAsTheyAreWhateverTheyHold() throws SQLException {
        String[] nasty = {
            "", "NULL", "null", "{}", "a,b", "\"quoted\"", "back\\slash", " space ", "new\nline", "ü€😀", "'"
        };
        List<Change> changes = new ArrayList<>();
        for (String text : nasty) {
            var lift = Samples.lift("quality", 0.5);
            lift.setSegmentValue(text);
            changes.add(put(text + "|lift", lift));
        }
        changes.add(put("cell", Samples.cell("model", 1, nasty)));

        write(changes.toArray(Change[]::new));

        assertThat(sql.fetchSingle(CELL_PARTIALS).getSegmentValues()).containsExactly(nasty);
        assertThat(sql.fetch(LIFTS).getValues(LIFTS.SEGMENT_VALUE)).containsExactlyInAnyOrder(nasty);
    }

    @Test
    void numbersArriveBitByBit() throws SQLException {
        double[] doubles = {-0.0, Double.MIN_VALUE, Double.MAX_VALUE, 0.1 + 0.2, 1e-300, 123456789.12345679};
        BigInteger largest = BigInteger.ONE.shiftLeft(127).subtract(BigInteger.ONE);
        List<Change> changes = new ArrayList<>();
        for (int i = 0; i < doubles.length; i++) {
            var lift = Samples.lift("kpi" + i, 0.5);
            lift.setMeanBaseline(doubles[i]);
            changes.add(put(Samples.liftKey("kpi" + i), lift));
        }
        CellPartial cell = Samples.cell("model", Long.MAX_VALUE);
        cell.setKpis(
                List.of(Samples.kpi("a", Long.MAX_VALUE, Samples.bytes(largest.negate()), Samples.bytes(largest))));
        changes.add(put("cell", cell));

        write(changes.toArray(Change[]::new));

        for (int i = 0; i < doubles.length; i++) {
            double read = sql.fetchSingle(LIFTS, LIFTS.KPI.eq("kpi" + i)).getMeanBaseline();
            assertThat(Double.doubleToRawLongBits(read)).isEqualTo(Double.doubleToRawLongBits(doubles[i]));
        }
        assertThat(sql.fetchSingle(KPI_PARTIALS).getValueSum()).isEqualTo(largest.negate());
        assertThat(sql.fetchSingle(KPI_CELLS).getValueSumSquares()).isEqualTo(largest);
    }

    @Test
    void aLaterVersionReplacesAndATombstoneDeletes() throws SQLException {
        write(
                put(Samples.planKey(), Samples.plan("quality", "time")),
                put(Samples.cellKey("model", "a"), Samples.cell("model", 5, "a")),
                put(Samples.cellKey("human", "a"), Samples.cell("human", 4, "a")),
                put(Samples.liftKey("quality"), Samples.lift("quality", 0.75)),
                put(Samples.progressKey(), Samples.progress(12)));
        write(
                put(Samples.planKey(), Samples.plan("quality")),
                put(Samples.cellKey("human", "a"), Samples.cell("human", 6, "a")),
                put(Samples.cellKey("model", "a"), null),
                put(Samples.liftKey("quality"), null),
                put(Samples.progressKey(), null));

        assertThat(sql.fetch(KPIS)).extracting(kpi -> kpi.getKpi()).containsExactly("quality");
        assertThat(sql.fetchSingle(CELL_PARTIALS).getDecisionCount()).isEqualTo(6);
        assertThat(sql.fetchSingle(KPI_PARTIALS).getArm()).isEqualTo("human");
        assertThat(sql.fetchCount(LIFTS)).isZero();
        assertThat(sql.fetchCount(PROGRESS)).isZero();
    }

    @Test
    void writingABatchAgainChangesNothing() throws SQLException {
        Change[] batch = {
            put(Samples.planKey(), Samples.plan("quality")),
            put(Samples.cellKey("model"), Samples.cell("model", 5)),
            put(Samples.liftKey("quality"), Samples.lift("quality", 0.75)),
            put(null, null)
        };
        write(batch);
        String before = dump();

        write(batch);

        assertThat(dump()).isEqualTo(before);
    }

    @Test
    void cellsSumOverSourcePartitionsAndHideEmptyOnes() throws SQLException {
        CellPartial elsewhere = Samples.cell("model", 7);
        elsewhere.setSourcePartition(1);
        write(put("a", Samples.cell("model", 5)), put("b", elsewhere), put("c", Samples.cell("human", 0)));

        assertThat(sql.fetchSingle(CELLS).getDecisionCount()).isEqualTo(12);
        assertThat(sql.fetchSingle(KPI_CELLS).getValueSum()).isEqualTo(12);
        assertThat(sql.fetchSingle(KPI_CELLS).getUnitCount()).isEqualTo(12);
    }

    @Test
    void dataQualityTellsWhatWasRefusedAndHowFarTheLogWasRead() throws SQLException {
        write(
                put(Samples.planKey(), Samples.plan("quality")),
                put("cell", Samples.cell("model", 5)),
                put(Samples.progressKey(), Samples.progress(12)),
                put("q1", Samples.quarantined(1, "late")),
                put("q2", Samples.quarantined(2, "late")),
                put("q3", Samples.quarantined(3, "unknown_arm")),
                put(null, null));

        DataQuality quality = DataQuality.DATA_QUALITY;
        var ours = sql.fetchSingle(quality, quality.USE_CASE.eq("claims"));
        assertThat(ours.getDecisionCount()).isEqualTo(5);
        assertThat(ours.getQuarantinedCount()).isEqualTo(3);
        assertThat(ours.getQuarantinedByReason().data()).isEqualTo("{\"late\": 2, \"unknown_arm\": 1}");
        assertThat(ours.getCompleteToAt().toInstant()).isEqualTo(Samples.OBSERVED);
        var unplaced = sql.fetchSingle(quality, quality.USE_CASE.eq(""));
        assertThat(unplaced.getQuarantinedByReason().data()).isEqualTo("{\"sink_refused\": 1}");
        assertThat(unplaced.getCompleteToAt()).isNull();
    }

    @Test
    void aClaimGoesOnWhereTheLastOwnerStopped() throws SQLException {
        assertThat(writer.claim(Set.of(CELLS_0))).containsExactly(Map.entry(CELLS_0, new Claim(1, 0)));
        writer.write(batch(1, 17, put("cell", Samples.cell("model", 5))));

        assertThat(writer.claim(Set.of(CELLS_0))).containsExactly(Map.entry(CELLS_0, new Claim(2, 17)));
    }

    @Test
    void aWriterThatLostItsPartitionIsRefusedAndChangesNothing() throws SQLException {
        long mine = epoch(writer);
        writer.write(batch(mine, 10, put("cell", Samples.cell("model", 5))));
        ReportingWriter other = new ReportingWriter(database, Failpoint.NONE);
        long theirs = epoch(other);
        other.write(batch(theirs, 20, put("cell", Samples.cell("model", 8))));
        String before = dump();
        Change stale = put("cell", Samples.cell("model", 6));

        assertThatThrownBy(() -> writer.write(batch(mine, 15, stale))).isInstanceOf(FencedException.class);
        assertThatThrownBy(() -> writer.write(batch(mine, 15))).isInstanceOf(FencedException.class);
        assertThat(dump()).isEqualTo(before);

        // It was the epoch that held it back and nothing else.
        writer.write(batch(theirs, 15, stale));
        assertThat(dump()).isNotEqualTo(before);
    }

    @Test
    void oneLostPartitionStopsTheWholeTransaction() throws SQLException {
        TopicPartition lost = new TopicPartition("lifts", 0);
        writer.claim(Set.of(CELLS_0, lost));
        new ReportingWriter(database, Failpoint.NONE).claim(Set.of(lost));
        String before = dump();

        Batch both = new Batch(
                List.of(put("cell", Samples.cell("model", 5))),
                Map.of(CELLS_0, new Claim(1, 3), lost, new Claim(1, 4)));

        assertThatThrownBy(() -> writer.write(both))
                .isInstanceOf(FencedException.class)
                .hasMessageContaining("another writer has taken over 1 of the partitions");
        assertThat(dump()).isEqualTo(before);
    }

    @Test
    void aRecordThatPostgresRefusesIsQuarantinedAndTheRestIsWritten() throws SQLException {
        List<Change> changes = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            changes.add(put("cell" + i, Samples.cell("arm" + i, i)));
        }
        long first = offset;
        changes.set(13, put("nul", Samples.cell("arm13", 13, "\0")));
        changes.set(14, put("negative", Samples.cell("arm14", -1)));
        CellPartial beyond = Samples.cell("arm60", 60);
        beyond.setCohortDay(LocalDate.ofEpochDay(Integer.MAX_VALUE));
        changes.set(60, put("beyond", beyond));
        var lift = Samples.lift("long", 0.5);
        lift.setSegmentValue(incompressible());
        changes.set(99, put("long", lift));

        assertThat(write(changes.toArray(Change[]::new))).isEqualTo(4);

        assertThat(sql.fetchCount(CELL_PARTIALS)).isEqualTo(96);
        assertThat(sql.fetchCount(LIFTS)).isZero();
        assertThat(sql.fetch(QUARANTINED_RECORDS))
                .allMatch(row -> row.getReason().equals("sink_refused")
                        && row.getTopic().equals("cells")
                        && row.getDetail().startsWith("PostgreSQL refused it with SQLSTATE "))
                .extracting(row -> row.getRecordOffset())
                .containsExactlyInAnyOrder(first, first + 1, first + 2, first + 3);
    }

    @Test
    void theLastVersionThatCanBeWrittenStays() throws SQLException {
        int refused = write(
                put("cell", Samples.cell("model", 5)),
                put("cell", Samples.cell("model", 6)),
                put("cell", Samples.cell("model", -1)),
                put("other", Samples.cell("human", 1)));

        assertThat(refused).isEqualTo(1);
        assertThat(sql.fetchSingle(CELL_PARTIALS, CELL_PARTIALS.ARM.eq("model")).getDecisionCount())
                .isEqualTo(6);
    }

    @Test
    void twoKeysThatMeanTheSameRowAreWrittenOneAfterTheOther() throws SQLException {
        write(put("one", Samples.cell("model", 5)), put("two", Samples.cell("model", 6)));

        assertThat(sql.fetch(CELL_PARTIALS)).hasSize(1);
        assertThat(sql.fetchCount(QUARANTINED_RECORDS)).isZero();
    }

    @Test
    void aWriterThatFallsBeforeTheCommitLeavesNothing() throws SQLException {
        write(put("cell", Samples.cell("model", 5)));
        String before = dump();
        for (Failpoint.Step step :
                List.of(Failpoint.Step.BEGUN, Failpoint.Step.OFFSETS_WRITTEN, Failpoint.Step.ROWS_WRITTEN)) {
            ReportingWriter falling = new ReportingWriter(database, reached -> {
                if (reached == step) {
                    throw new IllegalStateException("fell at " + step);
                }
            });

            assertThatThrownBy(() -> falling.write(batch(1, 99, put("cell", Samples.cell("model", 6)))))
                    .hasMessage("fell at " + step);
            assertThat(dump()).isEqualTo(before);
        }
    }

    @Test
    void whatTheDatabaseCannotDoAtAllIsNotBlamedOnARecord() throws SQLException {
        writer.claim(Set.of(CELLS_0));
        sql.execute("drop view outcome.kpi_cells, outcome.cells, report.data_quality cascade");
        sql.execute("drop table outcome.cell_partials cascade");

        assertThatThrownBy(() -> writer.write(batch(1, 5, put("cell", Samples.cell("model", 5)))))
                .matches(e -> DatabaseFailure.of(e) instanceof DatabaseFailure.Refused);
        assertThat(sql.fetchCount(QUARANTINED_RECORDS)).isZero();
        assertThat(sql.fetchSingle(SINK_OFFSETS).getNextOffset()).isZero();
    }

    private int write(Change... changes) throws SQLException {
        return writer.write(batch(epoch(writer), offset, changes));
    }

    private static long epoch(ReportingWriter writer) throws SQLException {
        return writer.claim(Set.of(CELLS_0)).values().iterator().next().epoch();
    }

    private static Batch batch(long epoch, long nextOffset, Change... changes) {
        return new Batch(List.of(changes), Map.of(CELLS_0, new Claim(epoch, nextOffset)));
    }

    private Change put(@Nullable String key, @Nullable SpecificRecord value) {
        return Changes.of(new Origin("cells", 0, offset++, Samples.OBSERVED), key, value);
    }

    /** More than fits into an index entry, also after compression. */
    private static String incompressible() {
        StringBuilder text = new StringBuilder();
        new java.util.SplittableRandom(1).ints(20_000, 'a', 'z').forEach(c -> text.append((char) c));
        return text.toString();
    }

    private String dump() {
        StringBuilder dump = new StringBuilder();
        for (var table :
                List.of(PROGRESS, QUARANTINED_RECORDS, PLAN_VERSIONS, KPIS, CELL_PARTIALS, KPI_PARTIALS, LIFTS)) {
            sql.selectFrom(table)
                    .orderBy(table.getPrimaryKey().getFields())
                    .forEach(row -> dump.append(table.getName())
                            .append(row.formatJSON())
                            .append('\n'));
        }
        // Not the epochs, which a claim moves.
        return dump + nextOffsets();
    }

    private String nextOffsets() {
        return sql.select(SINK_OFFSETS.TOPIC, SINK_OFFSETS.NEXT_OFFSET)
                .from(SINK_OFFSETS)
                .orderBy(1)
                .fetch()
                .formatCSV();
    }
}
