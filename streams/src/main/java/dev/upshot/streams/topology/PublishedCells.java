package dev.upshot.streams.topology;

import dev.upshot.event.CellPartial;
import dev.upshot.event.KpiMoments;
import dev.upshot.streams.cell.CellHead;
import dev.upshot.streams.cell.CellKey;
import dev.upshot.streams.cell.CellMoments;
import dev.upshot.streams.cell.KpiSums;
import dev.upshot.streams.intake.MeasuredPlan;
import dev.upshot.streams.plan.DurationKpi;
import dev.upshot.streams.plan.Kpi;
import dev.upshot.streams.plan.Plan;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Cells of one plan as they are published, and back: pure translation between moments and records. */
final class PublishedCells {

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final MeasuredPlan plan;
    private final CellMoments layout;

    PublishedCells(MeasuredPlan plan) {
        this.plan = plan;
        this.layout = CellMoments.of(plan.plan());
    }

    CellPartial record(String generation, int partition, CellKey key, byte[] moments) {
        Plan of = plan.plan();
        CellHead head = layout.head(moments);
        List<KpiMoments> published = new ArrayList<>(of.kpis().size());
        for (int k = 0; k < of.kpis().size(); k++) {
            published.add(kpi(of.kpis().get(k), layout.isPaired(k), layout.sums(moments, k)));
        }
        return new CellPartial(
                generation,
                of.useCase(),
                of.version(),
                plan.arms().get(key.arm()),
                LocalDate.ofEpochDay(key.cohortDay()),
                key.segments(),
                partition,
                head.decisions(),
                head.reviewed(),
                head.overturned(),
                published,
                head.units(),
                head.mixedUnits());
    }

    private static KpiMoments kpi(Kpi kpi, boolean paired, KpiSums sums) {
        return new KpiMoments(
                kpi.name(),
                sums.n(),
                bytes(sums.sumA()),
                bytes(sums.sumSquaresA()),
                paired ? bytes(sums.sumB()) : NOTHING,
                paired ? bytes(sums.sumSquaresB()) : NOTHING,
                paired ? bytes(sums.sumProducts()) : NOTHING,
                sums.open(),
                kpi instanceof DurationKpi ? bytes(sums.openStartSum()) : NOTHING);
    }

    byte[] moments(CellPartial cell) {
        byte[] moments = layout.zero();
        layout.setHead(
                moments,
                new CellHead(
                        cell.getDecisions(),
                        cell.getReviewed(),
                        cell.getOverturned(),
                        cell.getUnits(),
                        cell.getMixedUnits()));
        for (int k = 0; k < cell.getKpis().size(); k++) {
            KpiMoments kpi = cell.getKpis().get(k);
            layout.setSums(
                    moments,
                    k,
                    new KpiSums(
                            kpi.getN(),
                            big(kpi.getSum()),
                            big(kpi.getSumSquares()),
                            big(kpi.getSumB()),
                            big(kpi.getSumSquaresB()),
                            big(kpi.getSumProducts()),
                            kpi.getOpen(),
                            big(kpi.getOpenStartSum())));
        }
        return moments;
    }

    static ByteBuffer bytes(BigInteger number) {
        return ByteBuffer.wrap(number.toByteArray());
    }

    private static BigInteger big(ByteBuffer bytes) {
        byte[] copy = new byte[bytes.remaining()];
        bytes.duplicate().get(copy);
        return copy.length == 0 ? BigInteger.ZERO : new BigInteger(copy);
    }
}
