package dev.upshot.report.notation;

import dev.upshot.report.card.ArmMean;
import dev.upshot.report.card.Kpi;
import dev.upshot.report.card.Reading;
import dev.upshot.stats.Estimate;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The numbers of one reading as text, with units.
 *
 * @param baseline the baseline's mean; an en dash without one
 * @param candidate the candidate's mean; an en dash without one
 * @param relative the relative change; null where there is none
 * @param absolute the difference; null where there is none
 */
public record Figures(
        String baseline,
        String candidate,
        @Nullable Change relative,
        @Nullable Change absolute) {
    /** Stands where there is no number: an en dash. */
    public static final String MISSING = "\u2013";

    /**
     * A change and its interval, both with unit.
     *
     * @param value the estimate, rounded to the nearest
     * @param interval its bounds, rounded outwards
     */
    public record Change(String value, String interval) {
        private static Change of(Estimate estimate, Notation notation) {
            return new Change(notation.signed(estimate.value()), notation.range(estimate.lower(), estimate.upper()));
        }
    }

    /** The numbers of a reading; both means with the same places and in the same unit. */
    public static Figures of(Reading reading) {
        Kpi kpi = reading.kpi();
        Estimate relative = reading.relative();
        Estimate absolute = reading.absolute();
        Notation means = means(reading);
        return new Figures(
                mean(reading.baseline(), means),
                mean(reading.candidate(), means),
                relative == null ? null : Change.of(relative, Notation.relative(relative)),
                absolute == null ? null : Change.of(absolute, Notation.difference(kpi, absolute)));
    }

    /** The relative change, or else the difference; null without either. */
    @Nullable
    public Change best() {
        return relative != null ? relative : absolute;
    }

    private static String mean(ArmMean arm, Notation notation) {
        Double mean = arm.mean();
        return mean == null ? MISSING : notation.plain(mean);
    }

    private static Notation means(Reading reading) {
        double smallest = magnitudes(reading).filter(mean -> mean > 0).min().orElse(0);
        return Notation.mean(reading.kpi(), smallest, magnitudes(reading).max().orElse(0));
    }

    private static DoubleStream magnitudes(Reading reading) {
        return Stream.of(reading.baseline(), reading.candidate())
                .flatMap(arm -> Stream.ofNullable(arm.mean()))
                .mapToDouble(Math::abs);
    }
}
