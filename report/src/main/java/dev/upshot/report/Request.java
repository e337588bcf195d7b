package dev.upshot.report;

import dev.upshot.stats.grade.Grade;
import dev.upshot.stats.grade.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A decision asked of the reader: what the findings on one candidate call for, by a fixed rule.
 *
 * @param useCase the use case
 * @param arm the candidate
 * @param action what is asked
 * @param rule why, as the rule says it
 */
record Request(String useCase, String arm, Action action, String rule) {
    /** What can be asked. */
    enum Action {
        SCALE("Scale"),
        HOLD("Hold"),
        RETRAIN("Retrain"),
        RETIRE("Retire");

        private final String word;

        Action(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }

        /** The name used in exports. */
        String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static List<Request> of(Scorecard scorecard) {
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
                .map(arm -> of(card.useCase(), arm.getKey(), arm.getValue()))
                .toList();
    }

    private static Request of(String useCase, String arm, List<Finding> findings) {
        boolean better = strong(findings, Verdict.IMPROVED);
        boolean worse = strong(findings, Verdict.DEGRADED)
                || findings.stream()
                        .anyMatch(
                                finding -> "breached".equals(finding.judgement().guardrail()));
        boolean open = findings.stream()
                .anyMatch(finding -> finding.judgement().guardrail() != null
                        && !"held".equals(finding.judgement().guardrail()));
        if (better && worse) {
            return new Request(
                    useCase,
                    arm,
                    Action.RETRAIN,
                    "improved in one KPI and worse in another, or a guardrail is breached");
        }
        if (worse) {
            return new Request(
                    useCase, arm, Action.RETIRE, "worse in a KPI or a guardrail is breached, improved in none");
        }
        if (better && !open) {
            return new Request(
                    useCase, arm, Action.SCALE, "improved in a KPI with grade A or B, worse in none, guardrails held");
        }
        return new Request(
                useCase,
                arm,
                Action.HOLD,
                better ? "improved, but a guardrail is not settled yet" : "nothing is shown with grade A or B yet");
    }

    private static boolean strong(List<Finding> findings, Verdict verdict) {
        return findings.stream()
                .map(Finding::judgement)
                .anyMatch(evidence ->
                        evidence.verdict() == verdict && (evidence.grade() == Grade.A || evidence.grade() == Grade.B));
    }
}
