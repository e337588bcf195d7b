package dev.upshot.streams.cell;

import java.math.BigInteger;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The exact moments of one KPI in one cell or total: of a unit's value a and, where a KPI is measured by pairs, of its
 * divisor b.
 *
 * @param n units that count
 * @param sumA Σa, fixed-point
 * @param sumSquaresA Σa²
 * @param sumB Σb; zero where the KPI is not measured by pairs, as the two that follow
 * @param sumSquaresB Σb²
 * @param sumProducts Σab
 * @param open open cases of a duration; zero for other types, as the next
 * @param openStartSum Σ over the open cases of their start minus the start of the cohort day, milliseconds
 * @param covariate sums with the covariate the KPI is adjusted by; null: none
 * @param ages a duration's cases by age; null for other types
 * @param weighted sums with the weights of a design with logged propensities; null for other designs
 */
public record KpiSums(
        long n,
        BigInteger sumA,
        BigInteger sumSquaresA,
        BigInteger sumB,
        BigInteger sumSquaresB,
        BigInteger sumProducts,
        long open,
        BigInteger openStartSum,
        @Nullable Covariate covariate,
        @Nullable Ages ages,
        @Nullable Weighted weighted) {

    /** Units that count, and of durations the cases that are open. */
    public long begun() {
        return n + open;
    }

    /**
     * Sums with x, the covariate of a unit's first decision, or 0 where that carries none. The units are those that
     * count, so the constant 1 has the sums n, Σa, Σb, Σx with the other variables.
     *
     * @param given of the units that count, those that carry it
     * @param sum Σx, fixed-point at the covariate's scale
     * @param sumSquares Σx²
     * @param sumProductsA Σax
     * @param sumProductsB Σbx; zero where the KPI is not measured by pairs
     */
    public record Covariate(
            long given, BigInteger sum, BigInteger sumSquares, BigInteger sumProductsA, BigInteger sumProductsB) {}

    /**
     * Cases by age, see {@link dev.upshot.streams.attribution.AgeBins}.
     *
     * @param ended cases that ended in a bin that their view sees whole
     * @param open the others, by the last bin that their view sees whole
     */
    public record Ages(List<Long> ended, List<Long> open) {
        /** Keeps copies. */
        public Ages {
            ended = List.copyOf(ended);
            open = List.copyOf(open);
        }

        /** How many cases there are. */
        public long cases() {
            return Stream.concat(ended.stream(), open.stream())
                    .mapToLong(Long::longValue)
                    .sum();
        }
    }

    /**
     * Sums with w, the weight of a unit: one over its propensity, see {@link dev.upshot.streams.plan.Weight}.
     *
     * @param sum Σw, fixed-point
     * @param sumSquares Σw²
     * @param sumA Σwa
     * @param sumSquaresA Σ(wa)²
     * @param sumProducts Σw·wa
     */
    public record Weighted(
            BigInteger sum, BigInteger sumSquares, BigInteger sumA, BigInteger sumSquaresA, BigInteger sumProducts) {}
}
