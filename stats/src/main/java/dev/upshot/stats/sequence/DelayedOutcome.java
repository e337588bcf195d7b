package dev.upshot.stats.sequence;

import dev.upshot.stats.Alternative;
import dev.upshot.stats.Arguments;
import dev.upshot.stats.Estimate;
import dev.upshot.stats.Reason;
import dev.upshot.stats.Result;

/**
 * Readings in calendar time while outcomes still arrive: what would have been gained by now, had every unit that entered been given to the
 * candidate and not to the baseline.
 *
 * <p>Unit i enters at some time and is given to arm a with known probability π<sub>a</sub>. Under arm a its outcome would come at time
 * T<sub>i</sub>(a) with value Y<sub>i</sub>(a): fixed numbers, of which chance reveals one. The estimand of arm a at time t and its estimate
 * are
 *
 * <p>\[ R_a(t) = \sum_i 1\{T_i(a) \le t\} Y_i(a), \quad \hat R_a(t) = \sum_i \frac{1\{A_i = a, T_i(a) \le t\}}{\pi_a} Y_i(a) \]
 *
 * <p>The error \( \hat R_a - R_a \) jumps at T<sub>i</sub>(a) by \( Y_i(a) (1\{A_i = a\}/\pi_a - 1) \), whose mean is zero given all jumps
 * before: a martingale in the event time of arm a, with variance estimated by \( \hat V_a = \sum 1\{A_i = a, T_i \le t\} Y_i^2 (1 - \pi_a) /
 * \pi_a^2 \). The error of the <em>difference</em> of two arms is a martingale in no order of time, because when a unit's outcome would have
 * come in the other arm is never known. So each arm has its own sequence at half the error rate, and the bounds are combined:
 *
 * <p>\[ h_a = \sqrt{\hat V_a} \, c_{k_a}(\alpha/2), \quad \hat R_b - \hat R_a \mp (h_a + h_b) \]
 *
 * <p>with c<sub>k</sub> the multiplier of {@link ConfidenceSequence} at k<sub>a</sub> outcomes that have arrived in arm a. The intervals of
 * difference and ratio hold together, and hold though one arm answers sooner: a reading at t compares what is there at t, and claims
 * nothing of later.
 *
 * <p>Conditions, each of which the caller has to see to:
 *
 * <ul>
 *   <li>Units are given to arms independently of each other, with the known probability π<sub>a</sub> in (0, 1): a coin per unit or a hash,
 *       not blocks or quotas that make arm sizes equal. The probability was fixed when the unit entered.
 *   <li><strong>One jump per unit.</strong> Each unit counts with one outcome, whole at the moment it arrives. A second outcome, a
 *       correction or a value that grows would be a jump of a unit whose arm is known already, and its mean is then not zero. For several
 *       outcomes per unit use windows and {@link ConfidenceSequence} on mature units.
 *   <li>No unit's outcome depends on another unit's arm, and entering does not depend on the arm.
 *   <li>The guarantee is asymptotic: V<sub>a</sub> grows without bound and no single jump dominates it (Lyapunov's condition, which the
 *       plan's cap gives), and the mean squared jump of arrived outcomes settles. For a binary outcome every squared jump is the same, so it
 *       is settled from the first. {@link Gate} waits for enough outcomes in each arm.
 *   <li>Adjusting by covariates keeps the martingale only if the adjustment of a unit switches on at its event time and then stays
 *       constant. None is offered: for units of the other arm that time is not known.
 * </ul>
 *
 * <p>Reference: Lindon, M., Kallus, N. (2026). Design-Based Anytime-Valid Inference for Randomized Experiments with Delayed Outcomes and
 * Staggered Entry. arXiv:2603.25971 (the abstract of version 2; the martingale and the conditions above are derived here from independent
 * assignment).
 *
 * @param alpha error rate over all times and both arms, in (0, 1)
 * @param alternative which bounds to give
 * @param plannedEvents outcomes per arm at which the sequences shall be narrowest, fixed before the start, 1 to 2<sup>53</sup>
 */
