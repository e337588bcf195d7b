package dev.upshot.streams.attribution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upshot.streams.plan.Kpi;
import dev.upshot.streams.plan.yaml.PlanReader;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompositionTest {
    private static final List<Kpi> KPIS = PlanReader.parse("""
                    use_case: u
                    version: 1
                    arms: {by: variant, baseline: a, candidates: [b]}
                    kpis:
                      - {name: gain, type: amount, outcome: o, currency: EUR, window: P1D, better: higher}
                      - {name: calls, type: count, outcome: c, window: P1D, better: lower}
                      - {name: net, type: net, currency: EUR, parts: {gain: 10000000, calls: -1000000000}, better: higher}
                    """, "plan.yaml").kpis();
    private static final int NET = 2;

    @ParameterizedTest
    @CsvSource({
        "150, 3, -298500000000",
        "0, 0, 0",
        "100, 1, -99000000000",
        // The second is beyond a long, and the sum of both is not.
        "999999999999999, 99999999999, 99990000000",
        "999999999999999, 0, 999999999999999",
        "-999999999999999, 0, -999999999999999",
        "0, 999999999999999, -999999999999999"
    })
    void aNetValueIsExactWithinFifteenDigitsAndHeldThere(long gain, long calls, long net) {
        KpiValues unit = new KpiValues(KPIS.size());
        unit.count(0, gain, 1);
        unit.count(1, calls, 2);

        Objects.requireNonNull(Composition.of(NET, KPIS)).into(unit);

        assertThat(unit.a(NET)).isEqualTo(net);
        assertThat(unit.b(NET)).isEqualTo(2);
    }

    @Test
    void aUnitThatDoesNotCountInEveryPartDoesNotCount() {
        KpiValues unit = new KpiValues(KPIS.size());
        unit.count(0, 100, 1);

        Objects.requireNonNull(Composition.of(NET, KPIS)).into(unit);

        assertThat(unit.counts(NET)).isFalse();
        assertThat(Composition.of(0, KPIS)).isNull();
    }
}
