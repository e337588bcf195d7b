package dev.upshot.report.page;

import dev.upshot.report.card.Judgement;
import dev.upshot.report.card.Reading;
import dev.upshot.report.notation.Decimals;
import dev.upshot.report.notation.Figures;
import org.jspecify.annotations.Nullable;

/**
 * What stands behind the verdict of one row, as text; an en dash where there is none.
 *
 * @param row official or live
 * @param events events of baseline and candidate that the gate counts
 * @param adjustedPValue p-value adjusted for the number of comparisons
 * @param eValue e-value against no difference
 * @param minimumEffect least relative difference that matters
 * @param needed mature units still needed, and in how many days
 */
record Evidence(String row, String events, String adjustedPValue, String eValue, String minimumEffect, String needed) {
    private static final double SMALLEST_P = 0.0001;
    private static final double GREATEST_E = 1_000_000;
    private static final int DIGITS = 2;

    static Evidence of(Reading reading) {
        Judgement judgement = reading.judgement();
        return new Evidence(
                judgement.maturity(),
                Decimals.count(judgement.baselineEvents()) + " and " + Decimals.count(judgement.candidateEvents()),
                pValue(judgement.adjustedPValue()),
                eValue(judgement.eValue()),
                share(judgement.minimumEffect()),
                needed(judgement));
    }

    private static String pValue(@Nullable Double value) {
        if (value == null) {
            return Figures.MISSING;
        }
        return value < SMALLEST_P ? "< 0.0001" : Decimals.plain(value, Decimals.places(value, DIGITS, DIGITS));
    }

    private static String eValue(@Nullable Double value) {
        if (value == null) {
            return Figures.MISSING;
        }
        return value > GREATEST_E ? "> 1,000,000" : Decimals.plain(value, Decimals.places(value, DIGITS, 1));
    }

    private static String share(@Nullable Double share) {
        return share == null
                ? Figures.MISSING
                : Decimals.percentAsPlanned(share).replace(' ', '\u00a0');
    }

    private static String needed(Judgement judgement) {
        Long units = judgement.unitsNeeded();
        Double days = judgement.daysNeeded();
        if (units == null) {
            return Figures.MISSING;
        }
        return Decimals.count(units) + (days == null ? "" : " (about " + Decimals.plain(days, 0) + "\u00a0d)");
    }
}
