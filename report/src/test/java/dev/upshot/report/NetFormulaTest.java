package dev.upshot.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class NetFormulaTest {

    @Test
    void saysWhatIsAddedAndWhatIsPaid() {
        assertThat(NetFormula.of(
                        new String[] {"recovered", "cost", "quality"},
                        new BigDecimal[] {BigDecimal.ONE, new BigDecimal("-1.00"), new BigDecimal("37.50")}))
                .isEqualTo("recovered − cost + 37.5 × quality");
        assertThat(NetFormula.of(new String[] {"cost\u202e"}, new BigDecimal[] {new BigDecimal("-0.25")}))
                .isEqualTo("−0.25 × cost\ufffd");
    }
}
