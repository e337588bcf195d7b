package dev.upshot.report.card;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The part of a card that is official: judged at the closes of cohort days.
 *
 * @param findings one per KPI, candidate and slot, in the order of the readings
 * @param checks trust checks, in their latest state
 * @param falseClaims the false-positive meter
 * @param restatements what corrections changed since the first report
 * @param lookBack what cannot be told of an earlier moment; null: it is told of now
 */
public record Official(
        List<Finding> findings,
        List<TrustCheck> checks,
        List<FalseClaims> falseClaims,
        List<Restated> restatements,
        @Nullable LookBack lookBack) {
    /** Nothing is judged. */
    public static final Official NONE = new Official(List.of(), List.of(), List.of(), List.of(), null);

    /** Copies the lists. */
    public Official {
        findings = List.copyOf(findings);
        checks = List.copyOf(checks);
        falseClaims = List.copyOf(falseClaims);
        restatements = List.copyOf(restatements);
    }

    /** The findings of parts of the decisions. */
    public List<Finding> bySegment() {
        return findings.stream().filter(finding -> !finding.isOverall()).toList();
    }

    /** The findings of all decisions. */
    public List<Finding> overall() {
        return findings.stream().filter(Finding::isOverall).toList();
    }
}
