package dev.upshot.report.page;

import dev.upshot.report.Label;
import dev.upshot.report.card.ArmMean;
import dev.upshot.report.card.CohortDays;
import dev.upshot.report.card.Judgement;
import dev.upshot.report.card.Kpi;
import dev.upshot.report.card.Reading;
import dev.upshot.report.card.UseCaseCard;
import dev.upshot.report.notation.Decimals;
import dev.upshot.report.notation.Figures;
import dev.upshot.report.notation.When;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One reading on the page.
 *
 * @param reading what it shows
 * @param baseline mean and units of the baseline
 * @param candidate mean and units of the candidate
 * @param relative relative change and its interval
 * @param absolute difference and its interval
 */
record HtmlRow(Reading reading, Cell baseline, Cell candidate, Cell relative, Cell absolute) {
    /** The window of what a decision carries itself. */
    static final Duration AT_ONCE = Duration.ofMillis(1);

    /**
     * A cell of two lines.
     *
     * @param main the number
     * @param more what belongs to it; may be empty
     */
    record Cell(String main, String more) {
        static final Cell EMPTY = new Cell(Figures.MISSING, "");
    }

    /** A live row tells of how many decisions its units are. */
    static HtmlRow live(Reading reading, UseCaseCard card) {
        return of(reading, units(reading.baseline(), card), units(reading.candidate(), card));
    }

    static HtmlRow of(Reading reading) {
        return of(
                reading,
                Decimals.count(reading.baseline().units()),
                Decimals.count(reading.candidate().units()));
    }

    private static HtmlRow of(Reading reading, String unitsOfBaseline, String unitsOfCandidate) {
        Figures figures = Figures.of(reading);
        return new HtmlRow(
                reading,
                new Cell(unbroken(figures.baseline()), "n = " + unitsOfBaseline),
                new Cell(unbroken(figures.candidate()), "n = " + unitsOfCandidate),
                change(figures.relative()),
                change(figures.absolute()));
    }

    String kpi() {
        return Label.clean(reading.kpi().name());
    }

    /** Type, of a net value its parts, wanted direction and window. */
    String definition() {
        return definition(reading.kpi());
    }

    static String definition(Kpi kpi) {
        return kpi.type().code() + (kpi.formula().isEmpty() ? "" : ": " + HtmlPage.unbroken(kpi.formula())) + ", "
                + kpi.better().code() + " is better, "
                + (kpi.window().equals(AT_ONCE)
                        ? "known with the decision"
                        : "within " + unbroken(When.span(kpi.window())));
    }

    /** Maturity, and the days covered. */
    String maturity() {
        Double share = reading.judgement().matureShare();
        return (share == null ? "nothing mature" : unbroken(Decimals.percentDown(share)) + " mature") + ", " + days();
    }

    /** The days covered. */
    String days() {
        CohortDays days = reading.days();
        Judgement.Close close = reading.judgement().close();
        if (close != null) {
            return "decisions up to " + close.cohortDate();
        }
        return days == null ? "no cohort day" : days.count() + (days.count() == 1 ? " cohort day" : " cohort days");
    }

    String baselineArm() {
        return Label.clean(reading.baseline().arm());
    }

    String candidateArm() {
        return Label.clean(reading.candidate().arm());
    }

    String segmentName() {
        return Label.clean(reading.segment().dimension()) + " = "
                + Label.clean(reading.segment().value());
    }

    String verdict() {
        return reading.judgement().sign() + " " + reading.judgement().words();
    }

    /** Grade and ground, beside the verdict. */
    String ground() {
        return "grade " + reading.judgement().grade() + ", "
                + reading.judgement().why();
    }

    /** The class of the mark beside the words. */
    String mark() {
        return HtmlPage.mark(reading.judgement());
    }

    /** A number keeps to its unit. */
    private static String unbroken(String number) {
        return number.replace(' ', '\u00a0');
    }

    private static Cell change(Figures.@Nullable Change change) {
        return change == null ? Cell.EMPTY : new Cell(change.value(), change.interval());
    }

    /** Units that count; of how many decisions, where not all do. */
    private static String units(ArmMean arm, UseCaseCard card) {
        long decisions = card.decisionsOf(arm.arm());
        String units = Decimals.count(arm.units());
        return arm.units() < decisions ? units + " of " + Decimals.count(decisions) : units;
    }
}
