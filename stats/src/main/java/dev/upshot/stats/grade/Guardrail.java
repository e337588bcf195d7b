package dev.upshot.stats.grade;

import dev.upshot.stats.Arguments;
import dev.upshot.stats.Estimate;
import java.util.Locale;

/**
 * A guardrail: a KPI that need not improve, but must not get worse by more than a margin that the plan fixed (non-inferiority).
 *
 * <p>With "higher is better" and margin M it is held if the interval's lower bound exceeds −M, and breached if the upper bound is below −M;
 * with "lower is better" mirrored. Only the bound on the worse side is needed to hold it: a one-sided interval at the same error rate is
 * narrower there.
 *
 * <p>Reference: Schuirmann, D. J. (1987); Piaggio, G. et al. (2012). Reporting of noninferiority and equivalence randomized trials. JAMA
 * 308, 2594–2604.
 *
 * @param margin the loss that is accepted, on the scale of the lift; finite and above zero
 */
public record Guardrail(double margin) {
    /** How a guardrail stands. */
    public enum State {
        /** Worse by more than the margin is excluded. */
        HELD,
        /** Better than minus the margin is excluded. */
        BREACHED,
        /** The interval holds minus the margin, or may not be believed. */
        NOT_YET;

        /**
         * The name in events and tables.
         *
         * @return lower case with underscores
         */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A guardrail.
     *
     * @throws IllegalArgumentException if the margin is not finite and above zero
     */
    public Guardrail {
        Arguments.checkPositiveFinite("margin", margin);
    }

    /**
     * Judges the evidence.
     *
     * @param evidence the same that {@link Assessment#of} judges
     * @return not yet also if a check has failed, the gate is shut or the clock allows no look
     */
    public State judge(Evidence evidence) {
        return Assessment.of(evidence).ground() instanceof Ground.OfInterval
                ? state(evidence.lift().orElseThrow(), evidence.better())
                : State.NOT_YET;
    }

    private State state(Estimate lift, Better better) {
        double worst = better == Better.HIGHER ? lift.lower() : -lift.upper();
        double best = better == Better.HIGHER ? lift.upper() : -lift.lower();
        if (worst > -margin) {
            return State.HELD;
        }
        return best < -margin ? State.BREACHED : State.NOT_YET;
    }
}
