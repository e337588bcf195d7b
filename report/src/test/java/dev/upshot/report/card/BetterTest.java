package dev.upshot.report.card;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.upshot.report.ReportException;
import dev.upshot.report.ReportException.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BetterTest {
    @ParameterizedTest
    @EnumSource
    void aCodeNamesItsDirection(Better better) {
        assertThat(Better.of(better.code())).isEqualTo(better);
    }

    @Test
    void aDirectionOfAnotherVersionIsSaidToBeOne() {
        assertThatExceptionOfType(ReportException.class)
                .isThrownBy(() -> Better.of("nearer"))
                .withMessageContaining("the direction \"nearer\", which this version does not know")
                .extracting(ReportException::kind)
                .isEqualTo(Kind.OTHER_VERSION);
    }
}
