package dev.upshot.streams.cell;

import java.math.BigInteger;

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
 */
public record KpiSums(
        long n,
        BigInteger sumA,
        BigInteger sumSquaresA,
        BigInteger sumB,
        BigInteger sumSquaresB,
        BigInteger sumProducts,
        long open,
        BigInteger openStartSum) {}
