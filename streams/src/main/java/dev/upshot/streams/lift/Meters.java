package dev.upshot.streams.lift;

import dev.upshot.event.FalsePositiveMeter;
import dev.upshot.stats.Estimate;
import dev.upshot.stats.sequence.Gate;
import dev.upshot.streams.cell.CellMoments;
import dev.upshot.streams.cell.KpiSums;
import dev.upshot.streams.plan.Kpi;
import dev.upshot.streams.plan.Plan;
import java.time.LocalDate;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The odd half of the baseline against the even one, read like a candidate at every close: what is claimed of them is
 * false.
 */
final class Meters {

    private final String generation;
    private final Plan plan;
    private final CellMoments layout;
    private final Claims[] ofKpi;

    /** What the comparison of the baseline with itself has claimed. */
    private static final class Claims {
        private long readings;
        private long claims;
        private @Nullable LocalDate first;
    }

    Meters(String generation, Plan plan, CellMoments layout) {
        this.generation = generation;
        this.plan = plan;
        this.layout = layout;
        this.ofKpi = new Claims[plan.kpis().size()];
        for (int kpi = 0; kpi < ofKpi.length; kpi++) {
            ofKpi[kpi] = new Claims();
        }
    }

    /**
     * One reading more.
     *
     * @param baseline moments of the baseline on all closed days
     * @param day the last of them
     */
    FalsePositiveMeter read(int kpi, byte[] baseline, LocalDate day) {
        Kpi of = plan.kpis().get(kpi);
        IntFunction<KpiSums> odd = k -> layout.oddHalf(baseline, k);
        IntFunction<KpiSums> even = k -> Halves.minus(layout.sums(baseline, k), odd.apply(k));
        Comparison comparison = Comparison.of(plan, kpi, even, odd);
        Looking looking = Looking.anytime(plan.inference(), plan.inference().alpha(), comparison.units());
        Estimate read = LiftRows.relative(of, comparison, looking).toOptional().orElse(null);
        Claims claims = ofKpi[kpi];
        Gate.Opening gate = new Gate(plan.inference().minimumEvents())
                .judge(comparison.baseline().events(), comparison.candidate().events(), LiftRows.tail(of));
        if (gate == Gate.Opening.OPEN && read != null) {
            claims.readings++;
            if (read.lower() > 0 || read.upper() < 0) {
                claims.claims++;
                claims.first = claims.first == null ? day : claims.first;
            }
        }
        return new FalsePositiveMeter(
                generation,
                plan.useCase(),
                plan.version(),
                of.name(),
                comparison.baseline().n(),
                comparison.candidate().n(),
                claims.readings,
                claims.claims,
                claims.first,
                day,
                read == null ? null : (Double) read.value(),
                read == null ? null : (Double) read.lower(),
                read == null ? null : (Double) read.upper(),
                looking.clock().code());
    }
}
