package dev.upshot.report.sentence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upshot.report.card.Better;
import dev.upshot.report.card.Findings;
import dev.upshot.report.card.KpiType;
import dev.upshot.report.card.Readings;
import dev.upshot.stats.grade.Grade;
import dev.upshot.stats.grade.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WorthTest {
    @Test
    void isTheBoundNearerToZeroTimesTheUnitsNeverRoundedUp() {
        assertThat(of(Readings.amount(), Verdict.IMPROVED, Grade.A))
                .isEqualTo("Over all 49,888 units of model-v2 that is at least EUR 1,298,000 more than with human.");
        assertThat(of(
                        Readings.amount()
                                .better(Better.LOWER)
                                .means(12, 9.4)
                                .absolute(-2.6, -3.1, -2.1)
                                .relative(-0.21, -0.25, -0.17),
                        Verdict.IMPROVED,
                        Grade.B))
                .isEqualTo("Over all 49,888 units of model-v2 that is at least EUR 104,700 less than with human.");
    }

    @Test
    void aNetValueIsMoneyOfAllUnitsToo() {
        assertThat(of(Readings.amount().type(KpiType.NET), Verdict.IMPROVED, Grade.A))
                .isEqualTo(of(Readings.amount(), Verdict.IMPROVED, Grade.A)
                        + " It is recovered_amount − cost, which are not to be added again.")
                .startsWith("Over all ");
    }

    @Test
    void isSaidOfMoneyAlone() {
        assertThat(of(Readings.binary(), Verdict.IMPROVED, Grade.A)).isEmpty();
        assertThat(of(Readings.duration(), Verdict.IMPROVED, Grade.A)).isEmpty();
        assertThat(of(Readings.amount().unit(""), Verdict.IMPROVED, Grade.A)).isEmpty();
        assertThat(of(Readings.amount().type(KpiType.RATIO), Verdict.IMPROVED, Grade.A))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"C", "D"})
    void isNotSaidWhereOtherCausesAreAsLikely(Grade grade) {
        assertThat(of(Readings.amount(), Verdict.IMPROVED, grade)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"NO_DIFFERENCE", "NOT_YET", "REFUSED"})
    void isNotSaidWithoutADifference(Verdict verdict) {
        assertThat(of(Readings.amount(), verdict, Grade.A)).isEmpty();
    }

    @Test
    void isNotSaidWhereTheDifferenceMayBeNone() {
        assertThat(of(Readings.amount().absolute(10, -1, 21), Verdict.IMPROVED, Grade.A))
                .isEmpty();
        assertThat(of(Readings.amount().absolute(0.00002, 0.00001, 0.00003), Verdict.IMPROVED, Grade.A))
                .isEmpty();
    }

    private static String of(Readings reading, Verdict verdict, Grade grade) {
        return Worth.of(Findings.of(reading.reading(), verdict, grade).finding().reading());
    }
}
