package dev.upshot.app.plans;

import dev.upshot.app.CommandFailure;
import dev.upshot.stats.Alternative;
import dev.upshot.stats.power.Arms;
import dev.upshot.stats.power.Baseline;
import dev.upshot.stats.power.Power;
import dev.upshot.stats.power.SampleSize;
import dev.upshot.stats.sequence.ConfidenceSequence;
import dev.upshot.stats.sequence.FixedSample;
import dev.upshot.stats.sequence.Spending;
import dev.upshot.streams.plan.BinaryKpi;
import dev.upshot.streams.plan.Inference;
import dev.upshot.streams.plan.Kpi;
import dev.upshot.streams.plan.Plan;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * How many units one comparison of a plan takes, before it starts: under the plan's method, error rate and allocation, two-sided.
 *
 * @param candidate the candidate arm
 * @param share the candidate's share of the units of both arms, in (0, 1)
 * @param effect the relative difference to be seen
 * @param units mature units of both arms together that see it with the power asked for; empty: out of reach
 * @param detectable the least relative difference above zero that the plan's {@code planned_units} see that often, of the plan's last look
 *     alone; empty: none
 */
public record PlannedPower(
        String candidate, double share, double effect, OptionalLong units, OptionalDouble detectable) {

    private static final double HALF = 0.5;

    /**
     * What is asked.
     *
     * @param mean the KPI's mean in the baseline arm, not zero; of a binary KPI in (0, 1)
     * @param deviation standard deviation of one unit, above zero; not used for binary KPIs
     * @param effect the relative difference to be seen, not zero
     * @param power how often it shall be seen, in (0, 1)
     * @param looks how many looks alpha spending takes, 1 to 200
     */
    public record Question(double mean, double deviation, double effect, double power, int looks) {}

    /**
     * The answer for one candidate.
     *
     * @throws CommandFailure if a number is outside its range; the message names it
     */
    public static PlannedPower of(Plan plan, Kpi kpi, String candidate, Question asked) {
        try {
            Baseline baseline = kpi instanceof BinaryKpi
                    ? new Baseline.Proportion(asked.mean())
                    : new Baseline.Mean(asked.mean(), asked.deviation() * asked.deviation());
            double share = share(plan, candidate);
            return new PlannedPower(
                    candidate,
                    share,
                    asked.effect(),
                    units(plan.inference(), baseline, share, asked),
                    detectable(plan.inference(), baseline, share, asked));
        } catch (IllegalArgumentException e) {
            throw CommandFailure.usage("cannot plan " + kpi.name() + ": " + e.getMessage(), e);
        }
    }

    private static double share(Plan plan, String candidate) {
        Map<String, Double> allocation = plan.design().allocation();
        double ofBaseline = allocation.getOrDefault(plan.baseline(), HALF);
        double ofCandidate = allocation.getOrDefault(candidate, HALF);
        return ofCandidate / (ofBaseline + ofCandidate);
    }

    private static OptionalLong units(Inference inference, Baseline baseline, double share, Question asked) {
        double alpha = inference.alpha();
        return switch (inference.method()) {
            case FIXED ->
                SampleSize.fixed(baseline, share, asked.effect(), alpha, Alternative.TWO_SIDED, asked.power());
            case CONFIDENCE_SEQUENCE ->
                SampleSize.confidenceSequence(
                        baseline, share, asked.effect(), alpha, Alternative.TWO_SIDED, asked.power());
            case GROUP_SEQUENTIAL ->
                SampleSize.groupSequential(
                        baseline,
                        share,
                        asked.effect(),
                        alpha,
                        Alternative.TWO_SIDED,
                        asked.power(),
                        spending(inference),
                        asked.looks());
        };
    }

    /** Alpha spending has nearly a fixed sample's multiplier at its last look. */
    private static OptionalDouble detectable(Inference inference, Baseline baseline, double share, Question asked) {
        double multiplier = inference.method() == Inference.Method.CONFIDENCE_SEQUENCE
                ? new ConfidenceSequence(inference.alpha(), Alternative.TWO_SIDED, inference.plannedUnits())
                        .multiplier(inference.plannedUnits())
                : new FixedSample(inference.alpha(), Alternative.TWO_SIDED, inference.plannedUnits()).multiplier();
        return Power.detectableLift(
                baseline,
                Arms.of((double) inference.plannedUnits(), share),
                multiplier,
                Alternative.TWO_SIDED,
                asked.power());
    }

    private static Spending spending(Inference inference) {
        return inference.spendingPower() == 0
                ? new Spending.OBrienFleming()
                : new Spending.Power(inference.spendingPower());
    }
}
