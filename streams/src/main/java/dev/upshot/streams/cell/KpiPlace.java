package dev.upshot.streams.cell;

import dev.upshot.streams.attribution.AgeBins;
import dev.upshot.streams.plan.DurationKpi;
import dev.upshot.streams.plan.Kpi;
import dev.upshot.streams.plan.Plan;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Where the numbers of one KPI lie in the moments of a cell.
 *
 * <pre>
 *                              n 8, Σa 16, Σa² 16
 * measured by pairs            Σb 16, Σb² 16, Σab 16              (see Plan.isPaired)
 * adjusted by a covariate      units with it 8, Σx 16, Σx² 16, Σax 16; by pairs Σbx 16
 * logged propensities          Σw 16, Σw² 16, Σwa 16, Σ(wa)² 16, Σw·wa 16
 * duration                     open 8, Σ start 16, ended by age 64 × 8, open by age 64 × 8
 * </pre>
 *
 * @param at the first number's place
 * @param isPaired whether there are sums of pairs
 * @param quantity the covariate's place among the quantities of a decision, or −1
 * @param isWeighted whether there are weighted sums
 * @param isTimed whether there are cases
 */
record KpiPlace(int at, boolean isPaired, int quantity, boolean isWeighted, boolean isTimed) {

    static final int SUM_A = 8;
    static final int SQUARES_A = 24;
    private static final int UNPAIRED = 40;
    static final int SUM_B = 40;
    static final int SQUARES_B = 56;
    static final int PRODUCTS = 72;
    private static final int PAIRED = 88;

    /** From the covariate's place on. */
    static final int SUM_X = 8;

    static final int SQUARES_X = 24;
    static final int PRODUCTS_AX = 40;
    static final int PRODUCTS_BX = 56;
    private static final int ADJUSTED = 56;
    private static final int ADJUSTED_PAIR = 72;

    /** From the weights' place on, where Σw lies. */
    static final int SQUARES_W = 16;

    static final int SUM_WA = 32;
    static final int SQUARES_WA = 48;
    static final int PRODUCTS_WWA = 64;
    private static final int WEIGHTED = 80;

    /** From the cases' place on, where the number of open ones lies. */
    static final int STARTS = 8;

    static final int AGES = 24;
    private static final int TIMED = AGES + ExactIntegers.SHORT * 2 * AgeBins.COUNT;

    static KpiPlace of(Plan plan, Kpi kpi, int at) {
        return new KpiPlace(
                at, plan.isPaired(kpi), plan.covariatePlace(kpi), plan.weightPlace() >= 0, kpi instanceof DurationKpi);
    }

    boolean isAdjusted() {
        return quantity >= 0;
    }

    int covariate() {
        return at + (isPaired ? PAIRED : UNPAIRED);
    }

    int weights() {
        return covariate() + (isAdjusted() ? isPaired ? ADJUSTED_PAIR : ADJUSTED : 0);
    }

    int time() {
        return weights() + (isWeighted ? WEIGHTED : 0);
    }

    /** Where the next KPI's numbers begin. */
    int end() {
        return time() + (isTimed ? TIMED : 0);
    }

    /** Places of the numbers of 8 bytes. */
    IntStream numbers() {
        IntStream.Builder places = IntStream.builder().add(at);
        if (isAdjusted()) {
            places.add(covariate());
        }
        if (isTimed) {
            places.add(time());
            for (int age = time() + AGES; age < end(); age += ExactIntegers.SHORT) {
                places.add(age);
            }
        }
        return places.build();
    }

    /** Places of the sums of 16 bytes. */
    IntStream sums() {
        IntStream.Builder places = IntStream.builder();
        for (int sum = at + SUM_A; sum < covariate(); sum += ExactIntegers.WIDE) {
            places.add(sum);
        }
        for (int sum = covariate() + SUM_X; sum < weights(); sum += ExactIntegers.WIDE) {
            places.add(sum);
        }
        for (int sum = weights(); sum < time(); sum += ExactIntegers.WIDE) {
            places.add(sum);
        }
        if (isTimed) {
            places.add(time() + STARTS);
        }
        return places.build();
    }

