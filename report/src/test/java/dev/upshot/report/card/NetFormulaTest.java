package dev.upshot.report.card;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class NetFormulaTest {

    @Test
    void saysWhatIsAddedAndWhatIsPaid() {
        assertThat(NetFormula.of(List.of(part("recovered", "1"), part("cost", "-1.00"), part("quality", "37.50"))))
                .isEqualTo("recovered − cost + 37.5 × quality");
        assertThat(NetFormula.of(List.of(part("cost\u202e", "-0.25")))).isEqualTo("−0.25 × cost\ufffd");
        assertThat(NetFormula.of(List.of())).isEmpty();
    }

    private static Kpi.Part part(String kpi, String price) {
        return new Kpi.Part(kpi, new BigDecimal(price));
    }
}
