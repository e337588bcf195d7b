package dev.upshot.report;

import java.math.BigDecimal;

/** What a net value is made of, as a reader wants to see it: {@code recovered_amount − cost + 37.50 × decision_quality}. */
final class NetFormula {
    private NetFormula() {}

    /**
     * The parts with their prices, in the plan's order.
     *
     * @param kpis names
     * @param prices as many
     */
    static String of(String[] kpis, BigDecimal[] prices) {
        StringBuilder formula = new StringBuilder();
        for (int i = 0; i < kpis.length; i++) {
            BigDecimal size = prices[i].abs();
            if (prices[i].signum() < 0) {
                formula.append(i == 0 ? "−" : " − ");
            } else if (i > 0) {
                formula.append(" + ");
            }
            if (size.compareTo(BigDecimal.ONE) != 0) {
                formula.append(size.stripTrailingZeros().toPlainString()).append(" × ");
            }
            formula.append(Label.clean(kpis[i]));
        }
        return formula.toString();
    }
}
