package dev.upshot.report.page;

import dev.upshot.report.Label;
import dev.upshot.report.card.ArmCount;
import dev.upshot.report.card.TimeCurve;
import dev.upshot.report.card.UseCaseCard;
import dev.upshot.report.card.Week;
import dev.upshot.report.chart.Distribution;
import dev.upshot.report.chart.Sparkline;
import dev.upshot.report.notation.Decimals;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** The figures of how a use case goes along: how long cases take, how much each candidate decides, how often people decide otherwise. */
final class CourseFigures {
    private final UseCaseCard card;
    private final String id;
    private final List<HtmlSection.Figure> figures = new ArrayList<>();

    private CourseFigures(UseCaseCard card, String id) {
        this.card = card;
        this.id = id;
    }

    static List<HtmlSection.Figure> of(UseCaseCard card, String id) {
        CourseFigures figures = new CourseFigures(card, id);
        for (ArmCount candidate :
                card.arms().subList(Math.min(1, card.arms().size()), card.arms().size())) {
            figures.times(candidate.arm());
            figures.adoption(candidate.arm());
            figures.overrides(candidate.arm());
        }
        return figures.figures;
    }

    private void times(String arm) {
        String baseline = card.arms().get(0).arm();
        for (TimeCurve curve : card.trends().curves()) {
            if (curve.arm().equals(arm)) {
                Optional<TimeCurve> before = card.trends().curves().stream()
                        .filter(other ->
                                other.arm().equals(baseline) && other.kpi().equals(curve.kpi()))
                        .findFirst();
                before.ifPresent(other -> add(
                        Label.words(curve.kpi()) + ": share of cases ended by age, open cases included",
                        Distribution.of(other, curve, next())));
            }
        }
    }

    private void adoption(String arm) {
        List<Week> weeks = card.trends().weeksOf(arm);
        List<@Nullable Double> shares = new ArrayList<>();
        weeks.forEach(week -> shares.add(week.share()));
        add(
                "Adoption: share of decisions by " + Label.clean(arm) + ", by week"
                        + last(weeks, week -> true, Week::decisions, Week::allDecisions),
                Sparkline.of(shares, next(), "Share of decisions by " + arm + ", by week"));
    }

    private void overrides(String arm) {
        List<Week> weeks = card.trends().weeksOf(arm);
        List<@Nullable Double> shares = new ArrayList<>();
        weeks.forEach(week -> shares.add(week.overturnedShare()));
        add(
                "Overrides: share of reviewed decisions by " + Label.clean(arm) + " that were overturned, by week"
                        + last(weeks, week -> week.reviewed() > 0, Week::overturned, Week::reviewed),
                Sparkline.of(
                        shares, next(), "Share of reviewed decisions by " + arm + " that were overturned, by week"));
    }

    /** How many the last point of a line stands for: the week may be of a day, and the point of a handful. */
    private static String last(
            List<Week> weeks, Predicate<Week> drawn, ToLongFunction<Week> part, ToLongFunction<Week> whole) {
        return weeks.stream()
                .filter(drawn)
                .reduce((earlier, later) -> later)
                .map(week -> "; in the last " + Decimals.count(part.applyAsLong(week)) + " of "
                        + Decimals.count(whole.applyAsLong(week)))
                .orElse("");
    }

    private String next() {
        return id + "-course-" + (figures.size() + 1);
    }

    private void add(String caption, String svg) {
        if (!svg.isEmpty()) {
            figures.add(new HtmlSection.Figure(caption, svg));
        }
    }
}
