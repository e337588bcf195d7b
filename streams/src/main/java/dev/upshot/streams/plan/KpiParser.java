package dev.upshot.streams.plan;

import static dev.upshot.streams.plan.Field.NOT_YET;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Reads one entry of {@code kpis}. */
final class KpiParser {
    private static final int DEFAULT_SCALE = 2;
    private static final String[] TYPES = {"binary", "amount", "duration"};
    private static final String[] TYPES_NOT_YET = {"ratio", "count"};
    private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");

    private final Section kpi;
    private final Problems problems;
    private final int problemsBefore;
    private final Optional<String> name;

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

    /** Nothing if the KPI is wrong; the problems are reported. */
    Optional<Kpi> parse() {
        Optional<String> type = kpi.required("type").choice(TYPES, Function.identity(), TYPES_NOT_YET);
        kpi.refuse("covariate", NOT_YET + "; remove it: values are compared without variance reduction");
        directJoinOnly();
        if (type.isEmpty()) {
            return Optional.empty();
        }
        Optional<Better> better = kpi.required("better").choice(Better.values(), Better::code);
        return switch (type.get()) {
            case "binary" -> binary(better);
            case "amount" -> amount(better);
            default -> duration(better);
        };
    }

    private void directJoinOnly() {
        kpi.optional("attribution").section("{join: direct}").ifPresent(attribution -> {
            attribution.required("join").choice(new String[] {"direct"}, Function.identity(), "subject");
            attribution.refuse(
                    "model", NOT_YET + "; remove it: with join: direct an outcome belongs to the decision it names");
            attribution.refuseOthers();
        });
    }

    private Optional<Kpi> binary(Optional<Better> better) {
        Optional<String> outcome = kpi.required("outcome").name();
        Optional<Duration> window = kpi.required("window").duration(Durations.MIN_WINDOW);
        Missing missing = missing();
        refuseDurationKeys();
        refuseAmountKeys();
        return ifSound(() -> new BinaryKpi(
                name.orElseThrow(), outcome.orElseThrow(), window.orElseThrow(), better.orElseThrow(), missing));
    }

    private Optional<Kpi> amount(Optional<Better> better) {
        Optional<String> outcome = kpi.required("outcome").name();
        Optional<Duration> window = kpi.required("window").duration(Durations.MIN_WINDOW);
        Missing missing = missing();
        Optional<Integer> givenScale = kpi.optional("scale").whole(0, AmountKpi.MAX_SCALE);
        int scale = givenScale.orElse(DEFAULT_SCALE);
        Optional<Long> cap = cap(scale);
        Optional<String> currency =
                kpi.optional("currency").text(CURRENCY, "an ISO 4217 code of three capital letters, for example EUR");
        refuseDurationKeys();
        return ifSound(() -> new AmountKpi(
                name.orElseThrow(),
                outcome.orElseThrow(),
                window.orElseThrow(),
                better.orElseThrow(),
                missing,
                scale,
                cap.orElse(null),
                currency.orElse(null)));
    }

    private Optional<Long> cap(int scale) {
        BigDecimal max = BigDecimal.valueOf(AmountKpi.MAX_FIXED_POINT, scale);
        String expected = "a positive number up to " + max.toPlainString() + " with at most " + scale
                + " decimal places (the KPI's scale)";
        return kpi.optional("cap")
                .decimal(
                        cap -> cap.signum() > 0
                                && cap.compareTo(max) <= 0
                                && cap.stripTrailingZeros().scale() <= scale,
                        expected)
                .map(cap -> cap.movePointRight(scale).longValueExact());
    }

    private Optional<Kpi> duration(Optional<Better> better) {
        StartsAt start =
                kpi.optional("from").choice(StartsAt.values(), StartsAt::code).orElse(StartsAt.REQUESTED_AT);
        Optional<String> outcome = endingOutcome();
        if (kpi.has("horizon")) {
            kpi.refuse("window", "is given beside horizon, which means the same; keep one");
        }
        Optional<Duration> horizon = (kpi.has("window") && !kpi.has("horizon")
                        ? kpi.required("window")
                        : kpi.required("horizon"))
                .duration(Durations.MIN_WINDOW);
        kpi.refuse("missing", "belongs to KPIs of type binary or amount; a duration counts closed decisions only");
        refuseAmountKeys();
        return ifSound(() -> new DurationKpi(
                name.orElseThrow(), outcome.orElseThrow(), start, horizon.orElseThrow(), better.orElseThrow()));
    }

    private Optional<String> endingOutcome() {
        if (!kpi.has("to")) {
            return kpi.required("outcome").name();
        }
        kpi.refuse("outcome", "is given beside to: {outcome: …}, which means the same; keep one");
        return kpi.required("to").section("{outcome: …}").flatMap(to -> {
            Optional<String> outcome = to.required("outcome").name();
            to.refuseOthers();
            return outcome;
        });
    }

    private Missing missing() {
        return kpi.optional("missing").choice(Missing.values(), Missing::code).orElse(Missing.ZERO);
    }

    private void refuseDurationKeys() {
        kpi.refuse("from", "belongs to KPIs of type duration");
        kpi.refuse("to", "belongs to KPIs of type duration; name the outcome with outcome: …");
        kpi.refuse("horizon", "belongs to KPIs of type duration; write window: …");
    }

    private void refuseAmountKeys() {
        kpi.refuse("scale", "belongs to KPIs of type amount");
        kpi.refuse("cap", "belongs to KPIs of type amount");
        kpi.refuse("currency", "belongs to KPIs of type amount");
    }

    private Optional<Kpi> ifSound(Supplier<Kpi> read) {
        kpi.refuseOthers();
        return problems.count() == problemsBefore ? Optional.of(read.get()) : Optional.empty();
    }
}
