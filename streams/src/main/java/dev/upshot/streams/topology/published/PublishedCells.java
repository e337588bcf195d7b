package dev.upshot.streams.topology.published;

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
public final class PublishedCells {

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final MeasuredPlan plan;
    private final CellMoments layout;

    /** The cells of this plan. */
    public PublishedCells(MeasuredPlan plan) {
        this.plan = plan;
        this.layout = CellMoments.of(plan.plan());
    }

    /** The record of a cell's moments. */
    public CellPartial record(String generation, int partition, CellKey key, byte[] moments) {
        Plan of = plan.plan();
        CellHead head = layout.head(moments);
        List<KpiMoments> published = new ArrayList<>(of.kpis().size());
        List<KpiMoments> oddHalf = new ArrayList<>();
        for (int k = 0; k < of.kpis().size(); k++) {
            published.add(kpi(of.kpis().get(k), layout.isPaired(k), layout.sums(moments, k)));
            if (layout.hasHalf(moments)) {
                oddHalf.add(kpi(of.kpis().get(k), layout.isPaired(k), layout.oddHalf(moments, k)));
            }
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
                head.mixedUnits(),
                oddHalf);
    }

    private static KpiMoments kpi(Kpi kpi, boolean paired, KpiSums sums) {
        KpiSums.Covariate x = sums.covariate();
        KpiSums.Ages ages = sums.ages();
        KpiSums.Weighted weighted = sums.weighted();
        return new KpiMoments(
                kpi.name(),
                sums.n(),
                bytes(sums.sumA()),
                bytes(sums.sumSquaresA()),
                paired ? bytes(sums.sumB()) : NOTHING,
                paired ? bytes(sums.sumSquaresB()) : NOTHING,
                paired ? bytes(sums.sumProducts()) : NOTHING,
                sums.open(),
                kpi instanceof DurationKpi ? bytes(sums.openStartSum()) : NOTHING,
                x == null ? 0L : x.given(),
                x == null ? NOTHING : bytes(x.sum()),
                x == null ? NOTHING : bytes(x.sumSquares()),
                x == null ? NOTHING : bytes(x.sumProductsA()),
                x == null || !paired ? NOTHING : bytes(x.sumProductsB()),
                ages == null ? List.of() : ages.ended(),
                ages == null ? List.of() : ages.open(),
                weighted == null ? NOTHING : bytes(weighted.sum()),
                weighted == null ? NOTHING : bytes(weighted.sumSquares()),
                weighted == null ? NOTHING : bytes(weighted.sumA()),
                weighted == null ? NOTHING : bytes(weighted.sumSquaresA()),
                weighted == null ? NOTHING : bytes(weighted.sumProducts()));
    }

    /** The moments that a record holds. */
    public byte[] moments(CellPartial cell) {
        byte[] moments = layout.zero(plan.arms().indexOf(cell.getArm()));
        layout.setHead(
                moments,
                new CellHead(
                        cell.getDecisions(),
                        cell.getReviewed(),
                        cell.getOverturned(),
                        cell.getUnits(),
                        cell.getMixedUnits()));
        for (int k = 0; k < cell.getKpis().size(); k++) {
            layout.setSums(moments, k, sums(cell.getKpis().get(k)));
        }
        for (int k = 0; k < cell.getOddHalf().size(); k++) {
            layout.setOddHalf(moments, k, sums(cell.getOddHalf().get(k)));
        }
        return moments;
    }

    private static KpiSums sums(KpiMoments kpi) {
        return new KpiSums(
                kpi.getN(),
                big(kpi.getSum()),
                big(kpi.getSumSquares()),
                big(kpi.getSumB()),
                big(kpi.getSumSquaresB()),
                big(kpi.getSumProducts()),
                kpi.getOpen(),
                big(kpi.getOpenStartSum()),
                new KpiSums.Covariate(
                        kpi.getCovariateN(),
                        big(kpi.getSumX()),
                        big(kpi.getSumSquaresX()),
                        big(kpi.getSumProductsAx()),
                        big(kpi.getSumProductsBx())),
                new KpiSums.Ages(kpi.getAgeEvents(), kpi.getAgeOpen()),
                new KpiSums.Weighted(
                        big(kpi.getSumW()),
                        big(kpi.getSumSquaresW()),
                        big(kpi.getSumWa()),
                        big(kpi.getSumSquaresWa()),
                        big(kpi.getSumProductsWwa())));
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
