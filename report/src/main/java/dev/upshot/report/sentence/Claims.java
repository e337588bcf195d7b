package dev.upshot.report.sentence;

import dev.upshot.report.Audience;
import dev.upshot.report.Label;
import dev.upshot.report.card.Finding;
import dev.upshot.report.card.UseCaseCard;
import dev.upshot.report.scorecard.Scorecard;
import dev.upshot.stats.grade.Verdict;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The claims at the head of a scorecard, at most five: deteriorations first, so that no improvement crowds them out,
 * then by grade; of equals each use case says one before any says another, its net values first, for they count the others
 * in, then in the plans' order. Never by size: the greatest of many is the luckiest.
 */
public final class Claims {
    private static final int MOST = 5;

    private Claims() {}

    /** A claim and the use case it is about. */
    public record Claim(UseCaseCard card, Finding finding) {
        /** The claim with its use case and grounds. */
        public String sentence(Audience audience) {
            return Label.clean(card.useCase()) + ": " + FindingSentence.of(finding.reading(), audience);
        }

        /** Its size, to stand beside it; null where it has none. */
        @Nullable
        public Headline headline() {
            return Headline.of(finding.reading()).orElse(null);
        }
    }

    /** The claims of a scorecard, first things first; empty while nothing may be claimed. */
    public static List<Claim> of(Scorecard scorecard) {
        return scorecard.useCases().stream()
                .flatMap(card -> inTurn(all(card)))
                .sorted(Comparator.comparingInt((InTurn claim) -> rank(claim.claim()))
                        .thenComparing(
                                claim -> claim.claim().finding().judgement().grade())
                        .thenComparingInt(InTurn::turn))
                .map(InTurn::claim)
                .limit(MOST)
                .toList();
    }

    /** How many there are, those beyond five included. */
    public static int count(Scorecard scorecard) {
        return scorecard.useCases().stream().mapToInt(card -> all(card).size()).sum();
    }

    private static List<Claim> all(UseCaseCard card) {
        return card.official().overall().stream()
                .filter(Finding::claims)
                .sorted(Comparator.comparing(
                        (Finding finding) -> finding.reading().kpi().parts().isEmpty()))
                .map(finding -> new Claim(card, finding))
                .toList();
    }

    /** A claim and how many of its use case, as bad and as well founded, come before it. */
    private record InTurn(Claim claim, int turn) {}

    private static Stream<InTurn> inTurn(List<Claim> ofOne) {
        Map<List<Object>, Integer> before = new HashMap<>();
        return ofOne.stream()
                .map(claim -> new InTurn(
                        claim,
                        before.merge(
                                List.of(rank(claim), claim.finding().judgement().grade()), 1, Integer::sum)));
    }

    private static int rank(Claim claim) {
        Verdict verdict = claim.finding().judgement().verdict();
        return verdict == Verdict.DEGRADED ? 0 : verdict == Verdict.IMPROVED ? 1 : 2;
    }
}
