package dev.upshot.streams.cell;

import dev.upshot.streams.attribution.CreditedUnit;
import dev.upshot.streams.journey.Decision;

/** Posts one unit to the sums of one KPI, in place and without allocation: the innermost step of the hot path. */
final class UnitPosting {

    private final int weight;

    /** Place of the weight among a unit's quantities. */
    UnitPosting(int weight) {
        this.weight = weight;
    }

    /**
     * Adds a unit, or takes it away again.
     *
     * @param shift how far the numbers lie behind those of all units, in bytes
     * @param sign 1 or −1
     */
    void post(byte[] moments, int shift, KpiPlace place, CreditedUnit unit, int kpi, long sign) {
        if (unit.counts(kpi)) {
            sums(moments, place, shift, unit, kpi, sign);
        }
        if (place.isTimed()) {
            cases(moments, place, shift, unit, kpi, sign);
        }
    }

    private void sums(byte[] moments, KpiPlace place, int shift, CreditedUnit unit, int kpi, long sign) {
        long a = unit.a(kpi);
        long b = unit.b(kpi);
        int at = shift + place.at();
        ExactIntegers.add(moments, at, sign);
        ExactIntegers.addWide(moments, at + KpiPlace.SUM_A, sign * a);
        ExactIntegers.addProduct(moments, at + KpiPlace.SQUARES_A, a, sign * a);
        if (place.isPaired()) {
            ExactIntegers.addWide(moments, at + KpiPlace.SUM_B, sign * b);
            ExactIntegers.addProduct(moments, at + KpiPlace.SQUARES_B, b, sign * b);
            ExactIntegers.addProduct(moments, at + KpiPlace.PRODUCTS, a, sign * b);
        }
        if (place.isAdjusted()) {
            long x = unit.quantity(place.quantity());
            if (x != Decision.NOT_GIVEN) {
                covariate(moments, place, shift + place.covariate(), a, b, x, sign);
            }
        }
        if (place.isWeighted()) {
            weight(moments, shift + place.weights(), a, unit.quantity(weight), sign);
        }
    }

    /** A unit without the covariate has x = 0, which adds nothing. */
    private static void covariate(byte[] moments, KpiPlace place, int at, long a, long b, long x, long sign) {
        ExactIntegers.add(moments, at, sign);
        ExactIntegers.addWide(moments, at + KpiPlace.SUM_X, sign * x);
        ExactIntegers.addProduct(moments, at + KpiPlace.SQUARES_X, x, sign * x);
        ExactIntegers.addProduct(moments, at + KpiPlace.PRODUCTS_AX, a, sign * x);
        if (place.isPaired()) {
            ExactIntegers.addProduct(moments, at + KpiPlace.PRODUCTS_BX, b, sign * x);
        }
    }

    /** Weighted values are capped so that weight times value fits 64 bits. */
    private static void weight(byte[] moments, int at, long a, long w, long sign) {
        long wa = w * a;
        ExactIntegers.addWide(moments, at, sign * w);
        ExactIntegers.addProduct(moments, at + KpiPlace.SQUARES_W, w, sign * w);
        ExactIntegers.addWide(moments, at + KpiPlace.SUM_WA, sign * wa);
        ExactIntegers.addProduct(moments, at + KpiPlace.SQUARES_WA, wa, sign * wa);
        ExactIntegers.addProduct(moments, at + KpiPlace.PRODUCTS_WWA, w, sign * wa);
    }

    private static void cases(byte[] moments, KpiPlace place, int shift, CreditedUnit unit, int kpi, long sign) {
        int at = shift + place.time();
        if (unit.open(kpi) != 0) {
            ExactIntegers.add(moments, at, sign * unit.open(kpi));
            ExactIntegers.addWide(moments, at + KpiPlace.STARTS, sign * unit.startOffset(kpi));
        }
        for (int bin : unit.ages(kpi)) {
            ExactIntegers.add(moments, at + KpiPlace.AGES + ExactIntegers.SHORT * bin, sign);
        }
    }
}
