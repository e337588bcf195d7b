package dev.upshot.report;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How the data are: what became of the events of each plan version, how far it is measured, what was refused and why.
 *
 * @param plans one per plan version, by use case and version
 * @param unassigned records refused before any plan was known, by reason
 */
public record Health(List<PlanHealth> plans, List<QuarantineCount> unassigned) {

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
     * @param quarantine records refused, by reason
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
            List<QuarantineCount> quarantine,
            @Nullable Instant completeTo,
            @Nullable Instant observedTo) {

        /** Copies the list. */
        public PlanHealth {
            quarantine = List.copyOf(quarantine);
        }

        /** Outcomes that have found their decision. */
        long joined() {
            return outcomes - waiting - orphaned;
        }

        long quarantined() {
            return quarantine.stream().mapToLong(QuarantineCount::records).sum();
        }

        String complete() {
            return When.of(Optional.ofNullable(completeTo));
        }

        /** How far the slowest partition lies behind the fastest. */
        String lag() {
            return completeTo == null || observedTo == null
                    ? Figures.MISSING
                    : Notation.time((observedTo.toEpochMilli() - completeTo.toEpochMilli()) / 1000.0);
        }
    }

    /** Copies the lists. */
    public Health {
        plans = List.copyOf(plans);
        unassigned = List.copyOf(unassigned);
    }

    String style() {
        return Page.STYLE;
    }

    String version() {
        return Product.version();
    }
}
