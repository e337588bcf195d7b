package dev.upshot.streams.plan;

import java.math.BigDecimal;
import java.util.List;

/**
 * What a unit is worth in money: the sum of other KPIs' values, each times its price, of the units that count in all of them. Gains, losses
 * and costs of one unit go together, so the interval knows how they hang together.
 *
 * @param name the KPI's name
 * @param priced at least one, no KPI twice
 * @param currency an ISO 4217 code
 * @param better the direction in which the KPI improves
 */
public record NetKpi(String name, List<Priced> priced, String currency, Better better) implements ComposedKpi {
    /** The greatest magnitude of a price. */
    public static final BigDecimal DEAREST = BigDecimal.valueOf(1_000_000_000);

    /**
     * A KPI and what one of it is worth.
     *
     * @param kpi of type binary, amount, count or value; if in money, in the currency of the whole
     * @param price of 1 in the KPI's unit, not zero, in [−10<sup>9</sup>, 10<sup>9</sup>]; negative where it is paid. Its decimal places
     *     and the KPI's are nine together at most
     */
    public record Priced(Kpi kpi, BigDecimal price) {
        /**
         * Keeps the price without idle zeros, so that equal prices are equal.
         *
         * @throws IllegalArgumentException if the KPI cannot be a part, or the price is zero, too large or has too many places
         */
        public Priced {
            price = price.stripTrailingZeros();
            if (!kpi.canBePart()) {
                throw new IllegalArgumentException("a net value is of KPIs of type binary, amount, count or value");
            }
            if (price.signum() == 0 || price.abs().compareTo(DEAREST) > 0) {
                throw new IllegalArgumentException("a price is not zero and at most 1000000000: " + price);
            }
            if (places(kpi, price) > FixedPointRange.MAX_SCALE) {
                throw new IllegalArgumentException("KPI and price have more than nine decimal places together");
            }
        }

        /**
         * Decimal places of what the KPI is worth at a price.
         *
         * @param kpi of the plan
         * @param price of 1 in its unit
         * @return its places and the KPI's together; not negative
         */
        public static int places(Kpi kpi, BigDecimal price) {
            return kpi.scale() + Math.max(0, price.stripTrailingZeros().scale());
        }
    }

    /**
     * Checks the parts.
     *
     * @throws IllegalArgumentException if there is none, one stands twice, or one is in another currency
     */
    public NetKpi {
        priced = List.copyOf(priced);
        if (priced.isEmpty() || priced.stream().map(Priced::kpi).distinct().count() != priced.size()) {
            throw new IllegalArgumentException("a net value has at least one part, and each once");
        }
        for (Priced part : priced) {
            String other = part.kpi().currency();
            if (other != null && !other.equals(currency)) {
                throw new IllegalArgumentException("amounts never mix currencies: " + other + " in " + currency);
            }
        }
    }

    /**
     * What a part's fixed-point value is multiplied by to give that of the whole.
     *
     * @param part one of the parts
     * @return price × 10<sup>scale of the whole − scale of the part</sup>, not zero
     */
    public long factor(Priced part) {
        return part.price().movePointRight(scale() - part.kpi().scale()).longValueExact();
    }

    /**
     * The greatest magnitude that the parts with bounds can come to together.
     *
     * @return a fixed-point number, perhaps rounded; 0 if no part has a bound
     */
    public double reach() {
        double reach = 0;
        for (Priced part : priced) {
            Long cap = part.kpi() instanceof BinaryKpi
                    ? Long.valueOf(1)
                    : part.kpi().cap();
            reach += cap == null ? 0 : Math.abs((double) factor(part)) * cap;
        }
        return reach;
    }

    @Override
    public List<Kpi> parts() {
        return priced.stream().map(Priced::kpi).toList();
    }

    /** As many as the most exact product has. */
    @Override
    public int scale() {
        return priced.stream()
                .mapToInt(part -> Priced.places(part.kpi(), part.price()))
                .max()
                .orElseThrow();
    }

    @Override
    public String unit() {
        return currency;
    }

    @Override
    public String type() {
        return "net";
    }
}
