package dev.upshot.sink.change;

import static dev.upshot.sink.jooq.ops.Tables.QUARANTINED_RECORDS;
import static dev.upshot.sink.jooq.outcome.Tables.CELL_PARTIALS;
import static dev.upshot.sink.jooq.outcome.Tables.KPIS;
import static dev.upshot.sink.jooq.outcome.Tables.KPI_PARTIALS;
import static dev.upshot.sink.jooq.outcome.Tables.LIFTS;
import static dev.upshot.sink.jooq.outcome.Tables.ODD_HALF_PARTIALS;
import static dev.upshot.sink.jooq.outcome.Tables.PLAN_VERSIONS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.upshot.event.CellPartial;
import dev.upshot.event.Estimate;
import dev.upshot.event.KpiMoments;
import dev.upshot.event.Position;
import dev.upshot.event.SubjectErasure;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.ZoneOffset;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.jooq.TableRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChangesTest {
    private static final Origin ORIGIN = Samples.origin("upshot.cells", 42);

    @Test
    void aCellIsARowForItselfAndOneForEachKpi() {
        CellPartial cell = Samples.cell("model", 5, "north", "travel");
        cell.setKpis(List.of(Samples.kpi("quality", 5, 3, 3), Samples.kpi("amount", 4, -250, 40_000)));

        Change change = Changes.of(ORIGIN, Samples.cellKey("model"), cell);

        assertThat(change.rows())
                .extracting(row -> (Object) row.getTable())
                .containsExactly(CELL_PARTIALS, KPI_PARTIALS, KPI_PARTIALS);
        assertThat(change.rows().get(0).get(CELL_PARTIALS.SEGMENT_VALUES)).containsExactly("north", "travel");
        assertThat(change.rows().get(2).get(KPI_PARTIALS.VALUE_SUM)).isEqualTo(-250);
        assertThat(change.removals()).isEmpty();
    }

    @Test
    void theOddHalfOfTheBaselineHasRowsOfItsOwnAndWhatAKpiHasNotIsNull() {
        CellPartial cell = Samples.cell("human", 5);
        KpiMoments half = Samples.kpi("quality", 2, 1, 1);
        half.setCovariateN(1);
        half.setSumX(Samples.bytes(BigInteger.TEN));
        half.setAgeEvents(List.of(1L, 0L));
        cell.setOddHalf(List.of(half));

        List<? extends TableRecord<?>> rows =
                Changes.of(ORIGIN, Samples.cellKey("human"), cell).rows();

        assertThat(rows)
                .extracting(row -> (Object) row.getTable())
                .containsExactly(CELL_PARTIALS, KPI_PARTIALS, ODD_HALF_PARTIALS);
        assertThat(rows.get(1).get(KPI_PARTIALS.COVARIATE_COUNT)).isNull();
        assertThat(rows.get(1).get(KPI_PARTIALS.AGE_ENDED_COUNTS)).isNull();
        assertThat(rows.get(1).get(KPI_PARTIALS.WEIGHT_SUM)).isNull();
        assertThat(rows.get(2).get(ODD_HALF_PARTIALS.UNIT_COUNT)).isEqualTo(2);
        assertThat(rows.get(2).get(ODD_HALF_PARTIALS.COVARIATE_COUNT)).isEqualTo(1);
        assertThat(rows.get(2).get(ODD_HALF_PARTIALS.COVARIATE_SUM)).isEqualTo(10);
        assertThat(rows.get(2).get(ODD_HALF_PARTIALS.AGE_ENDED_COUNTS)).containsExactly(1L, 0L);
    }

    @Test
    void sumsKeepAllTheir128Bits() {
        BigInteger largest = BigInteger.ONE.shiftLeft(127).subtract(BigInteger.ONE);
        CellPartial cell = Samples.cell("model", 1);
        cell.setKpis(List.of(Samples.kpi("amount", 1L, Samples.bytes(largest.negate()), Samples.bytes(largest))));

        TableRecord<?> row =
                Changes.of(ORIGIN, Samples.cellKey("model"), cell).rows().get(1);

        assertThat(row.get(KPI_PARTIALS.VALUE_SUM)).isEqualTo(largest.negate());
        assertThat(row.get(KPI_PARTIALS.VALUE_SUM_SQUARES)).isEqualTo(largest);
    }

    @Test
    void readingASumLeavesItsBytesForTheNextReader() {
        CellPartial cell = Samples.cell("model", 5);

        Change first = Changes.of(ORIGIN, Samples.cellKey("model"), cell);
        Change second = Changes.of(ORIGIN, Samples.cellKey("model"), cell);

        assertThat(second.rows().get(1).get(KPI_PARTIALS.VALUE_SUM))
                .isEqualTo(first.rows().get(1).get(KPI_PARTIALS.VALUE_SUM));
    }

    @Test
    void aCellWithoutValueGoesWithItsKpis() {
        Change change = Changes.of(ORIGIN, Samples.cellKey("model", "a\\\"b", ""), null);

        assertThat(change.rows()).isEmpty();
        assertThat(change.removals())
                .extracting(removal -> (Object) removal.table())
                .containsExactly(CELL_PARTIALS, KPI_PARTIALS, ODD_HALF_PARTIALS);
        assertThat(change.removals().get(1).row().get(KPI_PARTIALS.SEGMENT_VALUES))
                .containsExactly("a\"b", "");
    }

    @Test
    void aLiftWithoutEstimateHasNullsInItsPlace() {
        TableRecord<?> row = Changes.of(ORIGIN, Samples.liftKey("quality"), Samples.lift("quality", 0.75))
                .rows()
                .get(0);

        assertThat(row.get(LIFTS.ABSOLUTE_VALUE)).isEqualTo(0.25);
        assertThat(row.get(LIFTS.RELATIVE_VALUE)).isNull();
        assertThat(row.get(LIFTS.RELATIVE_UPPER)).isNull();
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void aNumberThatIsNoneIsRefused(double none) {
        var meanless = Samples.lift("quality", 0.75);
        meanless.setMeanBaseline(none);
        var boundless = Samples.lift("quality", 0.75);
        boundless.setRelative(new Estimate(0.5, 0.1, none, 0.7));

        assertRefused(Samples.liftKey("quality"), meanless, "Lift: mean_baseline is " + none + ", not a finite number");
        assertRefused(
                Samples.liftKey("quality"), boundless, "Lift: relative_lower is " + none + ", not a finite number");
    }

    @Test
    void aPlanReplacesTheKpisItHadBefore() {
        Change change = Changes.of(ORIGIN, Samples.planKey(), Samples.plan("quality", "time"));

        assertThat(change.removals())
                .extracting(removal -> (Object) removal.table())
                .containsExactly(KPIS);
        assertThat(change.rows()).extracting(row -> (Object) row.getTable()).containsExactly(PLAN_VERSIONS, KPIS, KPIS);
        assertThat(change.rows().get(1).get(KPIS.CAP)).isEqualTo(500_000L);
    }

    @Test
    void positionsAreAJsonObjectByTopic() {
        var progress = Samples.progress(12);
        progress.setPositions(List.of(new Position("a\"b", 12L), new Position("c", 0L)));

        var row = Changes.of(ORIGIN, Samples.progressKey(), progress).rows().get(0);

        assertThat(row.get("positions")).hasToString("{\"a\\\"b\":12,\"c\":0}");
    }

    @Test
    void aQuarantinedRecordKeepsItsOriginAndNotItsBytes() {
        TableRecord<?> row = Changes.of(ORIGIN, Samples.quarantineKey(9), Samples.quarantined(9, "late"))
                .rows()
                .get(0);

        assertThat(row.get(QUARANTINED_RECORDS.TOPIC)).isEqualTo("upshot.decisions");
        assertThat(row.get(QUARANTINED_RECORDS.RECORD_OFFSET)).isEqualTo(9);
        assertThat(row.get(QUARANTINED_RECORDS.OBSERVED_AT)).isEqualTo(Samples.OBSERVED.atOffset(ZoneOffset.UTC));
    }

    @Test
    void aSumWithoutBytesIsRefused() {
        CellPartial cell = Samples.cell("model", 1);
        cell.setKpis(List.of(Samples.kpi("amount", 1L, ByteBuffer.allocate(0), Samples.bytes(BigInteger.ONE))));

        assertRefused(Samples.cellKey("model"), cell, "sum holds no integer");
    }

    @Test
    void anErasureIsNotTakenBack() {
        assertRefused(
                "[\"erasure\",\"claims\",\"00000000000000000000000000000000\"]",
                null,
                "an erasure is not taken back, and a database built anew would not learn of it; erase the subject again");
    }

    @Test
    void aDigestOfAnotherLengthIsRefused() {
        assertRefused(
                "[\"erasure\",\"claims\",\"0000\"]",
                new SubjectErasure("claims", ByteBuffer.allocate(2), Samples.OBSERVED),
                "subject_digest has 2 bytes, not 16");
    }

    @Test
    void aRecordOfAnotherKindIsRefused() {
        assertRefused("k", new Position("t", 1L), "a Position does not belong into a topic the sink reads");
    }

    @Test
    void aRecordWithoutKeyIsRefused() {
        assertRefused(null, Samples.cell("model", 1), "the record has no key");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "cell",
                "{}",
                "[]",
                "[1]",
                "[\"plan\",1]",
                "[\"claims\",1]",
                "[\"cell\",\"claims\",1,\"model\",\"2026-03-01\",[]]",
                "[\"cell\",\"claims\",1,\"model\",\"2026-03-01\",[],0,0]",
                "[\"cell\",\"claims\",1,\"model\",\"2026-02-30\",[],0]",
                "[\"cell\",\"claims\",1,\"model\",\"2026-03-01\",[7],0]",
                "[\"cell\",\"claims\",1,\"model\",\"2026-03-01\",\"\",0]",
                "[\"cell\",\"claims\",1.5,\"model\",\"2026-03-01\",[],0]",
                "[\"cell\",\"claims\",99999999999,\"model\",\"2026-03-01\",[],0]",
                "[\"cell\",null,1,\"model\",\"2026-03-01\",[],0]",
                "[\"lift\",\"claims\",1,\"quality\",\"model\",\"\"]",
                "[\"progress\",\"g\",\"LIFTS\",0,0] []"
            })
    void aTombstoneWhoseKeyNamesNothingIsRefused(String key) {
        Change change = Changes.of(ORIGIN, key, null);

        assertThat(QuarantineChange.isRefusal(change)).isTrue();
    }

    @Test
    void theSameKeyInTwoTopicsIsTwoThings() {
        Change cells = Change.putting(Samples.origin("cells", 1), "k", List.of());
        Change lifts = Change.putting(Samples.origin("lifts", 1), "k", List.of());

        assertThat(cells.identity()).isNotEqualTo(lifts.identity());
    }

    private static void assertRefused(@Nullable String key, @Nullable SpecificRecord value, String why) {
        Change change = Changes.of(ORIGIN, key, value);

        assertThat(QuarantineChange.isRefusal(change)).isTrue();
        TableRecord<?> row = change.rows().get(0);
        assertThat(row.get(QUARANTINED_RECORDS.TOPIC)).isEqualTo("upshot.cells");
        assertThat(row.get(QUARANTINED_RECORDS.RECORD_OFFSET)).isEqualTo(42);
        assertThat(row.get(QUARANTINED_RECORDS.REASON)).isEqualTo("sink_refused");
        assertThat(row.get(QUARANTINED_RECORDS.DETAIL)).isEqualTo(why + "; the record is still at its origin");
    }
}
