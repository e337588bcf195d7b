package dev.upshot.streams.plan;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How intervals are made and what they are held against: chosen before the start and stored with every row.
 *
 * @param alpha two-sided error rate over all looks, in [1e-9, 1)
 * @param method which looks are allowed
 * @param plannedUnits mature units of both arms of a comparison together for which the method is tuned, at least 1
 * @param spendingPower how alpha spending spends: the exponent of the power family; 0: as O'Brien and Fleming
 * @param horizon cohort days from the first one on, the last of which is the last look whatever its units; null: none
 * @param minimumEvents events that each arm needs before anything is claimed, at least 1
 * @param targets what KPIs are held against, by the KPI's name; those that are held against nothing are left out
 */
public record Inference(
        double alpha,
        Method method,
        long plannedUnits,
        double spendingPower,
        @Nullable Duration horizon,
        long minimumEvents,
        Map<String, Target> targets) {
    /** The smallest error rate a plan may ask for. */
    public static final double MIN_ALPHA = 1e-9;

    /** Tunes a sequence that nobody planned: it costs little to be wrong by a factor of three. */
    public static final long DEFAULT_UNITS = 10_000;

    /** Events that an arm needs where the plan says nothing. */
    public static final long DEFAULT_EVENTS = 100;

    /** Which looks are allowed. */
    public enum Method {
        /** Any, at any time. */
        CONFIDENCE_SEQUENCE,
        /** Any number up to a planned number of units. */
        GROUP_SEQUENTIAL,
        /** One, at the planned number of units. */
        FIXED;

        /**
         * The name in a plan.
         *
         * @return lower case with underscores
         */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * What a KPI is held against, as relative differences.
     *
     * @param minimumEffect the least difference that matters, at least 0; 0: any does
     * @param margin the loss that a guardrail accepts; 0: the KPI is none
     */
    public record Target(double minimumEffect, double margin) {
        /** Nothing. */
        public static final Target NONE = new Target(0, 0);
    }

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if {@code alpha} is below 1e-9 or not below 1, or a number below 1
     */
    public Inference {
        targets = Map.copyOf(targets);
        if (!(alpha >= MIN_ALPHA && alpha < 1)) {
            throw new IllegalArgumentException("alpha must be in [1e-9, 1): " + alpha);
        }
        if (plannedUnits < 1 || minimumEvents < 1) {
            throw new IllegalArgumentException(
                    "plannedUnits and minimumEvents must be at least 1: " + plannedUnits + ", " + minimumEvents);
        }
    }

    /**
     * What a plan means that says no more.
     *
     * @param alpha two-sided error rate over all looks, in [1e-9, 1)
     * @throws IllegalArgumentException if {@code alpha} is outside its range
     */
    public Inference(double alpha) {
        this(alpha, Method.CONFIDENCE_SEQUENCE, DEFAULT_UNITS, 0, null, DEFAULT_EVENTS, Map.of());
    }

    /** A fixed sample, and nothing else said. */
    static Inference fixed(double alpha) {
        return new Inference(alpha, Method.FIXED, DEFAULT_UNITS, 0, null, DEFAULT_EVENTS, Map.of());
    }

    /**
     * What a KPI is held against.
     *
     * @param kpi its name
     * @return {@link Target#NONE} if nothing
     */
    public Target target(String kpi) {
        return targets.getOrDefault(kpi, Target.NONE);
    }
}
