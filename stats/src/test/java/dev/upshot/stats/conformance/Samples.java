package dev.upshot.stats.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import dev.upshot.stats.estimate.Contrast;
import dev.upshot.stats.estimate.MeanDifference;
import dev.upshot.stats.moments.Sample;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;

/**
 * Samples from published sums.
 *
 * <p>The sums have more decimal places than fixed point holds, hence decimals. An arm is {@code {"n", "sum", "sum_squares"}} or {@code {"n",
 * "<variable>": {"sum", "sum_squares"}, …}} with the sums of products in {@code products."x|y"}, or {@code sum_products} of its only two.
 */
final class Samples {
    private static final MathContext EXACT_ENOUGH = new MathContext(60);

    private Samples() {}

    /** Welch's contrast of {@code control} and {@code treatment}. */
    static Contrast means(JsonNode inputs) {
        return MeanDifference.welch(of(inputs.required("control")), of(inputs.required("treatment")))
                .orElseThrow();
    }

    /** The names of an arm's variables in the order given. */
    static List<String> variables(JsonNode arm) {
        List<String> names = new ArrayList<>();
        arm.fields().forEachRemaining(field -> {
            if (field.getValue().has("sum")) {
                names.add(field.getKey());
            }
        });
        return names;
    }

    /** The variables of an arm; without names that of the arm itself. */
    static Sample of(JsonNode arm, String... variables) {
        if (variables.length == 0) {
            return of(
                    decimal(arm.required("n")),
                    List.of(decimal(arm.required("sum"))),
                    List.of(List.of(decimal(arm.required("sum_squares")))));
        }
        List<BigDecimal> sums = new ArrayList<>();
        List<List<BigDecimal>> products = new ArrayList<>();
        for (String variable : variables) {
            sums.add(decimal(arm.required(variable).required("sum")));
            List<BigDecimal> row = new ArrayList<>();
            for (String other : variables) {
                row.add(
                        other.equals(variable)
                                ? decimal(arm.required(variable).required("sum_squares"))
                                : product(arm, variable, other));
            }
            products.add(row);
        }
        return of(decimal(arm.required("n")), sums, products);
    }

    /** Variables given as columns of rows. */
    static Sample ofRows(JsonNode rows, String... variables) {
        List<BigDecimal> sums = new ArrayList<>();
        List<List<BigDecimal>> products = new ArrayList<>();
        int n = rows.required(variables[0]).size();
        for (String variable : variables) {
            BigDecimal sum = BigDecimal.ZERO;
            for (JsonNode value : rows.required(variable)) {
                sum = sum.add(decimal(value));
            }
            sums.add(sum);
            List<BigDecimal> row = new ArrayList<>();
            for (String other : variables) {
                BigDecimal product = BigDecimal.ZERO;
                for (int i = 0; i < n; i++) {
                    product = product.add(decimal(rows.get(variable).get(i))
                            .multiply(decimal(rows.get(other).get(i))));
                }
                row.add(product);
            }
            products.add(row);
        }
        return of(BigDecimal.valueOf(n), sums, products);
    }

    private static Sample of(BigDecimal n, List<BigDecimal> sums, List<List<BigDecimal>> products) {
        int k = sums.size();
        double[] means = new double[k];
        double[][] covariances = new double[k][k];
        BigDecimal pairs = n.multiply(n.subtract(BigDecimal.ONE));
        for (int i = 0; i < k; i++) {
            means[i] = sums.get(i).divide(n, EXACT_ENOUGH).doubleValue();
            for (int j = 0; j < k; j++) {
                covariances[i][j] = n.multiply(products.get(i).get(j))
                        .subtract(sums.get(i).multiply(sums.get(j)))
                        .divide(pairs, EXACT_ENOUGH)
                        .doubleValue();
            }
        }
        return Sample.of(n.longValueExact(), means, covariances);
    }

    private static BigDecimal product(JsonNode arm, String x, String y) {
        if (arm.has("sum_products")) {
            return decimal(arm.get("sum_products"));
        }
        JsonNode products = arm.required("products");
        return decimal(products.has(x + "|" + y) ? products.get(x + "|" + y) : products.required(y + "|" + x));
    }

    private static BigDecimal decimal(JsonNode value) {
        return new BigDecimal(value.asText());
    }
}
