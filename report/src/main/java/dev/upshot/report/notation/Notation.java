package dev.upshot.report.notation;

import dev.upshot.report.Label;
import dev.upshot.report.card.Kpi;
import dev.upshot.report.card.KpiType;
import dev.upshot.stats.Estimate;
import java.util.Optional;

/**
 * How a number of one kind is written: divided by what one unit is worth, rounded to some places, between a prefix
 * and a suffix.
 *
 * @param prefix what stands before it, a currency; may be empty
 * @param worth what 1 of the unit that is written is worth
 * @param places decimal places
 * @param suffix what stands behind it, a unit; may be empty
 */
public record Notation(String prefix, double worth, int places, String suffix) {
    private static final double PERCENT = 0.01;
    private static final int MEAN_DIGITS = 3;
    private static final int SUM_DIGITS = 4;
    private static final int SPREAD_DIGITS = 2;

    /** A change as a share of the baseline's magnitude. */
    static Notation relative(Estimate change) {
        return of("", PERCENT, change, 1, " %");
    }

    /** A difference of means in the KPI's unit. */
    static Notation difference(Kpi kpi, Estimate change) {
        return switch (kpi.type()) {
            case BINARY -> of("", PERCENT, change, 1, " percentage points");
            case AMOUNT -> of(currency(kpi), 1, change, leastPlaces(kpi), "");
            case COUNT, VALUE, RATIO, NET -> of(currency(kpi), 1, change, leastPlaces(kpi), symbol(kpi));
            case DURATION -> {
                TimeUnit unit = TimeUnit.of(Math.max(Math.abs(change.lower()), Math.abs(change.upper())));
                yield of("", unit.seconds(), change, 1, " " + unit.symbol());
            }
        };
    }

    /** Means of two arms, to be read side by side; magnitudes are the smallest (not zero) and the greatest of them. */
    static Notation mean(Kpi kpi, double smallest, double greatest) {
        return switch (kpi.type()) {
            case BINARY -> new Notation("", 1, Decimals.places(smallest, MEAN_DIGITS, MEAN_DIGITS), "");
            case AMOUNT -> new Notation(currency(kpi), 1, Decimals.places(smallest, MEAN_DIGITS, leastPlaces(kpi)), "");
            case COUNT, VALUE, RATIO, NET ->
                new Notation(currency(kpi), 1, Decimals.places(smallest, MEAN_DIGITS, leastPlaces(kpi)), symbol(kpi));
            case DURATION -> {
                TimeUnit unit = TimeUnit.of(greatest);
                int places = Decimals.places(smallest / unit.seconds(), MEAN_DIGITS, 1);
                yield new Notation("", unit.seconds(), places, " " + unit.symbol());
            }
        };
    }

    /** A span of time, in seconds, in the unit people think in. */
    public static String time(double seconds) {
        TimeUnit unit = TimeUnit.of(seconds);
        return Decimals.plain(seconds / unit.seconds(), 1) + " " + unit.symbol();
    }

    String plain(double value) {
        return prefix + Decimals.plain(value / worth, places) + suffix;
    }

    String signed(double value) {
        return prefix + Decimals.signed(value / worth, places) + suffix;
    }

    /** An interval, rounded outwards: its nearer end says no more than is known. */
    String range(double lower, double upper) {
        return prefix + Decimals.lower(lower / worth, places) + " to " + Decimals.upper(upper / worth, places) + suffix;
    }

    private static Notation of(String prefix, double worth, Estimate change, int least, String suffix) {
        double spread = (change.upper() - change.lower()) / worth;
        return new Notation(prefix, worth, Decimals.places(spread, SPREAD_DIGITS, least), suffix);
    }

    /** A bound of a relative change in per cent, without sign and rounded towards zero. */
    public static String bound(double share) {
        return bound("", PERCENT, share, 1, " %");
    }

    /** A bound of a difference, without sign and rounded towards zero: it claims no more than is known. */
    public static String bound(Kpi kpi, double bound) {
        return switch (kpi.type()) {
            case BINARY -> bound("", PERCENT, bound, 1, " percentage points");
            case AMOUNT, COUNT, VALUE, RATIO, NET -> bound(currency(kpi), 1, bound, leastPlaces(kpi), symbol(kpi));
            case DURATION -> {
                TimeUnit unit = TimeUnit.of(bound);
                yield bound("", unit.seconds(), bound, 1, " " + unit.symbol());
            }
        };
    }

    /** Money of many units together, rounded towards zero; empty for what is no money, or less than one of its unit. */
    public static Optional<String> money(Kpi kpi, double sum) {
        boolean additive = kpi.type() != KpiType.RATIO;
        return additive && isCurrency(kpi) && sum >= 1
                ? Optional.of(currency(kpi) + Decimals.leading(sum, SUM_DIGITS))
                : Optional.empty();
    }

    private static String bound(String prefix, double worth, double bound, int least, String suffix) {
        int places = Decimals.places(bound / worth, SPREAD_DIGITS, least);
        return prefix + Decimals.towardsZero(bound / worth, places) + suffix;
    }

    /** Amounts have their currency before the number; so has whatever else is measured in one. */
    private static String currency(Kpi kpi) {
        boolean before = kpi.type() == KpiType.AMOUNT ? !kpi.unit().isEmpty() : isCurrency(kpi);
        return before ? Label.clean(kpi.unit()) + " " : "";
    }

    private static String symbol(Kpi kpi) {
        return kpi.type() == KpiType.AMOUNT || kpi.unit().isEmpty() || isCurrency(kpi)
                ? ""
                : " " + Label.clean(kpi.unit());
    }

    private static boolean isCurrency(Kpi kpi) {
        return kpi.unit().matches("[A-Z]{3}");
    }

    private static int leastPlaces(Kpi kpi) {
        return Math.min(kpi.scale(), 2);
    }

    /** The units people think in; a unit is taken from two of it upwards. */
    private enum TimeUnit {
        DAYS(86_400, "d"),
        HOURS(3_600, "h"),
        MINUTES(60, "min"),
        SECONDS(1, "s");

        private final double seconds;
        private final String symbol;

        TimeUnit(double seconds, String symbol) {
            this.seconds = seconds;
            this.symbol = symbol;
        }

        static TimeUnit of(double magnitude) {
            for (TimeUnit unit : values()) {
                if (magnitude >= 2 * unit.seconds) {
                    return unit;
                }
            }
            return SECONDS;
        }

        double seconds() {
            return seconds;
        }

        String symbol() {
            return symbol;
        }
    }
}
