package dev.upshot.report.sentence;

import dev.upshot.report.Label;
import dev.upshot.report.card.Finding;
import dev.upshot.report.card.Kpi;
import dev.upshot.report.card.Reading;
import dev.upshot.report.sentence.Request.Action;
import dev.upshot.stats.grade.Grade;
import dev.upshot.stats.grade.Verdict;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the findings on one candidate come to. Only what is shown with grade A or B counts; a net value of the plan is what the
 * candidate is worth all told, so nothing is scaled before it is shown.
 *
 * @param improved KPIs shown to have improved
 * @param degraded KPIs shown to have got worse
 * @param outweighed those of them that an improved net value counts in
 * @param guardrails KPIs with a guardrail
 * @param breached those of them whose guardrail is breached
 * @param unsettled those whose guardrail is neither held nor breached yet
 * @param unshown net values of which nothing is shown
 */
record ArmCase(
        List<Kpi> improved,
        List<Kpi> degraded,
        List<Outweighed> outweighed,
        List<Kpi> guardrails,
        List<Kpi> breached,
        List<Kpi> unsettled,
        List<Kpi> unshown) {
    /**
     * Of one arm.
     *
     * @param findings what is official of it
     * @param others live readings of the KPIs of which nothing is official yet: their guardrails and net values are awaited
     */
    static ArmCase of(List<Finding> findings, List<Reading> others) {
        List<Reading> official = findings.stream().map(Finding::reading).toList();
        List<Reading> all = Stream.concat(official.stream(), others.stream()).toList();
        List<Kpi> improved = kpis(official, reading -> isShown(reading, Verdict.IMPROVED));
        List<Kpi> degraded = kpis(official, reading -> isShown(reading, Verdict.DEGRADED));
        return new ArmCase(
                improved,
                degraded,
                Outweighed.of(degraded, improved),
                kpis(all, reading -> reading.judgement().guardrail() != null),
                kpis(official, reading -> "breached".equals(reading.judgement().guardrail())),
                Stream.concat(
                                kpis(official, ArmCase::isUnsettled).stream(),
                                kpis(others, reading -> reading.judgement().guardrail() != null).stream())
                        .toList(),
                Stream.concat(
                                kpis(official, reading -> isNetValue(reading) && !isShown(reading)).stream(),
                                kpis(others, ArmCase::isNetValue).stream())
                        .toList());
    }

    Action action() {
        if (isWorse() || !breached.isEmpty()) {
            return improved.isEmpty() ? Action.RETIRE : Action.RETRAIN;
        }
        return improved.isEmpty() || !unsettled.isEmpty() || !unshown.isEmpty() ? Action.HOLD : Action.SCALE;
    }

    /** Why, as the rule says it. */
    String rule() {
        String rule = switch (action()) {
            case RETRAIN ->
                isWorse()
                        ? "improved in one KPI and worse in another" + (breached.isEmpty() ? "" : ", and " + breach())
                        : "improved in a KPI, but " + breach();
            case RETIRE ->
                (isWorse() ? "worse in a KPI" + (breached.isEmpty() ? "" : ", and " + breach()) : breach())
                        + ", improved in none";
            case SCALE ->
                "improved in a KPI with grade A or B, shown to be worse "
                        + (outweighed.isEmpty() ? "in none" : "only in parts of a net value that improved")
                        + (guardrails.isEmpty() ? ", no guardrail in the plan" : ", guardrails held");
            case HOLD -> improved.isEmpty() ? "nothing is shown with grade A or B yet" : "improved, but " + awaited();
        };
        return Stream.concat(Stream.of(rule), outweighed.stream().map(Outweighed::words))
                .collect(Collectors.joining("; "));
    }

    private boolean isWorse() {
        return outweighed.size() < degraded.size();
    }

    private String breach() {
        return guardrail(breached) + " breached";
    }

    private String awaited() {
        return Stream.of(
                        unsettled.isEmpty() ? "" : guardrail(unsettled) + " not settled yet",
                        unshown.isEmpty()
                                ? ""
                                : names(unshown) + (unshown.size() == 1 ? " is" : " are") + " not shown yet")
                .filter(words -> !words.isEmpty())
                .collect(Collectors.joining(", and "));
    }

    private static String guardrail(List<Kpi> kpis) {
        return kpis.size() == 1 ? "guardrail " + names(kpis) + " is" : "guardrails " + names(kpis) + " are";
    }

    private static String names(List<Kpi> kpis) {
        return kpis.stream().map(kpi -> Label.words(kpi.name())).collect(Collectors.joining(", "));
    }

    private static List<Kpi> kpis(List<Reading> readings, Predicate<Reading> which) {
        return readings.stream().filter(which).map(Reading::kpi).toList();
    }

    private static boolean isShown(Reading reading) {
        return Stream.of(Verdict.IMPROVED, Verdict.DEGRADED, Verdict.NO_DIFFERENCE)
                .anyMatch(verdict -> isShown(reading, verdict));
    }

    private static boolean isShown(Reading reading, Verdict verdict) {
        return reading.judgement().verdict() == verdict
                && reading.judgement().grade().compareTo(Grade.B) <= 0;
    }

    private static boolean isUnsettled(Reading reading) {
        String guardrail = reading.judgement().guardrail();
        return guardrail != null && !guardrail.equals("held") && !guardrail.equals("breached");
    }

    private static boolean isNetValue(Reading reading) {
        return !reading.kpi().parts().isEmpty();
    }
}
