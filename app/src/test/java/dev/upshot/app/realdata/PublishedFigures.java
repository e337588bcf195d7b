package dev.upshot.app.realdata;

import java.util.List;
import java.util.Locale;

/**
 * The figures that were published with the data sets, as rows of the tables in {@code docs/real-data.md}, and how a
 * measured figure is written to as many digits.
 */
final class PublishedFigures {

    static final List<String> HILLSTROM_ARMS = List.of(
            "| No E-Mail | 21,306 | 2,262 | 122 | 13,908.33 | 0.106167 | 0.005726 | 0.652789 |",
            "| Mens E-Mail | 21,307 | 3,894 | 267 | 30,311.69 | 0.182757 | 0.012531 | 1.422617 |",
            "| Womens E-Mail | 21,387 | 3,238 | 189 | 23,038.11 | 0.151400 | 0.008837 | 1.077202 |");

    static final List<String> HILLSTROM_LIFTS = List.of(
            "| Mens E-Mail | visit | 0.07658956 | 0.00338589 | +72.140 % | 4.2343 % |",
            "| Mens E-Mail | conversion | 0.00680501 | 0.00092087 | +118.842 % | 23.8214 % |",
            "| Mens E-Mail | spend | 0.76982716 | 0.14524656 | +117.929 % | 32.3977 % |",
            "| Womens E-Mail | visit | 0.04523311 | 0.00323446 | +42.606 % | 3.6560 % |",
            "| Womens E-Mail | conversion | 0.00311106 | 0.00082268 | +54.331 % | 17.8616 % |",
            "| Womens E-Mail | spend | 0.42441222 | 0.13033286 | +65.015 % | 25.5629 % |");

    static final List<String> OPEN_BANDIT_ARMS =
            List.of("| random | 10,000 | 46 | 0.0046 |", "| bts | 10,000 | 69 | 0.0069 |");

    /** Self-normalised inverse propensity weighting of the bandit's log, and its effective sample size. */
    static final String UNIFORM_POLICY = "0.00318942 | 655.71";

    private PublishedFigures() {}

    static String hillstromArm(
            String arm,
            long n,
            long visits,
            long conversions,
            double spend,
            double visit,
            double conversion,
            double mean) {
        return String.format(
                Locale.ROOT,
                "| %s | %,d | %,d | %d | %,.2f | %.6f | %.6f | %.6f |",
                arm,
                n,
                visits,
                conversions,
                spend,
                visit,
                conversion,
                mean);
    }

    static String lift(String arm, String kpi, double absolute, double error, double relative, double relativeError) {
        return String.format(
                Locale.ROOT,
                "| %s | %s | %.8f | %.8f | %+.3f %% | %.4f %% |",
                arm,
                kpi,
                absolute,
                error,
                100 * relative,
                100 * relativeError);
    }

    static String openBanditArm(String arm, long n, long clicks, double rate) {
        return String.format(Locale.ROOT, "| %s | %,d | %d | %.4f |", arm, n, clicks, rate);
    }
}
