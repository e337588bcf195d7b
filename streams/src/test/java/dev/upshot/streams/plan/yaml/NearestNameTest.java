package dev.upshot.streams.plan.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestNameTest {
    @ParameterizedTest
    @CsvSource({"windw, window", "better, better", "currncy, currency", "xyz,", "'',"})
    void theNearestNameIsTheOneThatWasMeant(String given, String nearest) {
        assertThat(NearestName.of(given, List.of("better", "currency", "name", "window"))
                        .orElse(null))
                .isEqualTo(nearest);
    }

    @Test
    void aVeryLongNameIsNearToNone() {
        assertThat(NearestName.of("window".repeat(1000), List.of("window"))).isEmpty();
    }
}
