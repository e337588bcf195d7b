package dev.upshot.report.scorecard;

import dev.upshot.report.card.CohortDays;
import dev.upshot.report.card.Finding;
import dev.upshot.report.card.Judgement;
import dev.upshot.report.card.Kpi;
import dev.upshot.report.card.Reading;
import dev.upshot.report.card.UseCaseCard;
import dev.upshot.stats.Estimate;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One column of the tidy rows, the same in CSV and JSON. */
public sealed interface Column {
    String name();

    /** A reading with the card it stands on. */
    record Row(UseCaseCard card, Reading reading) {
        /** Of each use case the official readings, then the live ones. */
        public static List<Row> of(Scorecard scorecard) {
            return scorecard.useCases().stream().flatMap(Row::of).toList();
        }

        static Stream<Row> of(UseCaseCard card) {
            return Stream.concat(
                            card.official().findings().stream()
                                    .map(Finding::reading)
                                    .filter(reading -> reading.judgement().isFinal()),
                            card.readings().stream())
                    .map(reading -> new Row(card, reading));
        }
    }

    /** Text; may hold anything a label may hold. */
    record Text(String name, Function<Row, @Nullable String> value) implements Column {}

    /** A count. */
    record Count(String name, Function<Row, @Nullable Long> value) implements Column {}

    /** A measured number, in full precision. */
    record Real(String name, Function<Row, @Nullable Double> value) implements Column {}

    /** The first columns, in their published order. */
    List<Column> FIRST = Stream.of(
                    Stream.<Column>of(
                            new Text("use_case", row -> row.card().useCase()),
                            new Count("plan_version", row -> (long) row.card().planVersion()),
                            new Text("as_of", row -> text(row.card().asOf())),
                            new Text("kpi", row -> row.reading().kpi().name()),
                            new Text(
                                    "kpi_type",
                                    row -> row.reading().kpi().type().code()),
                            new Text("unit", row -> row.reading().kpi().unit()),
                            new Text(
                                    "better",
                                    row -> row.reading().kpi().better().code()),
                            new Count(
                                    "window_ms",
                                    row -> row.reading().kpi().window().toMillis()),
                            new Text("missing", row -> row.reading().kpi().skipsMissing() ? "exclude" : "zero"),
                            new Text(
                                    "segment_dimension",
                                    row -> row.reading().segment().dimension()),
                            new Text(
                                    "segment_value",
                                    row -> row.reading().segment().value()),
                            new Text(
                                    "baseline_arm",
                                    row -> row.reading().baseline().arm()),
                            new Text(
                                    "candidate_arm",
                                    row -> row.reading().candidate().arm()),
                            new Count(
                                    "n_baseline",
                                    row -> row.reading().baseline().units()),
                            new Count(
                                    "n_candidate",
                                    row -> row.reading().candidate().units()),
                            new Real(
                                    "mean_baseline",
                                    row -> row.reading().baseline().mean()),
                            new Real(
                                    "mean_candidate",
                                    row -> row.reading().candidate().mean())),
                    estimate("absolute", Reading::absolute),
                    estimate("relative", Reading::relative),
                    Stream.<Column>of(
                            new Text("method", row -> row.reading().method()),
                            new Real("alpha", row -> row.reading().alpha()),
                            new Text("reason", row -> row.reading().reason()),
                            new Text(
                                    "reading", row -> row.reading().indication().code()),
                            new Text(
                                    "verdict",
                                    row -> row.reading().judgement().verdict().code()),
                            new Text("ground", row -> row.reading().judgement().ground()),
                            new Text(
                                    "grade",
                                    row -> row.reading().judgement().grade().name()),
                            new Text(
                                    "estimator",
                                    row -> row.reading().judgement().estimator()),
                            new Text("clock", row -> row.reading().judgement().clock()),
                            new Count(
                                    "event_count_baseline",
                                    row -> row.reading().judgement().baselineEvents()),
                            new Count(
                                    "event_count_candidate",
                                    row -> row.reading().judgement().candidateEvents()),
                            new Real(
                                    "adjusted_p_value",
                                    row -> row.reading().judgement().adjustedPValue()),
                            new Real("e_value", row -> row.reading().judgement().eValue()),
                            new Real(
                                    "mature_share",
                                    row -> row.reading().judgement().matureShare()),
                            new Real(
                                    "minimum_effect",
                                    row -> row.reading().judgement().minimumEffect()),
                            new Count(
                                    "units_needed",
                                    row -> row.reading().judgement().unitsNeeded()),
                            new Real(
                                    "days_needed",
                                    row -> row.reading().judgement().daysNeeded()),
                            new Text(
                                    "guardrail_state",
                                    row -> row.reading().judgement().guardrail()),
                            new Text(
                                    "maturity", row -> row.reading().judgement().maturity()),
                            new Text("cohort_date", row -> close(row, Judgement.Close::cohortDate)),
                            new Text("final_at", row -> close(row, Judgement.Close::finalAt)),
                            new Text("first_cohort_date", row -> text(day(row, CohortDays::first))),
                            new Text("last_cohort_date", row -> text(day(row, CohortDays::last))),
                            new Count("cohort_days", row -> days(row))))
            .flatMap(columns -> columns)
            .toList();

    /** Columns that came later: after all others in every form, for whoever reads by position. */
    List<Column> LATER =
            List.of(new Text("formula", row -> formula(row.reading().kpi())));

    /** All columns. */
    List<Column> ALL = Stream.concat(FIRST.stream(), LATER.stream()).toList();

    private static @Nullable String formula(Kpi kpi) {
        return kpi.parts().isEmpty() ? null : kpi.formula();
    }

    private static Stream<Column> estimate(String kind, Function<Reading, @Nullable Estimate> which) {
        return Stream.of(
                new Real(kind + "_value", row -> part(which.apply(row.reading()), Estimate::value)),
                new Real(kind + "_standard_error", row -> part(which.apply(row.reading()), Estimate::standardError)),
                new Real(kind + "_lower", row -> part(which.apply(row.reading()), Estimate::lower)),
                new Real(kind + "_upper", row -> part(which.apply(row.reading()), Estimate::upper)));
    }

    private static @Nullable String close(Row row, Function<Judgement.Close, Object> part) {
        Judgement.Close close = row.reading().judgement().close();
        return close == null ? null : part.apply(close).toString();
    }

    private static @Nullable Double part(@Nullable Estimate estimate, Function<Estimate, Double> part) {
        return estimate == null ? null : part.apply(estimate);
    }

    private static @Nullable LocalDate day(Row row, Function<CohortDays, LocalDate> end) {
        CohortDays days = row.reading().days();
        return days == null ? null : end.apply(days);
    }

    private static @Nullable Long days(Row row) {
        CohortDays days = row.reading().days();
        return days == null ? null : (long) days.count();
    }

    private static @Nullable String text(@Nullable LocalDate day) {
        return day == null ? null : day.toString();
    }

    private static @Nullable String text(@Nullable Instant instant) {
        return instant == null ? null : instant.toString();
    }
}
