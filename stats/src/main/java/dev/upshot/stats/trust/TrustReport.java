package dev.upshot.stats.trust;

import java.util.List;
import java.util.Optional;

/**
 * All findings about one comparison.
 *
 * @param findings at most one per check
 */
public record TrustReport(List<Finding> findings) {
    /**
     * A report.
     *
     * @throws IllegalArgumentException if a check occurs twice
     */
    public TrustReport {
        findings = List.copyOf(findings);
        long checks = findings.stream().map(Finding::check).distinct().count();
        if (checks != findings.size()) {
            throw new IllegalArgumentException("findings must have each check at most once: "
                    + findings.stream().map(Finding::check).toList());
        }
    }

    /**
     * Whether no check has failed.
     *
     * @return true also if nothing was checked or some checks cannot tell yet
     */
    public boolean sound() {
        return firstFailure().isEmpty();
    }

    /**
     * The gravest failure: the first in the order of {@link Check}.
     *
     * @return empty if no check has failed
     */
    public Optional<Check> firstFailure() {
        return findings.stream()
                .filter(f -> f.outcome() == Finding.Outcome.FAILED)
                .map(Finding::check)
                .min(Enum::compareTo);
    }

    /**
     * Whether a failed check says that the arms are not comparable.
     *
     * @return see {@link Check#breaksComparability()}
     */
    public boolean comparabilityBroken() {
        return findings.stream()
                .filter(f -> f.outcome() == Finding.Outcome.FAILED)
                .anyMatch(f -> f.check().breaksComparability());
    }
}
