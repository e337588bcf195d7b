package dev.upshot.report.card;

import dev.upshot.report.Label;
import java.math.BigDecimal;
import java.util.List;

/** What a net value is made of, as a reader wants to see it: {@code recovered_amount − cost + 37.50 × decision_quality}. */
final class NetFormula {
    private NetFormula() {}

    /** The parts with their prices, in the plan's order; without any, empty. */
    static String of(List<Kpi.Part> parts) {
        StringBuilder formula = new StringBuilder();
        for (Kpi.Part part : parts) {
            BigDecimal size = part.price().abs();
            boolean first = formula.isEmpty();
            if (part.price().signum() < 0) {
                formula.append(first ? "−" : " − ");
            } else if (!first) {
                formula.append(" + ");
            }
            if (size.compareTo(BigDecimal.ONE) != 0) {
                formula.append(size.stripTrailingZeros().toPlainString()).append(" × ");
            }
            formula.append(Label.clean(part.kpi()));
        }
        return formula.toString();
    }
}
