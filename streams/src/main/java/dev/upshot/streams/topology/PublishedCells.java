package dev.upshot.streams.topology;

import dev.upshot.event.CellPartial;
import dev.upshot.event.KpiMoments;
import dev.upshot.streams.cell.CellKey;
import dev.upshot.streams.cell.CellMoments;
import dev.upshot.streams.intake.MeasuredPlan;
import dev.upshot.streams.plan.Kpi;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Cells as they are published, and back: pure translation between moments and records. */
final class PublishedCells {

    private PublishedCells() {}

    static CellPartial record(String generation, MeasuredPlan plan, int partition, CellKey key, byte[] moments) {
        List<Kpi> kpis = plan.plan().kpis();
        List<KpiMoments> published = new ArrayList<>(kpis.size());
        for (int k = 0; k < kpis.size(); k++) {
            published.add(KpiMoments.newBuilder()
                    .setKpi(kpis.get(k).name())
                    .setN(CellMoments.n(moments, k))
                    .setSum(bytes(CellMoments.sum(moments, k)))
                    .setSumSquares(bytes(CellMoments.sumSquares(moments, k)))
                    .build());
        }
        return new CellPartial(
                generation,
                plan.plan().useCase(),
                plan.plan().version(),
                plan.arms().get(key.arm()),
                LocalDate.ofEpochDay(key.cohortDay()),
                key.segments(),
                partition,
                CellMoments.decisions(moments),
                CellMoments.reviewed(moments),
                CellMoments.overturned(moments),
                published,
                CellMoments.decisions(moments),
                0L);
    }

    static byte[] moments(CellPartial cell) {
        int kpis = cell.getKpis().size();
        long[] n = new long[kpis];
        BigInteger[] sums = new BigInteger[kpis];
        BigInteger[] squares = new BigInteger[kpis];
        for (int k = 0; k < kpis; k++) {
            KpiMoments moments = cell.getKpis().get(k);
            n[k] = moments.getN();
            sums[k] = big(moments.getSum());
            squares[k] = big(moments.getSumSquares());
        }
        return CellMoments.of(cell.getDecisions(), cell.getReviewed(), cell.getOverturned(), n, sums, squares);
    }

    private static ByteBuffer bytes(BigInteger number) {
        return ByteBuffer.wrap(number.toByteArray());
    }

    private static BigInteger big(ByteBuffer bytes) {
        byte[] copy = new byte[bytes.remaining()];
        bytes.duplicate().get(copy);
        return new BigInteger(copy);
    }
}