public record DelayedOutcome(double alpha, Alternative alternative, long plannedEvents) implements Clock {
    /**
     * A clock for calendar time.
     *
     * @throws IllegalArgumentException if an argument is outside its range
     */
    public DelayedOutcome {
        Arguments.checkAlpha(alpha);
        Arguments.checkUnits("plannedEvents", plannedEvents, 1);
    }

    /**
     * The incremental value per unit that has entered.
     *
     * @param baseline what has arrived in the baseline arm
     * @param candidate what has arrived in the candidate arm
     * @param entered units that have entered in any arm until now, 1 to 2<sup>53</sup>
     * @return (R<sub>b</sub> − R<sub>a</sub>) / entered with its bounds, the standard error without the (unknowable) covariance of the arms;
     *     missing with {@link Reason#NO_EVENTS} while an arm has none, or {@link Reason#ZERO_VARIANCE}
     * @throws IllegalArgumentException if {@code entered} is outside its range
     */
    public Result<Estimate> difference(ArmArrivals baseline, ArmArrivals candidate, long entered) {
        Arguments.checkUnits("entered", entered, 1);
        if (baseline.events() == 0 || candidate.events() == 0) {
            return Result.missing(Reason.NO_EVENTS);
        }
        double n = (double) entered;
        double half = halfWidth(baseline) + halfWidth(candidate);
        if (half == 0) {
            return Result.missing(Reason.ZERO_VARIANCE);
        }
        double difference = candidate.total() - baseline.total();
        double error = Math.sqrt(baseline.variance() + candidate.variance());
        return OneOrTwoSided.interval(
                alternative, difference / n, error / n, (difference - half) / n, (difference + half) / n);
    }

    /**
     * The incremental value as a share of the baseline's, for values that are not negative.
     *
     * @param baseline what has arrived in the baseline arm
     * @param candidate what has arrived in the candidate arm
     * @return R<sub>b</sub> / R<sub>a</sub> − 1 with its bounds, the standard error by the delta method; missing with {@link
     *     Reason#NO_EVENTS} while an arm has none, {@link Reason#NON_POSITIVE_RATIO} if an arm's total is not above zero, {@link
     *     Reason#ZERO_VARIANCE}, or {@link Reason#UNBOUNDED} while the baseline's sequence reaches zero
     */
    public Result<Estimate> relative(ArmArrivals baseline, ArmArrivals candidate) {
        if (baseline.events() == 0 || candidate.events() == 0) {
            return Result.missing(Reason.NO_EVENTS);
        }
        double totalA = baseline.total();
        double totalB = candidate.total();
        if (!(totalA > 0 && totalB > 0)) {
            return Result.missing(Reason.NON_POSITIVE_RATIO);
        }
        double halfA = halfWidth(baseline);
        double halfB = halfWidth(candidate);
        if (halfA + halfB == 0) {
            return Result.missing(Reason.ZERO_VARIANCE);
        }
        if (halfA >= totalA) {
            return Result.missing(Reason.UNBOUNDED);
        }
        double ratio = totalB / totalA;
        double error = Math.sqrt(candidate.variance() + ratio * ratio * baseline.variance()) / totalA;
        double low = Math.max(0, totalB - halfB) / (totalA + halfA);
        double high = (totalB + halfB) / (totalA - halfA);
        return OneOrTwoSided.interval(alternative, ratio - 1, error, low - 1, high - 1);
    }

    private double halfWidth(ArmArrivals arm) {
        // One-sided bounds need one side of each arm's sequence, two-sided both; either way each arm has half the error
        // rate.
        Alternative each = alternative == Alternative.TWO_SIDED ? Alternative.TWO_SIDED : Alternative.GREATER;
        double multiplier = new ConfidenceSequence(alpha / 2, each, plannedEvents).multiplier(arm.events());
        return multiplier * Math.sqrt(arm.variance());
    }

    @Override
    public DelayedOutcome withAlpha(double alpha) {
        return new DelayedOutcome(alpha, alternative, plannedEvents);
    }

    @Override
    public String code() {
        return ClockCode.DELAYED_OUTCOME + "(alpha=" + alpha + ",sides=" + ClockCode.sides(alternative)
                + ",planned_events=" + plannedEvents + ")";
    }
}
