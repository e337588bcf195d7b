package dev.upshot.report.notation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecimalsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    0         | 1 | 0.0          | 0.0
                    -0.0      | 1 | 0.0          | 0.0
                    -0.04     | 1 | 0.0          | 0.0
                    0.04      | 1 | 0.0          | 0.0
                    -0.06     | 1 | \u22120.1    | \u22120.1
                    999       | 0 | 999          | +999
                    1000      | 0 | 1,000        | +1,000
                    -1234567.8| 1 | \u22121,234,567.8 | \u22121,234,567.8
                    0.125     | 2 | 0.12         | +0.12
                    0.375     | 2 | 0.38         | +0.38
                    1e15      | 0 | 1,000,000,000,000,000 | +1,000,000,000,000,000
                    """)
    void writesTheRoundedDecimalWithoutNegativeZero(double value, int places, String plain, String signed) {
        assertThat(Decimals.plain(value, places)).isEqualTo(plain);
        assertThat(Decimals.signed(value, places)).isEqualTo(signed);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    7.15               | 1 | +7.1      | +7.2
                    -7.15              | 1 | \u22127.2 | \u22127.1
                    7.000000000000001  | 1 | +7.0      | +7.0
                    28.999999999999996 | 1 | +29.0     | +29.0
                    -0.04              | 1 | \u22120.1 | 0.0
                    0.04               | 1 | 0.0       | +0.1
                    0                  | 1 | 0.0       | 0.0
                    1234.5             | 0 | +1,234    | +1,235
                    """)
    void roundsBoundsOutwardsButNotForWhatArithmeticLeft(double value, int places, String lower, String upper) {
        assertThat(Decimals.lower(value, places)).isEqualTo(lower);
        assertThat(Decimals.upper(value, places)).isEqualTo(upper);
    }

    @ParameterizedTest
    @CsvSource({
        "0.05, 5 %, 95 %",
        "0.1, 10 %, 90 %",
        "0.001, 0.1 %, 99.9 %",
        "0.016666666666666666, 1.667 %, 98.333 %",
        "0.15000000000000002, 15 %, 85 %",
        "0.00001, 0.001 %, 99.999 %",
    })
    void promisesNoSmallerErrorThanThereIs(double alpha, String rate, String level) {
        assertThat(Decimals.errorRate(alpha)).isEqualTo(rate);
        assertThat(Decimals.confidenceLevel(alpha)).isEqualTo(level);
    }

    @ParameterizedTest
    @CsvSource({
        "1.0999999999999999, 1.1",
        "5.199999999999999, 5.2",
        "5.26, 5.2",
        "12.549999, 12.5",
        "0, 0.0",
    })
    void cutsOffButNotForWhatArithmeticLeft(double value, String cut) {
        assertThat(Decimals.towardsZero(value, 1)).isEqualTo(cut);
    }

    @Test
    void keepsLeadingDigitsButNotForWhatArithmeticLeft() {
        assertThat(Decimals.leading(28.999999999999996, 4)).isEqualTo("29");
        assertThat(Decimals.leading(123_499, 3)).isEqualTo("123,000");
    }

    @ParameterizedTest
    @CsvSource({
        "0.125, 12.5 %",
        "0.0125, 1.25 %",
        "0.011, 1.1 %",
        "0.022, 2.2 %",
        "0.052, 5.2 %",
        "0.01, 1.0 %",
        "0.05, 5.0 %",
        "0.1, 10 %",
        "0.0005, 0.050 %",
        "12, '1,200 %'",
        "0, 0 %",
    })
    void saysEveryDigitOfAPlannedShare(double share, String percent) {
        assertThat(Decimals.percentAsPlanned(share)).isEqualTo(percent);
    }

    @ParameterizedTest
    @CsvSource({"0.79, 3", "0.05, 4", "0.005, 5", "12.5, 2", "1234, 2", "0, 2", "1e-300, 9"})
    void showsEnoughDigits(double value, int places) {
        assertThat(Decimals.places(value, 3, 2)).isEqualTo(places);
    }

    @Test
    void separatesThousandsOfCounts() {
        assertThat(Decimals.count(0)).isEqualTo("0");
        assertThat(Decimals.count(100)).isEqualTo("100");
        assertThat(Decimals.count(Long.MAX_VALUE)).isEqualTo("9,223,372,036,854,775,807");
    }
}
