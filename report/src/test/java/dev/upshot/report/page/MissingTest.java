package dev.upshot.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upshot.report.card.Better;
import dev.upshot.report.card.Kpi;
import dev.upshot.report.card.KpiType;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class MissingTest {
    private static final Kpi ZERO = kpi("recovered", KpiType.AMOUNT, Duration.ofDays(14), false);
    private static final Kpi LEFT_OUT = kpi("quality", KpiType.BINARY, Duration.ofDays(14), true);

    @Test
    void saysWhatBecomesOfCasesWithoutAnOutcome() {
        assertThat(Missing.words(List.of(ZERO, ZERO))).isEqualTo(" Cases without an outcome count as zero.");
        assertThat(Missing.words(List.of(LEFT_OUT))).isEqualTo(" Cases without an outcome are left out.");
        assertThat(Missing.words(List.of(LEFT_OUT, ZERO)))
                .isEqualTo(" Cases without an outcome count as zero in recovered, and are left out of quality.");
    }

    @Test
    void aTimeIsNotOfZero() {
        assertThat(Missing.words(List.of(ZERO, kpi("processing_time", KpiType.DURATION, Duration.ofDays(7), true))))
                .isEqualTo(
                        " Cases without an outcome count as zero; in a time they count for as long as they are known to be"
                                + " open.");
    }

    @Test
    void saysNothingOfTimesAloneAndOfWhatIsKnownWithTheDecision() {
        assertThat(Missing.words(List.of(
                        kpi("processing_time", KpiType.DURATION, Duration.ofDays(7), true),
                        kpi("cost", KpiType.VALUE, HtmlRow.AT_ONCE, false))))
                .isEmpty();
    }

    private static Kpi kpi(String name, KpiType type, Duration window, boolean skipsMissing) {
        return new Kpi(name, type, "", Better.HIGHER, 0, window, skipsMissing, List.of());
    }
}
