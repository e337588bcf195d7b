package dev.upshot.report.sentence;

import dev.upshot.report.card.Finding;
import dev.upshot.report.card.Kpi;
import dev.upshot.report.card.UseCaseCard;
import dev.upshot.report.scorecard.Scorecard;
import dev.upshot.stats.grade.Grade;
import dev.upshot.stats.grade.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
                .map(arm -> of(card.useCase(), arm.getKey(), arm.getValue()))
                .toList();
    }

    private static Request of(String useCase, String arm, List<Finding> findings) {
        List<Kpi> improved = shown(findings, Verdict.IMPROVED);
        List<Kpi> degraded = shown(findings, Verdict.DEGRADED);
        List<Outweighed> outweighed = Outweighed.of(degraded, improved);
        boolean better = !improved.isEmpty();
        boolean worse = outweighed.size() < degraded.size()
                || findings.stream()
                        .anyMatch(
                                finding -> "breached".equals(finding.judgement().guardrail()));
        boolean open = findings.stream()
                .anyMatch(finding -> finding.judgement().guardrail() != null
                        && !"held".equals(finding.judgement().guardrail()));
        Action action = worse ? better ? Action.RETRAIN : Action.RETIRE : better && !open ? Action.SCALE : Action.HOLD;
        return new Request(useCase, arm, action, rule(action, better, outweighed));
    }

    private static String rule(Action action, boolean better, List<Outweighed> outweighed) {
        String rule = switch (action) {
            case RETRAIN -> "improved in one KPI and worse in another, or a guardrail is breached";
            case RETIRE -> "worse in a KPI or a guardrail is breached, improved in none";
            case SCALE ->
                "improved in a KPI with grade A or B, worse "
                        + (outweighed.isEmpty() ? "in none" : "only in parts of a net value that improved")
                        + ", guardrails held";
            case HOLD ->
                better ? "improved, but a guardrail is not settled yet" : "nothing is shown with grade A or B yet";
        };
        return Stream.concat(Stream.of(rule), outweighed.stream().map(Outweighed::words))
                .collect(Collectors.joining("; "));
    }

    /** The KPIs of which this is shown with grade A or B. */
    private static List<Kpi> shown(List<Finding> findings, Verdict verdict) {
        return findings.stream()
                .filter(finding -> finding.judgement().verdict() == verdict
                        && finding.judgement().grade().compareTo(Grade.B) <= 0)
                .map(finding -> finding.reading().kpi())
                .toList();
    }
}
