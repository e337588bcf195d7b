package dev.upshot.report.sentence;

import dev.upshot.report.Label;
import dev.upshot.report.card.Judgement;
import dev.upshot.report.card.Kpi;
import dev.upshot.report.card.Reading;
import dev.upshot.report.notation.Decimals;
import dev.upshot.report.notation.Notation;
import dev.upshot.stats.Estimate;
import dev.upshot.stats.grade.Grade;
import dev.upshot.stats.grade.Verdict;

/** What a claim in money comes to over all units of the candidate: what the decisions were worth, or cost, so far. */
public final class Worth {
    private Worth() {}

    /**
     * A sentence; empty for a KPI that is no money, without a claim, or without evidence that the decisions caused it. The bound
     * of the difference per unit that lies nearer to zero, times the units whose money was counted: the interval of a mean holds
     * for their sum.
     */
    public static String of(Reading reading) {
        Judgement judgement = reading.judgement();
        Estimate difference = reading.absolute();
        boolean caused = judgement.grade().compareTo(Grade.B) <= 0;
        boolean shown = judgement.verdict() == Verdict.IMPROVED || judgement.verdict() == Verdict.DEGRADED;
        if (difference == null || !caused || !shown || includesZero(difference)) {
            return "";
        }
        double bound = Math.min(Math.abs(difference.lower()), Math.abs(difference.upper()));
        long units = reading.candidate().units();
        return Notation.money(reading.kpi(), bound * units)
                .map(sum -> "Over all " + Decimals.count(units) + " units of "
                        + Label.clean(reading.candidate().arm()) + " that is at least " + sum
                        + (difference.value() > 0 ? " more" : " less") + " than with "
                        + Label.clean(reading.baseline().arm()) + "." + madeOf(reading.kpi()))
                .orElse("");
    }

    /** A net value holds what other claims tell of too: nobody shall add them. */
    private static String madeOf(Kpi kpi) {
        return kpi.formula().isEmpty() ? "" : " It is " + kpi.formula() + ", which are not to be added again.";
    }

    private static boolean includesZero(Estimate difference) {
        return difference.lower() <= 0 && difference.upper() >= 0;
    }
}
