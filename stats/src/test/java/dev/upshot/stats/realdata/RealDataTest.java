package dev.upshot.stats.realdata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.upshot.stats.Reason;
import dev.upshot.stats.estimate.ClusterDifference;
import dev.upshot.stats.estimate.Contrast;
import dev.upshot.stats.estimate.Cuped;
import dev.upshot.stats.estimate.InversePropensity;
import dev.upshot.stats.estimate.InversePropensity.OverlapGate;
import dev.upshot.stats.estimate.InversePropensity.PolicyValue;
import dev.upshot.stats.estimate.MeanDifference;
import dev.upshot.stats.moments.FixedPoint;
import dev.upshot.stats.moments.JointAccumulator;
import dev.upshot.stats.moments.Sample;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class RealDataTest {

    @Test
    void theEMailsLifts() throws IOException {
        Rows emails = Rows.read("hillstrom/emails.csv.gz");
        plain(emails, "Mens E-Mail", "visit", 0.07658956, 0.00338589, 0.72140, 0.042343);
        plain(emails, "Mens E-Mail", "conversion", 0.00680501, 0.00092087, 1.18842, 0.238214);
        plain(emails, "Mens E-Mail", "spend", 0.76982716, 0.14524656, 1.17929, 0.323977);
        plain(emails, "Womens E-Mail", "visit", 0.04523311, 0.00323446, 0.42606, 0.036560);
        plain(emails, "Womens E-Mail", "conversion", 0.00311106, 0.00082268, 0.54331, 0.178616);
        plain(emails, "Womens E-Mail", "spend", 0.42441222, 0.13033286, 0.65015, 0.255629);
    }

    @Test
    void weakCovariatesPromiseNothingTheyDoNotHave() throws IOException {
        Rows emails = Rows.read("hillstrom/emails.csv.gz");
        adjusted(emails, "spend", "history", 0.00122290, 0.76743850, 0.14521504);
        adjusted(emails, "visit", "recency", -0.00803229, 0.07678192, 0.00337478);
    }

    @Test
    void customersOfOneDecisionEachAreClustersOfOne() throws IOException {
        Rows emails = Rows.read("hillstrom/emails.csv.gz");
        Sample baseline = sample(emails, "No E-Mail", "spend", "1");
        Sample candidate = sample(emails, "Mens E-Mail", "spend", "1");
        assertThat(ClusterDifference.of(baseline, candidate).orElseThrow())
                .isEqualTo(MeanDifference.welch(baseline, candidate).orElseThrow());
    }

    @Test
    void theUniformPolicysValueFromTheOthersLog() throws IOException {
        Rows log = Rows.read("open-bandit/bts-men.csv.gz");
        JointAccumulator sums = JointAccumulator.create(List.of(9, 9));
        for (List<String> row : log.rows()) {
            double weight = InversePropensity.weight(1.0 / 34, Double.parseDouble(log.get(row, "propensity")));
            double click = Double.parseDouble(log.get(row, "click"));
            sums.add(FixedPoint.round(weight * click, 9), FixedPoint.round(weight, 9));
        }
        Sample weighted = sums.moments().sample();
        PolicyValue value =
                InversePropensity.value(weighted, OverlapGate.usual()).orElseThrow();
        assertThat(value.value()).isCloseTo(0.00318942, within(5e-9));
        assertThat(value.effectiveSize()).isCloseTo(655.71, within(5e-3));
        assertThat(InversePropensity.value(weighted, new OverlapGate(1000, 0)).whyMissing())
                .hasValue(Reason.POOR_OVERLAP);
    }

    private static void plain(
            Rows emails, String arm, String kpi, double absolute, double error, double lift, double liftError) {
        Contrast contrast = MeanDifference.welch(sample(emails, "No E-Mail", kpi), sample(emails, arm, kpi))
                .orElseThrow();
        assertThat(contrast.difference()).isCloseTo(absolute, within(5e-9));
        assertThat(Math.sqrt(contrast.differenceVariance())).isCloseTo(error, within(5e-9));
        assertThat(contrast.difference() / contrast.baseline()).isCloseTo(lift, within(5e-6));
        assertThat(Math.sqrt(contrast.relativeVariance().orElseThrow())).isCloseTo(liftError, within(5e-7));
    }

    private static void adjusted(
            Rows emails, String kpi, String covariate, double theta, double absolute, double error) {
        Sample baseline = sample(emails, "No E-Mail", kpi, covariate);
        Sample candidate = sample(emails, "Mens E-Mail", kpi, covariate);
        assertThat(Cuped.coefficients(baseline, candidate)[0]).isCloseTo(theta, within(5e-9));
        Contrast contrast = Cuped.means(baseline, candidate).orElseThrow();
        assertThat(contrast.difference()).isCloseTo(absolute, within(5e-9));
        assertThat(Math.sqrt(contrast.differenceVariance())).isCloseTo(error, within(5e-9));
    }

    /** The arm's customers; a variable that is no column is the same number for all. */
    private static Sample sample(Rows emails, String arm, String... variables) {
        JointAccumulator sums =
                JointAccumulator.create(List.of(variables).stream().map(v -> 2).toList());
        long[] unit = new long[variables.length];
        for (List<String> row : emails.rows()) {
            if (emails.get(row, "segment").equals(arm)) {
                for (int i = 0; i < variables.length; i++) {
                    String value =
                            emails.columns().contains(variables[i]) ? emails.get(row, variables[i]) : variables[i];
                    unit[i] = new BigDecimal(value).movePointRight(2).longValueExact();
                }
                sums.add(unit);
            }
        }
        return sums.moments().sample();
    }
}
