package dev.upshot.report.card;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How long cases of one arm take, open ones included: the share that has ended by each age (one minus the estimate of
 * Kaplan and Meier 1958 at the edges of the age bins).
 *
 * @param kpi the KPI, a duration
 * @param arm the arm
 * @param horizon the KPI's horizon: nothing is known beyond it
 * @param cases how many cases have begun
 * @param steps by age, ascending
 */
public record TimeCurve(String kpi, String arm, Duration horizon, long cases, List<Step> steps) {

    /**
     * A point of the curve.
     *
     * @param age age of a case
     * @param ended share that has ended by then, 0 to 1
     */
    public record Step(Duration age, double ended) {}

    /** Copies the list. */
    public TimeCurve {
        steps = List.copyOf(steps);
    }

    /** The first age in the curve by which half of the cases have ended, an upper bound of the median; empty if none. */
    public Optional<Duration> half() {
        return steps.stream().filter(step -> step.ended() >= 0.5).map(Step::age).findFirst();
    }
}
