package dev.upshot.report.sentence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upshot.report.Golden;
import dev.upshot.report.card.ArmMean;
import dev.upshot.report.card.Better;
import dev.upshot.report.card.KpiType;
import dev.upshot.report.card.Readings;
import dev.upshot.stats.Reason;
import dev.upshot.stats.grade.Verdict;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReadingSentenceTest {
    /** A case a sentence must get right. */
    private record Case(String name, Readings readings) {}

    @Test
    void tellsEveryKpiTypeDirectionAndReasonAsInTheGoldenFile() throws IOException {
        assertThat(told()).isEqualTo(Golden.text(ReadingSentenceTest.class, "sentences.txt"));
    }

    @Test
    void saysWhichNumbersAreRelativeAndWhichArePercentagePoints() {
        assertThat(said(Readings.binary()))
                .isEqualTo("decision_quality: model-v2 0.790 vs human 0.688, +14.8 % relative (95 % fixed-n interval"
                        + " +13.9 to +15.8 %; +10.2 percentage points). Verdict: improved (interval above zero; evidence grade A;"
                        + " 93.7 % of units mature).");
    }

    @ParameterizedTest
    @EnumSource(Reason.class)
    void knowsEveryReasonTheStatisticsCanGive(Reason reason) {
        assertThat(said(Readings.binary().refused(reason.code())))
                .contains(", because ")
                .doesNotContain(reason.code());
    }

    @Test
    void claimsInTheVerdictAloneAndSaysWhyThereIsNone() {
        assertThat(cases())
                .allSatisfy(one -> assertThat(said(one.readings()))
                        .containsOnlyOnce("Verdict: ")
                        .doesNotContainIgnoringCase("significant"));
        assertThat(said(Readings.binary().judged(Verdict.REFUSED, "allocation_check_failed", "D", 1.0)))
                .endsWith("Verdict: refused (allocation check failed; evidence grade D; 100.0 % of units mature).")
                .doesNotContain("improved");
    }

    static String told() {
        return cases().stream()
                .map(one -> one.name() + "\n    " + said(one.readings()) + "\n")
                .collect(Collectors.joining());
    }

    private static List<Case> cases() {
        List<Case> cases = new ArrayList<>();
        Map<String, Readings> kinds = new TreeMap<>(
                Map.of("amount", Readings.amount(), "binary", Readings.binary(), "duration", Readings.duration()));
        kinds.forEach((type, kind) -> {
            for (Better better : Better.values()) {
                String name = type + ", " + better.code() + " is better";
                Readings readings = kind.better(better);
                cases.add(new Case(name + ", upwards", upwards(readings)));
                cases.add(new Case(name + ", downwards", downwards(readings)));
                cases.add(new Case(name + ", unclear", unclear(readings)));
                cases.add(new Case(name + ", zero baseline", zeroBaseline(readings)));
                cases.add(new Case(name + ", baseline empty", empty(readings, true)));
                cases.add(new Case(name + ", candidate empty", empty(readings, false)));
                cases.add(new Case(name + ", too few units", tooFew(readings)));
                cases.add(
                        new Case(name + ", zero variance", readings.means(1, 1).refused("zero_variance")));
            }
        });
        cases.add(new Case(
                "amount, negative baseline",
                Readings.amount().means(-10, -5).absolute(5, 3.5, 6.5).relative(0.5, 0.33, 0.67)));
        cases.add(new Case("amount, no currency", Readings.amount().unit("")));
        cases.add(new Case("count", Readings.amount().unit("").type(KpiType.COUNT)));
        cases.add(new Case("value", Readings.amount().type(KpiType.VALUE)));
        cases.add(new Case("ratio, in a currency", Readings.amount().type(KpiType.RATIO)));
        cases.add(new Case("net value", Readings.amount().type(KpiType.NET)));
        cases.add(new Case("ratio, without unit", Readings.amount().unit("").type(KpiType.RATIO)));
        cases.add(new Case("amount, skips missing", Readings.amount().skippingMissing()));
        cases.add(new Case("binary, skips missing", Readings.binary().skippingMissing()));
        cases.add(new Case(
                "binary, rare",
                Readings.binary()
                        .means(0.00318, 0.00345)
                        .absolute(0.00027, 0.00002, 0.00052)
                        .relative(0.0849, 0.0061, 0.1637)));
        cases.add(new Case(
                "binary, tiny difference",
                Readings.binary()
                        .means(0.79, 0.7901)
                        .absolute(0.0001, 0.00004, 0.00016)
                        .relative(0.00012, 0.00005, 0.00019)));
        cases.add(new Case(
                "binary, no change at all",
                Readings.binary().means(0.5, 0.5).absolute(0, -0.01, 0.01).relative(0, -0.02, 0.02)));
        cases.add(new Case(
                "duration, seconds", Readings.duration().means(1.25, 0.5).absolute(-0.75, -0.81, -0.69)));
        cases.add(new Case(
                "duration, days", Readings.duration().means(432_000, 259_200).absolute(-172_800, -180_000, -165_600)));
        cases.add(new Case(
                "duration, minutes", Readings.duration().means(600, 360).absolute(-240, -250, -230)));
        cases.add(new Case("segment", Readings.binary().segment("region", "north")));
        cases.add(new Case("another level and method", Readings.binary().method("confidence_sequence", 0.1)));
        cases.add(new Case("a reason of a later version", Readings.binary().refused("traffic_imbalance")));
        for (Verdict verdict : Verdict.values()) {
            cases.add(new Case(
                    "verdict " + verdict.code(), Readings.binary().judged(verdict, "some_ground", "B", 0.9999)));
        }
        cases.add(new Case("no reason recorded", Readings.binary().refused(null)));
        cases.add(new Case("no relative, no reason recorded", Readings.binary().withoutRelative(null)));
        return cases;
    }

    private static Readings upwards(Readings readings) {
        return change(readings, 1, 1.1, 0.1, 0.05, 0.15);
    }

    private static Readings downwards(Readings readings) {
        return change(readings, 1, 0.9, -0.1, -0.15, -0.05);
    }

    private static Readings unclear(Readings readings) {
        return change(readings, 1, 1.1, 0.1, -0.05, 0.25);
    }

    private static Readings zeroBaseline(Readings readings) {
        return readings.means(0, 0.12).absolute(0.12, 0.1, 0.14).withoutRelative("zero_baseline_mean");
    }

    private static Readings empty(Readings readings, boolean ofBaseline) {
        return readings.arms(arm("human", ofBaseline ? 0 : 12), arm("model-v2", ofBaseline ? 12 : 0))
                .refused(ofBaseline ? "baseline_empty" : "candidate_empty");
    }

    private static Readings tooFew(Readings readings) {
        return readings.arms(arm("human", 1_200), arm("model-v2", 1)).refused("too_few_units");
    }

    private static ArmMean arm(String name, long units) {
        return new ArmMean(name, units, units == 0 ? null : 0.5);
    }

    /** A change around the kind's own baseline mean. */
    private static Readings change(
            Readings readings, double from, double to, double relative, double lower, double upper) {
        double mean = mean(readings.reading().baseline().mean());
        boolean better = readings.reading().kpi().better() == Better.HIGHER ? lower > 0 : upper < 0;
        boolean unclear = lower < 0 && upper > 0;
        return readings.means(mean * from, mean * to)
                .absolute(mean * relative, mean * lower, mean * upper)
                .relative(relative, lower, upper)
                .judged(
                        unclear ? Verdict.NOT_YET : better ? Verdict.IMPROVED : Verdict.DEGRADED,
                        unclear ? "interval_includes_zero" : lower > 0 ? "interval_above_zero" : "interval_below_zero",
                        "A",
                        0.9375);
    }

    private static double mean(@Nullable Double mean) {
        if (mean == null) {
            throw new IllegalArgumentException("needs a baseline mean");
        }
        return mean;
    }

    private static String said(Readings readings) {
        return ReadingSentence.of(readings.reading());
    }
}
