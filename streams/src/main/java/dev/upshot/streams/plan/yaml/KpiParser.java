package dev.upshot.streams.plan.yaml;

import dev.upshot.streams.plan.AmountKpi;
import dev.upshot.streams.plan.Better;
import dev.upshot.streams.plan.BinaryKpi;
import dev.upshot.streams.plan.CountKpi;
import dev.upshot.streams.plan.Covariate;
import dev.upshot.streams.plan.DurationKpi;
import dev.upshot.streams.plan.Durations;
import dev.upshot.streams.plan.FixedPointRange;
import dev.upshot.streams.plan.Inference;
import dev.upshot.streams.plan.JoinRule;
import dev.upshot.streams.plan.Kpi;
import dev.upshot.streams.plan.Missing;
import dev.upshot.streams.plan.Moment;
import dev.upshot.streams.plan.ValueKpi;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Reads one entry of {@code kpis}. */
final class KpiParser {
    private static final int DEFAULT_AMOUNT_SCALE = 2;
    private static final int DEFAULT_VALUE_SCALE = 6;
    private static final String[] TYPES = {"binary", "amount", "count", "duration", "value", "ratio", "net"};
    private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");

    private final Section kpi;
    private final Problems problems;
    private final int problemsBefore;
    private final Optional<String> name;
    private Optional<Covariate> covariate = Optional.empty();
    private Optional<Inference.Target> target = Optional.empty();

    KpiParser(Section kpi, Problems problems) {
        this.kpi = kpi;
        this.problems = problems;
        this.problemsBefore = problems.count();
        this.name = kpi.required("name").name();
    }

    /** The KPI's name, also where the rest of it is wrong. */
    Optional<String> name() {
        return name;
    }

    /** What the KPI is held against, once it has been read. */
    Optional<Inference.Target> target() {
        return target;
    }

    /** What the KPI is adjusted by, once it has been read. */
    Optional<Covariate> covariate() {
        return covariate;
    }

    /** A KPI whose parts are still names. */
    sealed interface OfNames {
        String name();
    }

    /** A ratio; the section is the KPI's. */
    record RatioOfNames(String name, String numerator, String denominator, Better better, Section section)
            implements OfNames {}

    /** A net value; the section is the KPI's, and its parts are prices by name. */
    record NetOfNames(String name, Section parts, String currency, Better better, Section section) implements OfNames {}

    /** What was read: a KPI, one whose parts must be found yet, or neither if it is wrong. */
    record Read(Optional<Kpi> kpi, Optional<OfNames> ofNames) {
        static final Read WRONG = new Read(Optional.empty(), Optional.empty());

        static Read of(Optional<Kpi> kpi) {
            return new Read(kpi, Optional.empty());
        }
    }

    /** Nothing if the KPI is wrong; the problems are reported. */
    Read parse() {
        Optional<String> type = kpi.required("type").choice(TYPES, Function.identity());
        if (type.isEmpty()) {
            return Read.WRONG;
        }
        target = InferenceParser.target(kpi);
        if (!type.get().equals("duration")) {
            covariate = CovariateParser.parse(kpi.optional("covariate"));
        }
        Optional<Better> better = kpi.required("better").choice(Better.values(), Better::code);
        return switch (type.get()) {
            case "binary" -> Read.of(binary(better));
            case "amount" -> Read.of(amount(better));
            case "count" -> Read.of(count(better));
            case "duration" -> Read.of(duration(better));
            case "value" -> Read.of(value(better));
            case "net" -> new Read(Optional.empty(), net(better));
            default -> new Read(Optional.empty(), ratio(better));
        };
    }

    private Optional<Kpi> binary(Optional<Better> better) {
        Optional<String> outcome = kpi.required("outcome").name();
        JoinRule join = JoinParser.undivided(kpi);
        BinaryKpi.Rule rule = kpi.optional("rule")
                .choice(BinaryKpi.Rule.values(), BinaryKpi.Rule::code)
                .orElse(BinaryKpi.Rule.ANY);
        Optional<Duration> window = kpi.required("window").duration(Durations.MIN_WINDOW);
        Missing missing = missing();
        return ifSound(() -> new BinaryKpi(
                name.orElseThrow(),
                outcome.orElseThrow(),
                join,
                rule,
                window.orElseThrow(),
                better.orElseThrow(),
                missing));
    }

    private Optional<Kpi> amount(Optional<Better> better) {
        Optional<String> outcome = kpi.required("outcome").name();
        JoinRule join = JoinParser.any(kpi);
        Optional<Duration> window = kpi.required("window").duration(Durations.MIN_WINDOW);
        Missing missing = missing();
        int scale = scale(DEFAULT_AMOUNT_SCALE);
        Optional<Long> cap = cap(scale, scale);
        Optional<String> currency = currency(kpi.optional("currency"));
        return ifSound(() -> new AmountKpi(
                name.orElseThrow(),
                outcome.orElseThrow(),
                join,
                window.orElseThrow(),
                better.orElseThrow(),
                missing,
                scale,
                cap.orElse(null),
                currency.orElse(null)));
    }

