package dev.upshot.report;

import dev.upshot.stats.grade.Verdict;
import java.util.Comparator;
import java.util.List;

/**
 * The claims at the head of a scorecard, at most five: deteriorations first, so that no improvement crowds them out,
 * then by grade, then in the plans' order. Never by size: the greatest of many is the luckiest.
 */
final class Claims {
    private static final int MOST = 5;

    private Claims() {}

    /** A claim and the use case it is about. */
    record Claim(UseCaseCard card, Finding finding) {
        /** The claim with its use case and grounds. */
        String sentence(Audience audience) {
            return Label.clean(card.useCase()) + ": " + FindingSentence.of(finding.reading(), audience);
        }
    }

    static List<Claim> of(Scorecard scorecard) {
        return scorecard.useCases().stream()
                .flatMap(card -> card.official().overall().stream()
                        .filter(Finding::claims)
                        .map(finding -> new Claim(card, finding)))
                .sorted(Comparator.comparingInt(Claims::rank)
                        .thenComparing(claim -> claim.finding().judgement().grade()))
                .limit(MOST)
                .toList();
    }

    private static int rank(Claim claim) {
        Verdict verdict = claim.finding().judgement().verdict();
        return verdict == Verdict.DEGRADED ? 0 : verdict == Verdict.IMPROVED ? 1 : 2;
    }
}
