package dev.upshot.report.card;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The scorecard of one use case under the newest version of its plan.
 *
 * @param useCase the use case
 * @param planVersion the plan version that is reported
 * @param otherVersions older versions that are measured beside it
 * @param planHash SHA-256 (hex) of the plan's meaning
 * @param design randomized, logged_propensity or observational
 * @param unit unit of analysis: decision or subject
 * @param asOf the log has been measured up to this observed time; null while nothing is known of it
 * @param arms the arms, baseline first, then the candidates in the plan's order
 * @param readings live readings of everything so far, overall first, then by segment; none when looking back
 * @param quarantine records refused for this use case and plan version, by reason
 * @param official what is judged at the closes of cohort days
 * @param trends how it went along
 */
public record UseCaseCard(
        String useCase,
        int planVersion,
        List<Integer> otherVersions,
        String planHash,
        String design,
        String unit,
        @Nullable Instant asOf,
        List<ArmCount> arms,
        List<Reading> readings,
        List<QuarantineCount> quarantine,
        Official official,
        Trends trends) {

    /** Copies the lists. */
    public UseCaseCard {
        otherVersions = List.copyOf(otherVersions);
        arms = List.copyOf(arms);
        readings = List.copyOf(readings);
        quarantine = List.copyOf(quarantine);
    }

    /** Whether anything has been read at all. */
    public boolean isMeasured() {
        return !readings.isEmpty() || !official.findings().isEmpty();
    }

    /** The live readings of all decisions. */
    public List<Reading> overall() {
        return readings.stream()
                .filter(reading -> reading.segment().isOverall())
                .toList();
    }

    /** The net values among what is read. */
    public List<Kpi> netValues() {
        return Stream.concat(official.overall().stream().map(Finding::reading), readings.stream())
                .map(Reading::kpi)
                .filter(kpi -> !kpi.parts().isEmpty())
                .distinct()
                .toList();
    }

    /** How many decisions of an arm count; 0 of one that is not on the card. */
    public long decisionsOf(String arm) {
        return arms.stream()
                .filter(count -> count.arm().equals(arm))
                .mapToLong(ArmCount::decisions)
                .sum();
    }
}
