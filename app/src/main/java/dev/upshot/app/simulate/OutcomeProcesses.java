package dev.upshot.app.simulate;

import dev.upshot.streams.plan.AmountKpi;
import dev.upshot.streams.plan.Better;
import dev.upshot.streams.plan.BinaryKpi;
import dev.upshot.streams.plan.DurationKpi;
import dev.upshot.streams.plan.JoinRule;
import dev.upshot.streams.plan.Kpi;
import dev.upshot.streams.plan.Moment;
import dev.upshot.streams.plan.Plan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleFunction;
import java.util.stream.IntStream;

/** Chooses the levels and effects of a plan's outcomes. */
final class OutcomeProcesses {

    private static final long MOST_UNITS = 900_000_000_000_000L;
    private static final long TYPICAL_AMOUNT = 120;
    private static final double AMOUNTS_BELOW_CAP = 12;
    private static final double AMOUNT_SIGMA = 1.0;
    private static final double TIME_SIGMA = 0.8;
    private static final double LONGEST_TYPICAL_TIME = 86_400_000;

    private final Plan plan;

    private OutcomeProcesses(Plan plan) {
        this.plan = plan;
    }

    static List<OutcomeProcess> of(Plan plan) {
        return new OutcomeProcesses(plan).all();
    }

    private List<OutcomeProcess> all() {
        Map<String, List<Kpi>> readers = new LinkedHashMap<>();
        for (Kpi kpi : plan.kpis()) {
            if (isSimulated(kpi)) {
                readers.computeIfAbsent(kpi.outcome(), name -> new ArrayList<>())
                        .add(kpi);
            }
        }
        if (readers.isEmpty()) {
            throw new CannotSimulateException(plan.id() + " reads no outcome that could be simulated");
        }
        List<OutcomeProcess> processes = new ArrayList<>();
        readers.forEach((outcome, kpis) -> processes.add(process(processes.size(), outcome, List.copyOf(kpis))));
        return List.copyOf(processes);
    }

    /** What comes of decisions is simulated here; what they cost by {@link DecisionCosts}; all else is the same in every arm. */
    private static boolean isSimulated(Kpi kpi) {
        return !kpi.outcome().isEmpty()
                && !(kpi instanceof DurationKpi duration && duration.from().kind() == Moment.Kind.OUTCOME);
    }

    private OutcomeProcess process(int number, String outcome, List<Kpi> kpis) {
        List<BinaryKpi> binary = of(kpis, BinaryKpi.class);
        List<AmountKpi> amounts = of(kpis, AmountKpi.class);
        List<DurationKpi> durations = of(kpis, DurationKpi.class);
        long shortest =
                kpis.stream().mapToLong(kpi -> kpi.window().toMillis()).min().orElseThrow();
        long longest =
                kpis.stream().mapToLong(kpi -> kpi.window().toMillis()).max().orElseThrow();
        int scale = binary.isEmpty()
                ? amounts.stream().mapToInt(AmountKpi::scale).min().orElse(0)
                : 0;
        return new OutcomeProcess(
                number,
                outcome,
                kpis,
                !binary.isEmpty(),
                !amounts.isEmpty(),
                shortest,
                longest,
                happens(binary, amounts, durations),
                values(binary, amounts, scale),
                scale,
                amounts.isEmpty() ? null : amounts.get(0).currency(),
                durations.isEmpty() ? null : times(durations.get(0), shortest),
                durations.stream().anyMatch(kpi -> kpi.from().equals(Moment.REQUESTED_AT)),
                kpis.stream().anyMatch(kpi -> kpi.join() instanceof JoinRule.Direct));
    }

    private static int happens(List<BinaryKpi> binary, List<AmountKpi> amounts, List<DurationKpi> durations) {
        if (!binary.isEmpty()) {
            return 9_700;
        }
        if (durations.isEmpty()) {
            return 4_000;
        }
        // Few cases stay open for ever: each counts as the whole horizon, which would hide most of a faster arm's lift.
        return amounts.isEmpty() ? 9_990 : 9_600;
    }

    private List<Levels> values(List<BinaryKpi> binary, List<AmountKpi> amounts, int scale) {
        if (!binary.isEmpty()) {
            BinaryKpi kpi = binary.get(0);
            double baseline = kpi.better() == Better.HIGHER ? 6_200 : 2_000;
            return perArm(kpi, factor -> Levels.share(Math.round(baseline * factor)));
        }
        if (amounts.isEmpty()) {
            return plan.arms().stream().map(arm -> Levels.one()).toList();
        }
        double median = median(TYPICAL_AMOUNT, amounts, scale, AMOUNTS_BELOW_CAP);
        int finest = amounts.stream().mapToInt(AmountKpi::scale).max().orElse(scale);
        long most = MOST_UNITS / OutcomeProcess.power(finest - scale);
        return perArm(amounts.get(0), factor -> Levels.logNormal(median * factor, AMOUNT_SIGMA, 1, most));
    }

    /**
     * A typical value in the smallest unit of {@code scale}; so many times below the cap, where a KPI has one, that the cap bites
     * but seldom.
     */
    static double median(long typical, List<? extends Kpi> readers, int scale, double belowCap) {
        double median = (double) (typical * OutcomeProcess.power(scale));
        for (Kpi kpi : readers) {
            Long cap = kpi.cap();
            if (cap != null) {
                double inOurScale = cap.doubleValue() / (double) OutcomeProcess.power(kpi.scale() - scale);
                median = Math.min(median, inOurScale / belowCap);
            }
        }
        return median;
    }

    private List<Levels> times(DurationKpi kpi, long window) {
        double median = Math.min(window / 20.0, LONGEST_TYPICAL_TIME);
        return perArm(kpi, factor -> Levels.logNormal(median * factor, TIME_SIGMA, 0, window - 1));
    }

    private List<Levels> perArm(Kpi kpi, DoubleFunction<Levels> levels) {
        List<Kpi> sameType = plan.kpis().stream()
                .filter(other -> other.type().equals(kpi.type()))
                .toList();
        int ordinal = sameType.indexOf(kpi);
        return IntStream.range(0, plan.arms().size())
                .mapToObj(arm -> levels.apply(Effect.factor(kpi, ordinal, arm)))
                .toList();
    }

    private static <K extends Kpi> List<K> of(List<Kpi> kpis, Class<K> type) {
        return kpis.stream().filter(type::isInstance).map(type::cast).toList();
    }
}
