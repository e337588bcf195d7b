package dev.upshot.app;

import dev.upshot.event.Cost;
import dev.upshot.event.DecisionEvent;
import dev.upshot.event.OutcomeEvent;
import dev.upshot.event.OutcomeStatus;
import dev.upshot.stats.Moments;
import dev.upshot.streams.plan.AmountKpi;
import dev.upshot.streams.plan.DurationKpi;
import dev.upshot.streams.plan.Kpi;
import dev.upshot.streams.plan.Missing;
import dev.upshot.streams.plan.Moment;
import dev.upshot.streams.plan.NetKpi;
import dev.upshot.streams.plan.Plan;
import dev.upshot.streams.plan.ValueKpi;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * The plan's definitions, applied to acceptable events in the plainest way and all at once: what tests of simulation and
 * import compare with. Knows duplicates, corrections, windows, caps, missing outcomes, costs and net values; refuses nothing.
 */
public final class PlainMeasurement {

    private final Plan plan;
    private final Map<String, DecisionEvent> decisions = new HashMap<>();
    private final Map<String, OutcomeEvent> outcomes = new HashMap<>();

    /** Nothing measured yet. */
    public PlainMeasurement(Plan plan) {
        this.plan = plan;
    }

    /** Takes one event; the order does not matter. */
    public void add(SpecificRecord event) {
        if (event instanceof DecisionEvent decision) {
            decisions.put(decision.getDecisionId(), decision);
        } else if (event instanceof OutcomeEvent outcome) {
            outcomes.merge(
                    outcome.getOutcomeId(), outcome, (a, b) -> a.getStatus().compareTo(b.getStatus()) >= 0 ? a : b);
        }
    }

    /** The moments of a KPI in an arm. */
    public Moments moments(String kpiName, String arm) {
        Kpi kpi = plan.kpis().stream()
                .filter(candidate -> candidate.name().equals(kpiName))
                .findFirst()
                .orElseThrow();
        Map<String, Map<String, List<OutcomeEvent>>> byName = new HashMap<>();
        kpi.parts().forEach(part -> byName.put(part.outcome(), standing(part.outcome())));
        byName.put(kpi.outcome(), standing(kpi.outcome()));
        Set<String> replaced = new HashSet<>();
        decisions.values().forEach(decision -> {
            if (decision.getSupersedes() != null) {
                replaced.add(decision.getSupersedes());
            }
        });
        List<Long> units = new ArrayList<>();
        for (DecisionEvent decision : decisions.values()) {
            if (arm(decision).equals(arm) && !replaced.contains(decision.getDecisionId())) {
                Long unit = kpi instanceof NetKpi net ? net(net, decision, byName) : unit(kpi, decision, byName);
                if (unit != null) {
                    units.add(unit);
                }
            }
        }
        BigInteger sum = BigInteger.ZERO;
        BigInteger squares = BigInteger.ZERO;
        for (long unit : units) {
            BigInteger value = BigInteger.valueOf(unit);
            sum = sum.add(value);
            squares = squares.add(value.multiply(value));
        }
        return new Moments(units.size(), sum, squares, kpi.scale());
    }

    private Map<String, List<OutcomeEvent>> standing(String name) {
        Set<String> amended = new HashSet<>();
        outcomes.values().forEach(outcome -> {
            if (outcome.getAmends() != null) {
                amended.add(outcome.getAmends());
            }
        });
        Map<String, List<OutcomeEvent>> byDecision = new HashMap<>();
        for (OutcomeEvent outcome : outcomes.values()) {
            if (outcome.getOutcome().equals(name)
                    && outcome.getStatus() != OutcomeStatus.CANCELLED
                    && !amended.contains(outcome.getOutcomeId())) {
                byDecision
                        .computeIfAbsent(outcome.getDecisionId(), id -> new ArrayList<>())
                        .add(outcome);
            }
        }
        return byDecision;
    }

    private static @Nullable Long net(
            NetKpi net, DecisionEvent decision, Map<String, Map<String, List<OutcomeEvent>>> byName) {
        BigDecimal sum = BigDecimal.ZERO;
        for (NetKpi.Priced part : net.priced()) {
            Long unit = unit(part.kpi(), decision, byName);
            if (unit == null) {
                return null;
            }
            sum = sum.add(
                    part.price().multiply(BigDecimal.valueOf(unit, part.kpi().scale())));
        }
        return sum.movePointRight(net.scale()).longValueExact();
    }

    private static @Nullable Long unit(
            Kpi kpi, DecisionEvent decision, Map<String, Map<String, List<OutcomeEvent>>> byName) {
        if (kpi instanceof ValueKpi) {
            Cost cost = decision.getCost();
            return cost == null
                    ? null
                    : Math.min(
                            Objects.requireNonNullElse(kpi.cap(), Long.MAX_VALUE),
                            BigDecimal.valueOf(cost.getAmount())
                                    .movePointRight(kpi.scale())
                                    .longValueExact());
        }
        List<OutcomeEvent> joined =
                byName.getOrDefault(kpi.outcome(), Map.of()).getOrDefault(decision.getDecisionId(), List.of()).stream()
                        .filter(outcome -> !outcome.getOccurredAt().isBefore(decision.getDecidedAt())
                                && outcome.getOccurredAt()
                                        .isBefore(decision.getDecidedAt().plus(kpi.window())))
                        .toList();
        if (joined.isEmpty() && kpi instanceof DurationKpi) {
            return kpi.window().toMillis(); // open: the mean is that within the horizon
        }
        if (joined.isEmpty()) {
            return kpi.missing() == Missing.EXCLUDE ? null : 0L;
        }
        if (kpi instanceof DurationKpi duration) {
            var start =
                    duration.from().equals(Moment.REQUESTED_AT) ? decision.getRequestedAt() : decision.getDecidedAt();
            return joined.stream()
                    .map(OutcomeEvent::getOccurredAt)
                    .min(Comparator.naturalOrder())
                    .map(end -> end.toEpochMilli() - start.toEpochMilli())
                    .orElseThrow();
        }
        if (kpi instanceof AmountKpi amount) {
            long sum = joined.stream()
                    .mapToLong(outcome -> BigDecimal.valueOf(outcome.getValue())
                            .movePointRight(kpi.scale())
                            .longValueExact())
                    .sum();
            long cap = Objects.requireNonNullElse(amount.cap(), Long.MAX_VALUE);
            return Math.max(-cap, Math.min(cap, sum));
        }
        return joined.stream().anyMatch(outcome -> outcome.getValue() == 1) ? 1L : 0L;
    }

    private String arm(DecisionEvent decision) {
        return switch (plan.by()) {
            case VARIANT -> decision.getVariant();
            case ACTOR_TYPE -> decision.getActor().getType().name().toLowerCase(Locale.ROOT);
            case ACTOR_VERSION ->
                decision.getActor().getId() + ":" + decision.getActor().getVersion();
        };
    }
}
