package dev.upshot.report.health;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the data are: what became of the events of each plan version, how far it is measured, what was refused and why, and
 * when all of it was last recomputed.
 *
 * @param plans one per plan version, by use case and version
 * @param quarantine what was refused, by use case, version and reason; use case and version are empty and 0 where a record was
 *     refused before any plan was known
 * @param verification the latest one; null: never
 */
public record Health(
        List<PlanHealth> plans,
        List<Quarantined> quarantine,
        @Nullable LastVerification verification) {

    /**
     * One plan version.
     *
     * @param useCase the use case
     * @param version version of the plan
     * @param decisions distinct decisions that were accepted
     * @param outcomes distinct outcomes that were accepted
     * @param waiting of these, outcomes that have found no decision and still may
     * @param orphaned of these, outcomes that have found none and never will
     * @param corrected events that correct an outcome
     * @param superseded decisions that another one replaced
     * @param repeated accepted records that repeated a known fact
     * @param quarantined records refused
     * @param completeTo everything is measured up to this observed time; null while nothing is
     * @param observedTo something is measured up to this observed time; null while nothing is
     */
    public record PlanHealth(
            String useCase,
            int version,
            long decisions,
            long outcomes,
            long waiting,
            long orphaned,
            long corrected,
            long superseded,
            long repeated,
            long quarantined,
            @Nullable Instant completeTo,
            @Nullable Instant observedTo) {

        /** Outcomes that have found their decision. */
        public long joined() {
            return outcomes - waiting - orphaned;
        }
    }

    /**
     * Records refused for one reason.
     *
     * @param useCase use case whose plan refused them; empty: before any was known
     * @param version version of the plan; 0 likewise
     * @param reason the reason's code
     * @param records how many
     * @param latestAt when the log learned of the latest of them
     * @param latestPlace where that one lies: topic, partition and offset
     * @param latestDetail what is wrong with it and what to do
     */
    public record Quarantined(
            String useCase,
            int version,
            String reason,
            long records,
            Instant latestAt,
            String latestPlace,
            String latestDetail) {}

    /** Copies the lists. */
    public Health {
        plans = List.copyOf(plans);
        quarantine = List.copyOf(quarantine);
    }
}
