package dev.upshot.streams.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The records refuse nonsense also where no YAML was read. */
class PlanTypesTest {
    private static final Duration DAY = Duration.ofDays(1);

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT-1S", "PT0.0005S", "P36501D"})
    void everyKpiHasAPositiveWindowInWholeMilliseconds(Duration window) {
        String message = "window must be in [PT0.001S, P36500D], in whole milliseconds: " + window;
        assertThatIllegalArgumentException()
                .isThrownBy(() -> binary(window, JoinRule.direct()))
                .withMessage(message);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> duration(Moment.DECIDED_AT, Moment.of("o"), window))
                .withMessage(message);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> amount(window, 2, 1))
                .withMessage(message);
    }

    @ParameterizedTest
    @CsvSource({
        "-1, 1, scale must be in",
        "10, 1, scale must be in",
        "2, 0, cap must be in",
        "2, 1000000000000000, cap must be in"
    })
    void anAmountHasAScaleAndACapThatFit(int scale, long cap, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> amount(DAY, scale, cap))
                .withMessageStartingWith(message);
    }

    @Test
    void aYesAndATimeCannotBeDivided() {
        JoinRule linear = new JoinRule.Subject(new CreditModel.Linear());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> binary(DAY, linear))
                .withMessageStartingWith("a yes cannot be divided");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DurationKpi("k", Moment.DECIDED_AT, Moment.of("o"), linear, DAY, Better.LOWER))
                .withMessageStartingWith("a time cannot be divided");
    }

    @Test
    void aDurationEndsAfterItStarts() {
        assertThatIllegalArgumentException().isThrownBy(() -> duration(Moment.DECIDED_AT, Moment.REQUESTED_AT, DAY));
        assertThatIllegalArgumentException().isThrownBy(() -> duration(Moment.REVIEWED_AT, Moment.DECIDED_AT, DAY));
        assertThatIllegalArgumentException().isThrownBy(() -> duration(Moment.of("o"), Moment.of("o"), DAY));
        assertThat(duration(Moment.of("a"), Moment.of("b"), DAY).outcomes()).containsExactly("a", "b");
        assertThatIllegalArgumentException().isThrownBy(() -> new Moment(Moment.Kind.OUTCOME, ""));
    }

    @Test
    void sharesOfPositionsSumToAtMostAHundredPercent() {
        assertThatIllegalArgumentException().isThrownBy(() -> new CreditModel.Position(60, 41));
        assertThatIllegalArgumentException().isThrownBy(() -> new CreditModel.Position(-1, 40));
        assertThatIllegalArgumentException().isThrownBy(() -> new CreditModel.TimeDecay(Duration.ZERO));
    }

    @Test
    void aRatioHasTheLongerWindowAndTheNumeratorsCurrency() {
        ValueKpi cost =
                new ValueKpi("c", ValueKpi.Quantity.COST, "", Durations.MIN_WINDOW, Better.LOWER, 2, null, "EUR");
        RatioKpi ratio = new RatioKpi("r", cost, binary(DAY, JoinRule.direct()), Better.LOWER);
        assertThat(ratio.window()).isEqualTo(DAY);
        assertThat(ratio.unit()).isEqualTo("EUR");
        assertThat(new RatioKpi("r", binary(DAY, JoinRule.direct()), cost, Better.LOWER).unit())
                .isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> new RatioKpi("s", ratio, cost, Better.LOWER));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ValueKpi("v", ValueKpi.Quantity.SCORE, "", DAY, Better.LOWER, 2, null, "EUR"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ValueKpi("v", ValueKpi.Quantity.COVARIATE, "", DAY, Better.LOWER, 2, null, null));
    }

    @Test
    void aNetValueAddsWhatItsPartsAreWorthInOneCurrency() {
        AmountKpi gain = new AmountKpi("g", "o", JoinRule.direct(), DAY, Better.HIGHER, Missing.ZERO, 2, null, "EUR");
        BinaryKpi yes = binary(DAY.multipliedBy(2), JoinRule.direct());
        NetKpi.Priced ofGain = new NetKpi.Priced(gain, BigDecimal.ONE);
        NetKpi.Priced ofYes = new NetKpi.Priced(yes, new BigDecimal("-12.5000"));
        NetKpi net = new NetKpi("n", List.of(ofGain, ofYes), "EUR", Better.HIGHER);
        assertThat(net.scale()).isEqualTo(2);
        assertThat(net.factor(ofGain)).isEqualTo(1);
        assertThat(net.factor(ofYes)).isEqualTo(-1250);
        assertThat(net.window()).isEqualTo(DAY.multipliedBy(2));
        assertThat(net.unit()).isEqualTo("EUR");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new NetKpi("n", List.of(ofGain), "USD", Better.HIGHER))
                .withMessageContaining("currencies");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new NetKpi("n", List.of(ofGain, ofGain), "EUR", Better.HIGHER));
        assertThatIllegalArgumentException().isThrownBy(() -> new NetKpi.Priced(net, BigDecimal.ONE));
        assertThatIllegalArgumentException().isThrownBy(() -> new NetKpi.Priced(yes, BigDecimal.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> new NetKpi.Priced(gain, new BigDecimal("0.00000001")));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1, -1, 1e-10, Double.NaN})
    void anErrorRateLiesBetweenZeroAndOne(double alpha) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Inference(alpha))
                .withMessage("alpha must be in [1e-9, 1): " + alpha);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1_000_001})
    void aJourneyHasABound(int events) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Limits(events, 1, 1))
                .withMessage("eventsPerJourney must be in [1, 1000000]: " + events);
    }

    @Test
    void aPlanHasAVersionFromOneAndSomethingToCompare() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> plan(0, DAY, List.of("b")))
                .withMessage("version must be at least 1: 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> plan(1, DAY.negated(), List.of("b")))
                .withMessage("lateness must not be negative: PT-24H");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> plan(1, DAY, List.of()))
                .withMessage("a plan needs at least one candidate and one KPI");
        assertThat(plan(1, DAY, List.of("b")).arms()).containsExactly("a", "b");
    }

    private static BinaryKpi binary(Duration window, JoinRule join) {
        return new BinaryKpi("k", "o", join, BinaryKpi.Rule.ANY, window, Better.HIGHER, Missing.ZERO);
    }

    private static DurationKpi duration(Moment from, Moment to, Duration window) {
        return new DurationKpi("k", from, to, JoinRule.direct(), window, Better.LOWER);
    }

    private static AmountKpi amount(Duration window, int scale, long cap) {
        return new AmountKpi("k", "o", JoinRule.direct(), window, Better.HIGHER, Missing.ZERO, scale, cap, null);
    }

    private static Plan plan(int version, Duration lateness, List<String> candidates) {
        return new Plan(
                "u",
                version,
                ArmsBy.VARIANT,
                "a",
                candidates,
                new Design(Design.Kind.OBSERVATIONAL, Map.of()),
                Unit.DECISION,
                SeveralArms.FIRST,
                List.of(),
                lateness,
                List.of(binary(DAY, JoinRule.direct())),
                Map.of(),
                new Inference(0.05),
                new Limits(1, 1, 1),
                Routing.NONE,
                Ledger.NONE,
                "");
    }
}
