package dev.upshot.report.sentence;

import dev.upshot.report.card.Judgement;
import dev.upshot.report.card.Reading;
import dev.upshot.report.notation.Decimals;
import dev.upshot.report.notation.Notation;
import dev.upshot.stats.Estimate;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * The size in a claim as it stands large beside its sentence, for whoever reads nothing else: the sentence's bound of
 * the relative change, or the plan's minimum effect that it stays below.
 *
 * @param before that it is a bound
 * @param size without sign, rounded as in the sentence
 * @param after which way
 */
public record Headline(String before, String size, String after) {
    /** Empty where nothing is claimed, or the relative size of what is claimed cannot be stated. */
    static Optional<Headline> of(Reading reading) {
        Judgement evidence = reading.judgement();
        return switch (evidence.verdict()) {
            case IMPROVED, DEGRADED -> change(reading.relative());
            case NO_DIFFERENCE ->
                Optional.ofNullable(evidence.minimumEffect())
                        .map(least ->
                                new Headline("less than", Decimals.percentAsPlanned(least), "either way, relative"));
            case NOT_YET, REFUSED -> Optional.empty();
        };
    }

    private static Optional<Headline> change(@Nullable Estimate change) {
        OptionalDouble bound = FindingSentence.nearer(change);
        return change == null || bound.isEmpty()
                ? Optional.empty()
                : Optional.of(new Headline(
                        "at least",
                        Notation.bound(bound.getAsDouble()),
                        change.lower() > 0 ? "higher, relative" : "lower, relative"));
    }
}
