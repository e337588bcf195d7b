package dev.upshot.sink;

import dev.upshot.event.CellPartial;
import dev.upshot.event.KpiMoments;
import dev.upshot.sink.change.Change;
import dev.upshot.sink.change.Changes;
import dev.upshot.sink.change.Origin;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/**
 * The cells of a plan like the example's: two arms, two segment dimensions of five and four values, three KPIs of which
 * one is a duration counted by age, four partitions, so many days. A later round has the same cells with other numbers.
 */
final class ManyCells {
    private static final LocalDate FIRST = LocalDate.of(2026, 1, 1);
    private static final List<String> ARMS = List.of("human", "model-v2");
    private static final int AGES = 14;

    private ManyCells() {}

    /** The changes, as the sink makes them of records; 160 cells a day. */
    static List<Change> of(int days, int round) {
        List<Change> changes = new ArrayList<>();
        for (int day = 0; day < days; day++) {
            for (int segment = 0; segment < 20; segment++) {
                for (String arm : ARMS) {
                    for (int partition = 0; partition < 4; partition++) {
                        CellPartial cell = cell(arm, FIRST.plusDays(day), segment, partition, round);
                        String key = arm + "/" + day + "/" + segment + "/" + partition;
                        changes.add(Changes.of(new Origin("cells", 0, changes.size(), Instant.EPOCH), key, cell));
                    }
                }
            }
        }
        return changes;
    }

    private static CellPartial cell(String arm, LocalDate day, int segment, int partition, int round) {
        long n = 20 + segment + round;
        List<KpiMoments> kpis = List.of(
                kpi("decision_quality", n, n / 2, List.of()),
                kpi(
                        "processing_time",
                        n,
                        n * 40_000_000,
                        LongStream.range(0, AGES).boxed().toList()),
                kpi("recovered_amount", n, n * 8_000, List.of()));
        return CellPartial.newBuilder()
                .setGeneration("0badcafe")
                .setUseCase("claims-triage")
                .setPlanVersion(1)
                .setArm(arm)
                .setCohortDay(day)
                .setSegments(List.of("region-" + segment % 5, "product-" + segment / 5))
                .setSourcePartition(partition)
                .setDecisions(n)
                .setReviewed(n / 2)
                .setOverturned(n / 10)
                .setUnits(n)
                .setKpis(kpis)
                .setOddHalf(arm.equals("human") ? kpis : List.of())
                .build();
    }

    private static KpiMoments kpi(String name, long n, long sum, List<Long> ages) {
        return KpiMoments.newBuilder()
                .setKpi(name)
                .setN(n)
                .setSum(bytes(BigInteger.valueOf(sum)))
                .setSumSquares(bytes(BigInteger.valueOf(sum).pow(2)))
                .setAgeEvents(ages)
                .setAgeOpen(ages)
                .build();
    }

    private static ByteBuffer bytes(BigInteger value) {
        return ByteBuffer.wrap(value.toByteArray());
    }
}
