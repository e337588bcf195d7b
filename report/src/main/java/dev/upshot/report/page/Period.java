package dev.upshot.report.page;

import dev.upshot.report.card.CohortDays;
import dev.upshot.report.card.Judgement;
import dev.upshot.report.card.UseCaseCard;
import dev.upshot.report.notation.Decimals;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** From when to when a scorecard speaks, and how much of it is mature, in words. */
final class Period {
    private Period() {}

    /** The days of decisions: {@code decisions of 2026-01-01 to 2026-03-31 (UTC)}. */
    static String of(List<UseCaseCard> cards) {
        Optional<LocalDate> first = live(cards).map(CohortDays::first).min(Comparator.naturalOrder());
        Optional<LocalDate> last = live(cards).map(CohortDays::last).max(Comparator.naturalOrder());
        if (first.isEmpty() || last.isEmpty()) {
            return closes(cards)
                    .map(Judgement.Close::cohortDate)
                    .max(Comparator.naturalOrder())
                    .map(day -> "decisions up to " + day + " (UTC)")
                    .orElse("no cohort day yet");
        }
        return first.equals(last)
                ? "decisions of " + first.get() + " (UTC)"
                : "decisions of " + first.get() + " to " + last.get() + " (UTC)";
    }

    /** How much is mature, from the least to the most mature KPI: {@code 84.4 to 97.8 % of units mature}. */
    static String mature(List<UseCaseCard> cards) {
        double[] shares = cards.stream()
                .flatMap(card -> card.overall().stream())
                .flatMap(reading -> Stream.ofNullable(reading.judgement().matureShare()))
                .mapToDouble(share -> share)
                .sorted()
                .toArray();
        if (shares.length == 0) {
            return closes(cards).findAny().isPresent() ? "official readings only" : "nothing mature";
        }
        String least = Decimals.percentDown(shares[0]);
        String most = Decimals.percentDown(shares[shares.length - 1]);
        return (least.equals(most) ? least : least.replace(" %", "") + " to " + most) + " of units mature";
    }

    private static Stream<CohortDays> live(List<UseCaseCard> cards) {
        return cards.stream()
                .flatMap(card -> card.overall().stream())
                .flatMap(reading -> Stream.ofNullable(reading.days()));
    }

    private static Stream<Judgement.Close> closes(List<UseCaseCard> cards) {
        return cards.stream()
                .flatMap(card -> card.official().overall().stream())
                .flatMap(finding -> Stream.ofNullable(finding.judgement().close()));
    }
}