    private Optional<Kpi> count(Optional<Better> better) {
        Optional<String> outcome = kpi.required("outcome").name();
        JoinRule join = JoinParser.any(kpi);
        Optional<Duration> window = kpi.required("window").duration(Durations.MIN_WINDOW);
        Missing missing = missing();
        Optional<Long> cap = cap(CountKpi.scale(join), 0);
        return ifSound(() -> new CountKpi(
                name.orElseThrow(),
                outcome.orElseThrow(),
                join,
                window.orElseThrow(),
                better.orElseThrow(),
                missing,
                cap.orElse(null)));
    }

    private Optional<Kpi> duration(Optional<Better> better) {
        Moment from = MomentParser.from(kpi);
        Optional<Moment> to = MomentParser.to(kpi, from);
        JoinRule join = JoinParser.undivided(kpi);
        if (kpi.has("horizon")) {
            kpi.refuse("window", "is given beside horizon, which means the same; keep one");
        }
        Optional<Duration> horizon = (kpi.has("window") && !kpi.has("horizon")
                        ? kpi.required("window")
                        : kpi.required("horizon"))
                .duration(Durations.MIN_WINDOW);
        return ifSound(() -> new DurationKpi(
                name.orElseThrow(), from, to.orElseThrow(), join, horizon.orElseThrow(), better.orElseThrow()));
    }

    private Optional<Kpi> value(Optional<Better> better) {
        Field of = kpi.required("of");
        Optional<String> carried = of.isMapping()
                ? of.section("{covariate: …}").flatMap(section -> {
                    Optional<String> given = section.required("covariate").name();
                    section.refuseOthers();
                    return given;
                })
                : Optional.empty();
        ValueKpi.Quantity[] words = {ValueKpi.Quantity.SCORE, ValueKpi.Quantity.COST};
        Optional<ValueKpi.Quantity> quantity = of.isMapping()
                ? carried.map(any -> ValueKpi.Quantity.COVARIATE)
                : of.choiceOr("{covariate: …}", words, ValueKpi.Quantity::code);
        boolean cost = quantity.filter(ValueKpi.Quantity.COST::equals).isPresent();
        Optional<Duration> window = kpi.optional("window").duration(Durations.MIN_WINDOW);
        int scale = scale(cost ? DEFAULT_AMOUNT_SCALE : DEFAULT_VALUE_SCALE);
        Optional<Long> cap = cap(scale, scale);
        Optional<String> currency = cost ? currency(kpi.required("currency")) : Optional.empty();
        if (!cost) {
            kpi.refuse("currency", "belongs to KPIs of type amount and to of: cost");
        }
        return ifSound(() -> new ValueKpi(
                name.orElseThrow(),
                quantity.orElseThrow(),
                carried.orElse(""),
                window.orElse(Durations.MIN_WINDOW),
                better.orElseThrow(),
                scale,
                cap.orElse(null),
                currency.orElse(null)));
    }

    private Optional<OfNames> net(Optional<Better> better) {
        Optional<Section> parts = kpi.required("parts").section("{recovered_amount: 1, cost: -1}");
        Optional<String> currency = currency(kpi.required("currency"));
        return ifSound(() -> new NetOfNames(
                name.orElseThrow(), parts.orElseThrow(), currency.orElseThrow(), better.orElseThrow(), kpi));
    }

    private Optional<OfNames> ratio(Optional<Better> better) {
        Optional<String> numerator = kpi.required("numerator").name();
        Optional<String> denominator = kpi.required("denominator").name();
        return ifSound(() -> new RatioOfNames(
                name.orElseThrow(), numerator.orElseThrow(), denominator.orElseThrow(), better.orElseThrow(), kpi));
    }

    private int scale(int byDefault) {
        return kpi.optional("scale").whole(0, FixedPointRange.MAX_SCALE).orElse(byDefault);
    }

    /** A cap with up to {@code places} decimal places, kept with {@code scale} of them. */
    private Optional<Long> cap(int scale, int places) {
        BigDecimal max = BigDecimal.valueOf(FixedPointRange.MAX, scale).setScale(places, RoundingMode.DOWN);
        String expected = places > 0
                ? "a positive number up to " + max.toPlainString() + " with at most " + scale
                        + " decimal places (the KPI's scale)"
                : "a whole number from 1 to " + max.toPlainString();
        return kpi.optional("cap")
                .decimal(
                        cap -> cap.signum() > 0
                                && cap.compareTo(max) <= 0
                                && cap.stripTrailingZeros().scale() <= places,
                        expected)
                .map(cap -> cap.movePointRight(scale).longValueExact());
    }

    private static Optional<String> currency(Field field) {
        return field.text(CURRENCY, "an ISO 4217 code of three capital letters, for example EUR");
    }

    private Missing missing() {
        return kpi.optional("missing").choice(Missing.values(), Missing::code).orElse(Missing.ZERO);
    }

    private <T> Optional<T> ifSound(Supplier<T> read) {
        kpi.refuseUnasked(KpiKeys.OF_SOME_TYPES, KpiKeys::belongs);
        kpi.refuseOthers();
        return problems.count() == problemsBefore ? Optional.of(read.get()) : Optional.empty();
    }
}
