package dev.upshot.streams.plan;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is measured for one use case, in one version. {@link dev.upshot.streams.plan.yaml.PlanReader} makes it from YAML and has validated it as a whole.
 *
 * @param useCase the use case as decisions name it, 1 to 128 characters
 * @param version from 1; a changed plan is a new version
 * @param by which field of a decision names its arm
 * @param baseline the arm that every candidate is compared with
 * @param candidates the arms that are compared with it, in the plan's order; at least one
 * @param design how decisions came to their arms
 * @param unit what one observation is
 * @param severalArms what a subject with decisions in several arms is worth; {@code FIRST} where the unit is the decision
 * @param segments names of the measured dimensions, in the plan's order; may be empty
 * @param lateness how late the log may learn of an event; not negative
 * @param kpis what is measured, in the plan's order; at least one
 * @param covariates what KPIs are adjusted by, by the KPI's name; those that are not are left out
 * @param inference how intervals are made
 * @param limits bounds on state
 * @param routing how events come to meet by subject
 * @param ledger whether single decisions are kept in the reporting database
 * @param yaml the plan as its author wrote it; not part of its meaning
 */
public record Plan(
        String useCase,
        int version,
        ArmsBy by,
        String baseline,
        List<String> candidates,
        Design design,
        Unit unit,
        SeveralArms severalArms,
        List<String> segments,
        Duration lateness,
        List<Kpi> kpis,
        Map<String, Covariate> covariates,
        Inference inference,
        Limits limits,
        Routing routing,
        Ledger ledger,
        String yaml) {
    /**
     * Keeps copies of the lists and checks what the reader of a plan may rely on.
     *
     * @throws IllegalArgumentException if the version is below 1, the lateness negative, or candidates or KPIs are missing
     */
    public Plan {
        candidates = List.copyOf(candidates);
        segments = List.copyOf(segments);
        kpis = List.copyOf(kpis);
        covariates = Map.copyOf(covariates);
        if (version < 1) {
            throw new IllegalArgumentException("version must be at least 1: " + version);
        }
        if (lateness.isNegative()) {
            throw new IllegalArgumentException("lateness must not be negative: " + lateness);
        }
        if (candidates.isEmpty() || kpis.isEmpty()) {
            throw new IllegalArgumentException("a plan needs at least one candidate and one KPI");
        }
    }

    /**
     * All arms.
     *
     * @return the baseline, then the candidates in the plan's order
     */
    public List<String> arms() {
        return Stream.concat(Stream.of(baseline), candidates.stream()).toList();
    }

    /**
     * Whether the plan says by which shares chance gives units to its arms.
     *
     * @return false also where it is not chance that does
     */
    public boolean hasAllocation() {
        return design.kind() == Design.Kind.RANDOMIZED
                && design.allocation().keySet().containsAll(arms());
    }

    /**
     * How long after a decision anything may still matter to it: the longest window of the KPIs.
     *
     * @return at least one millisecond
     */
    public Duration horizon() {
        return kpis.stream().map(Kpi::window).max(Comparator.naturalOrder()).orElseThrow();
    }

    /**
     * Whether a KPI is measured by pairs of sums, a numerator and a denominator per unit: a ratio is, and so is every KPI whose units are
     * subjects with a number of decisions each.
     *
     * @param kpi one of this plan's KPIs
     * @return false where a unit has a single value
     */
    public boolean isPaired(Kpi kpi) {
        return unit == Unit.SUBJECT || kpi instanceof RatioKpi;
    }

    /**
     * What a KPI is adjusted by.
     *
     * @param kpi one of this plan's KPIs
     * @return the covariate; null: none
     */
    public @Nullable Covariate covariate(Kpi kpi) {
        return covariates.get(kpi.name());
    }

    /**
     * Everything that KPIs are adjusted by.
     *
     * @return each once, in the order of the KPIs
     */
    public List<Covariate> adjustments() {
        return kpis.stream()
                .map(this::covariate)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }

    /**
     * Where a decision keeps the covariate of a KPI.
     *
     * @param kpi one of this plan's KPIs
     * @return its place among the quantities of a decision: those of the KPIs of type value, the {@link #adjustments}, the weight; −1 if the
     *     KPI has none
     */
    public int covariatePlace(Kpi kpi) {
        Covariate covariate = covariate(kpi);
        return covariate == null ? -1 : carriedValues() + adjustments().indexOf(covariate);
    }

    /**
     * Where a decision keeps its {@link Weight}.
     *
     * @return its place among the quantities of a decision, the last; −1 if the design logs no propensities
     */
    public int weightPlace() {
        return design.kind() == Design.Kind.LOGGED_PROPENSITY
                ? carriedValues() + adjustments().size()
                : -1;
    }

    private int carriedValues() {
        return (int) kpis.stream().filter(ValueKpi.class::isInstance).count();
    }

    /**
     * A hash of the plan's meaning: equal for plans that differ only in layout, comments, order of keys or defaults written out.
     *
     * @return SHA-256 as 64 lower-case hex digits
     */
    public String contentHash() {
        return ContentHash.of(this);
    }

    /**
     * The plan's name for people.
     *
     * @return use case and version, for example {@code claims-triage v1}
     */
    public String id() {
        return useCase + " v" + version;
    }
}
