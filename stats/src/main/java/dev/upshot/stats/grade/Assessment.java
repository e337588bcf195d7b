package dev.upshot.stats.grade;

import dev.upshot.stats.Estimate;
import dev.upshot.stats.Reason;
import dev.upshot.stats.Result;
import dev.upshot.stats.sequence.Gate;
import dev.upshot.stats.trust.Check;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * What may be said of a lift, and on what grounds.
 *
 * <p>The grade starts from the design. A failed check that breaks comparability makes it D, another failed check lowers it by one, and poor
 * overlap makes logged propensities D.
 *
 * <p>The verdict is the first that applies:
 *
 * <ol>
 *   <li>a failed check: refused;
 *   <li>values without a cap: refused;
 *   <li>nothing mature, or a look the plan does not allow yet: not yet;
 *   <li>no interval: not yet if more data may give one, else refused;
 *   <li>too few events in an arm: not yet;
 *   <li>the interval within the minimum effect on both sides: no difference, also if it excludes zero;
 *   <li>the interval above or below zero: improved or degraded;
 *   <li>else not yet.
 * </ol>
 *
 * @param grade how strong the evidence is
 * @param verdict what it says
 * @param ground why
 */
public record Assessment(Grade grade, Verdict verdict, Ground ground) {
    /** Reasons for a missing estimate that no further unit mends. */
    private static final Set<Reason> LASTING = EnumSet.of(
            Reason.ZERO_DENOMINATOR,
            Reason.ZERO_BASELINE_MEAN,
            Reason.NON_POSITIVE_RATIO,
            Reason.ZERO_WEIGHTS,
            Reason.POOR_OVERLAP,
            Reason.NOT_REPRESENTABLE);

    /**
     * Judges the evidence.
     *
     * @param evidence all that counts
     * @return grade, verdict and ground
     */
    public static Assessment of(Evidence evidence) {
        Grade grade = grade(evidence);
        Optional<Check> failed = evidence.trust().firstFailure();
        if (failed.isPresent()) {
            return new Assessment(grade, Verdict.REFUSED, new Ground.FailedCheck(failed.get()));
        }
        if (evidence.gate() == Gate.Opening.UNCAPPED) {
            return new Assessment(grade, Verdict.REFUSED, Ground.OfPlan.UNCAPPED_VALUES);
        }
        if (evidence.look() != Evidence.Look.ALLOWED) {
            Ground ground = evidence.look() == Evidence.Look.TOO_EARLY
                    ? Ground.OfWaiting.BEFORE_PLANNED_LOOK
                    : Ground.OfWaiting.NOTHING_MATURE;
            return new Assessment(grade, Verdict.NOT_YET, ground);
        }
        if (evidence.lift() instanceof Result.Missing<Estimate> missing) {
            Verdict verdict = LASTING.contains(missing.reason()) ? Verdict.REFUSED : Verdict.NOT_YET;
            return new Assessment(grade, verdict, new Ground.NoEstimate(missing.reason()));
        }
        if (evidence.gate() == Gate.Opening.TOO_FEW_EVENTS) {
            return new Assessment(grade, Verdict.NOT_YET, Ground.OfWaiting.TOO_FEW_EVENTS);
        }
        Ground.OfInterval where = where(evidence.lift().orElseThrow(), evidence.minimumEffect());
        return new Assessment(grade, verdict(where, evidence.better()), where);
    }

    private static Grade grade(Evidence evidence) {
        return evidence.lift().whyMissing().equals(Optional.of(Reason.POOR_OVERLAP))
                ? Grade.D
                : evidence.design().grade(evidence.trust());
    }

    private static Ground.OfInterval where(Estimate lift, double minimumEffect) {
        if (minimumEffect > 0 && lift.lower() >= -minimumEffect && lift.upper() <= minimumEffect) {
            return Ground.OfInterval.INTERVAL_WITHIN_MINIMUM_EFFECT;
        }
        if (lift.lower() > 0) {
            return Ground.OfInterval.INTERVAL_ABOVE_ZERO;
        }
        return lift.upper() < 0 ? Ground.OfInterval.INTERVAL_BELOW_ZERO : Ground.OfInterval.INTERVAL_INCLUDES_ZERO;
    }

    private static Verdict verdict(Ground.OfInterval where, Better better) {
        return switch (where) {
            case INTERVAL_ABOVE_ZERO -> better == Better.HIGHER ? Verdict.IMPROVED : Verdict.DEGRADED;
            case INTERVAL_BELOW_ZERO -> better == Better.HIGHER ? Verdict.DEGRADED : Verdict.IMPROVED;
            case INTERVAL_WITHIN_MINIMUM_EFFECT -> Verdict.NO_DIFFERENCE;
            case INTERVAL_INCLUDES_ZERO -> Verdict.NOT_YET;
        };
    }
}
