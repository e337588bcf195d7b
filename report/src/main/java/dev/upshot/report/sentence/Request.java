package dev.upshot.report.sentence;

import dev.upshot.report.card.Finding;
import dev.upshot.report.card.UseCaseCard;
import dev.upshot.report.scorecard.Scorecard;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A decision asked of the reader: what the findings on one candidate call for, by a fixed rule.
 *
 * @param useCase the use case
 * @param arm the candidate
 * @param action what is asked
 * @param rule why, as the rule says it
 */
public record Request(String useCase, String arm, Action action, String rule) {
    /** What can be asked. */
    public enum Action {
        /** Let the candidate decide more. */
        SCALE("Scale"),
        /** Leave it as it is and go on measuring. */
        HOLD("Hold"),
        /** Mend what got worse and keep what improved. */
        RETRAIN("Retrain"),
        /** Let it decide no more. */
        RETIRE("Retire");

        private final String word;

        Action(String word) {
            this.word = word;
        }

        /** The word people read. */
        public String word() {
            return word;
        }

        /** The name used in exports. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What is asked of every candidate that has a finding, in the order of the cards. */
    public static List<Request> of(Scorecard scorecard) {
        return scorecard.useCases().stream().flatMap(card -> of(card).stream()).toList();
    }

    static List<Request> of(UseCaseCard card) {
        Map<String, List<Finding>> byArm = new LinkedHashMap<>();
        card.official()
                .overall()
                .forEach(finding -> byArm.computeIfAbsent(
                                finding.reading().candidate().arm(), arm -> new ArrayList<>())
                        .add(finding));
        return byArm.entrySet().stream()
                .map(arm -> of(card, arm.getKey(), arm.getValue()))
                .toList();
    }

    private static Request of(UseCaseCard card, String arm, List<Finding> findings) {
        Set<String> found =
                findings.stream().map(finding -> finding.reading().kpi().name()).collect(Collectors.toSet());
        ArmCase evidence = ArmCase.of(
                findings,
                card.readings().stream()
                        .filter(reading -> reading.segment().isOverall()
                                && reading.candidate().arm().equals(arm)
                                && !found.contains(reading.kpi().name()))
                        .toList());
        return new Request(card.useCase(), arm, evidence.action(), evidence.rule());
    }
}
