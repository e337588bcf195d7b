package dev.upshot.report.page;

import dev.upshot.report.Product;
import dev.upshot.report.health.Health;
import dev.upshot.report.health.LastVerification;
import dev.upshot.report.notation.Decimals;
import dev.upshot.report.notation.Figures;
import dev.upshot.report.notation.Notation;
import dev.upshot.report.notation.When;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How the data are, for a data team.
 *
 * @param health what it shows
 */
record HealthPage(Health health) {
    List<Health.PlanHealth> plans() {
        return health.plans();
    }

    List<Health.Quarantined> quarantine() {
        return health.quarantine();
    }

    @Nullable
    LastVerification verification() {
        return health.verification();
    }

    /** Everything is measured up to this observed time: that of the plan version that is least far. */
    String asOf() {
        return When.of(plans().stream()
                .map(Health.PlanHealth::completeTo)
                .filter(Objects::nonNull)
                .min(Instant::compareTo));
    }

    static String complete(Health.PlanHealth plan) {
        return When.of(Optional.ofNullable(plan.completeTo()));
    }

    /** How far the slowest partition lies behind the fastest. */
    static String lag(Health.PlanHealth plan) {
        Instant complete = plan.completeTo();
        Instant observed = plan.observedTo();
        return complete == null || observed == null
                ? Figures.MISSING
                : Notation.time((observed.toEpochMilli() - complete.toEpochMilli()) / 1000.0);
    }

    static String latest(Health.Quarantined refused) {
        return When.of(Optional.of(refused.latestAt()));
    }

    static String outcome(LastVerification verification) {
        return verification.matches()
                ? "\u2713 recomputation matches exactly"
                : "\u2717 differs in " + Decimals.count(verification.differences())
                        + (verification.differences() == 1 ? " place" : " places");
    }

    static String conservation(LastVerification verification) {
        return verification.conserves()
                ? "\u2713 every event accounted for, once"
                : "\u2717 events lost or counted twice";
    }

    static String finished(LastVerification verification) {
        return When.of(Optional.of(verification.finishedAt()));
    }

    static String took(LastVerification verification) {
        return Notation.time(Duration.between(verification.startedAt(), verification.finishedAt())
                        .toMillis()
                / 1000.0);
    }

    String style() {
        return Page.STYLE;
    }

    String version() {
        return Product.version();
    }
}
