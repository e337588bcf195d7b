package dev.upshot.report;

import org.jspecify.annotations.Nullable;

/**
 * One reading on the page.
 *
 * @param reading what it shows
 * @param sentence the reading in words
 * @param baseline mean and units of the baseline
 * @param candidate mean and units of the candidate
 * @param relative relative change and its interval
 * @param absolute difference and its interval
 */
record HtmlRow(
        Reading reading, ReadingSentence.Parts sentence, Cell baseline, Cell candidate, Cell relative, Cell absolute) {

    /**
     * A cell of two lines.
     *
     * @param main the number
     * @param more what belongs to it; may be empty
     */
    record Cell(String main, String more) {
        static final Cell EMPTY = new Cell(Figures.MISSING, "");
    }

    static HtmlRow overall(Reading reading, UseCaseCard card) {
        return of(reading, units(reading.baseline(), card), units(reading.candidate(), card));
    }

    static HtmlRow segment(Reading reading) {
        return of(
                reading,
                Decimals.count(reading.baseline().units()),
                Decimals.count(reading.candidate().units()));
    }

    private static HtmlRow of(Reading reading, String unitsOfBaseline, String unitsOfCandidate) {
        Figures figures = Figures.of(reading);
        return new HtmlRow(
                reading,
                ReadingSentence.parts(reading),
                new Cell(unbroken(figures.baseline()), "n = " + unitsOfBaseline),
                new Cell(unbroken(figures.candidate()), "n = " + unitsOfCandidate),
                change(figures.relative()),
                change(figures.absolute()));
    }

    String kpi() {
        return Label.clean(reading.kpi().name());
    }

    /** Type, wanted direction, window and the days covered. */
    String definition() {
        CohortDays days = reading.days();
        int count = days == null ? 0 : days.count();
        return reading.kpi().type().code() + ", " + reading.kpi().better().code() + " is better, within "
                + unbroken(When.span(reading.kpi().window())) + ", " + count
                + (count == 1 ? " cohort day" : " cohort days");
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
        return reading.judgement().words();
    }

    /** Grade and ground, beside the verdict. */
    String ground() {
        return "grade " + Label.clean(reading.judgement().grade()) + ", "
                + reading.judgement().why();
    }

    /** The class of the mark beside the words: better, worse, unclear or none. */
    String mark() {
        return reading.judgement().mark();
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
