package dev.upshot.streams.lift;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upshot.streams.cell.KpiSums;
import dev.upshot.streams.plan.NetKpi;
import dev.upshot.streams.plan.Plan;
import dev.upshot.streams.plan.yaml.PlanReader;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;

class NetEventsTest {
    private static final Plan PLAN = PlanReader.parse("""
            use_case: u
            version: 1
            arms: {by: variant, baseline: a, candidates: [b]}
            kpis:
              - {name: saving, type: amount, outcome: s, currency: EUR, cap: 100, window: P1D, better: higher}
              - {name: loss, type: amount, outcome: l, currency: EUR, cap: 5000, window: P1D, better: lower}
              - {name: net, type: net, currency: EUR, parts: {saving: 1, loss: -1}, better: higher}
            """, "plan.yaml");
    private static final NetKpi NET = (NetKpi) PLAN.kpis().get(2);

    @Test
    void aRareLossIsWaitedForHoweverSteadyTheGains() {
        // A thousand units save EUR 5 each; the third of them lost EUR 5,000, or none did yet.
        List<KpiSums> withOne = List.of(alike(1_000, 1_000, 500), alike(1_000, 1, 500_000), alike(1_000, 1_000, 500));
        List<KpiSums> withNone = List.of(alike(1_000, 1_000, 500), alike(1_000, 0, 0), alike(1_000, 1_000, 500));

        assertThat(ArmFigures.events(PLAN.kpis().get(0), withOne.get(0))).isEqualTo(1_000);
        assertThat(ArmFigures.events(PLAN, NET, withOne::get)).isEqualTo(1);
        assertThat(ArmFigures.events(PLAN, NET, withNone::get)).isZero();
    }

    @Test
    void aSumThatNearlyCancelsHasTheEventsOfItsParts() {
        List<KpiSums> sums = List.of(alike(1_000, 900, 500), alike(1_000, 800, 560), alike(1_000, 10, 1));

        assertThat(ArmFigures.events(PLAN, NET, sums::get)).isEqualTo(800);
    }

    /** So many units, of which some have the value and the others nothing. */
    private static KpiSums alike(long units, long some, long value) {
        BigInteger zero = BigInteger.ZERO;
        BigInteger sum = BigInteger.valueOf(some * value);
        return new KpiSums(
                units, sum, sum.multiply(BigInteger.valueOf(value)), zero, zero, zero, 0, zero, null, null, null);
    }
}