    /** The sums, of all units or, with the shift of the odd half, of that. */
    KpiSums read(byte[] moments, int shift) {
        int from = shift + at;
        return new KpiSums(
                ExactIntegers.get(moments, from),
                ExactIntegers.getWide(moments, from + SUM_A),
                ExactIntegers.getWide(moments, from + SQUARES_A),
                isPaired ? ExactIntegers.getWide(moments, from + SUM_B) : BigInteger.ZERO,
                isPaired ? ExactIntegers.getWide(moments, from + SQUARES_B) : BigInteger.ZERO,
                isPaired ? ExactIntegers.getWide(moments, from + PRODUCTS) : BigInteger.ZERO,
                isTimed ? ExactIntegers.get(moments, shift + time()) : 0,
                isTimed ? ExactIntegers.getWide(moments, shift + time() + STARTS) : BigInteger.ZERO,
                isAdjusted() ? readCovariate(moments, shift + covariate()) : null,
                isTimed ? readAges(moments, shift + time() + AGES) : null,
                isWeighted ? readWeighted(moments, shift + weights()) : null);
    }

    private KpiSums.Covariate readCovariate(byte[] moments, int from) {
        return new KpiSums.Covariate(
                ExactIntegers.get(moments, from),
                ExactIntegers.getWide(moments, from + SUM_X),
                ExactIntegers.getWide(moments, from + SQUARES_X),
                ExactIntegers.getWide(moments, from + PRODUCTS_AX),
                isPaired ? ExactIntegers.getWide(moments, from + PRODUCTS_BX) : BigInteger.ZERO);
    }

    private static KpiSums.Ages readAges(byte[] moments, int from) {
        return new KpiSums.Ages(counts(moments, from), counts(moments, from + ExactIntegers.SHORT * AgeBins.COUNT));
    }

    private static List<Long> counts(byte[] moments, int from) {
        List<Long> counts = new ArrayList<>(AgeBins.COUNT);
        for (int bin = 0; bin < AgeBins.COUNT; bin++) {
            counts.add(ExactIntegers.get(moments, from + ExactIntegers.SHORT * bin));
        }
        return counts;
    }

    private static KpiSums.Weighted readWeighted(byte[] moments, int from) {
        return new KpiSums.Weighted(
                ExactIntegers.getWide(moments, from),
                ExactIntegers.getWide(moments, from + SQUARES_W),
                ExactIntegers.getWide(moments, from + SUM_WA),
                ExactIntegers.getWide(moments, from + SQUARES_WA),
                ExactIntegers.getWide(moments, from + PRODUCTS_WWA));
    }

    /** Writes those of the sums that the KPI has. */
    void write(byte[] moments, int shift, KpiSums sums) {
        int from = shift + at;
        ExactIntegers.set(moments, from, sums.n());
        ExactIntegers.setWide(moments, from + SUM_A, sums.sumA());
        ExactIntegers.setWide(moments, from + SQUARES_A, sums.sumSquaresA());
        if (isPaired) {
            ExactIntegers.setWide(moments, from + SUM_B, sums.sumB());
            ExactIntegers.setWide(moments, from + SQUARES_B, sums.sumSquaresB());
            ExactIntegers.setWide(moments, from + PRODUCTS, sums.sumProducts());
        }
        if (isAdjusted()) {
            write(moments, shift + covariate(), sums.covariate());
        }
        if (isWeighted) {
            write(moments, shift + weights(), sums.weighted());
        }
        if (isTimed) {
            ExactIntegers.set(moments, shift + time(), sums.open());
            ExactIntegers.setWide(moments, shift + time() + STARTS, sums.openStartSum());
            write(moments, shift + time() + AGES, sums.ages());
        }
    }

    private void write(byte[] moments, int from, KpiSums.@Nullable Covariate sums) {
        if (sums != null) {
            ExactIntegers.set(moments, from, sums.given());
            ExactIntegers.setWide(moments, from + SUM_X, sums.sum());
            ExactIntegers.setWide(moments, from + SQUARES_X, sums.sumSquares());
            ExactIntegers.setWide(moments, from + PRODUCTS_AX, sums.sumProductsA());
            if (isPaired) {
                ExactIntegers.setWide(moments, from + PRODUCTS_BX, sums.sumProductsB());
            }
        }
    }

    private static void write(byte[] moments, int from, KpiSums.@Nullable Weighted sums) {
        if (sums != null) {
            ExactIntegers.setWide(moments, from, sums.sum());
            ExactIntegers.setWide(moments, from + SQUARES_W, sums.sumSquares());
            ExactIntegers.setWide(moments, from + SUM_WA, sums.sumA());
            ExactIntegers.setWide(moments, from + SQUARES_WA, sums.sumSquaresA());
            ExactIntegers.setWide(moments, from + PRODUCTS_WWA, sums.sumProducts());
        }
    }

    private static void write(byte[] moments, int from, KpiSums.@Nullable Ages ages) {
        if (ages != null) {
            int at = from;
            for (List<Long> counts : List.of(ages.ended(), ages.open())) {
                for (long count : counts) {
                    ExactIntegers.set(moments, at, count);
                    at += ExactIntegers.SHORT;
                }
            }
        }
    }
}
