package dev.upshot.stats.survival;

import dev.upshot.stats.Level;
import dev.upshot.stats.Reason;
import dev.upshot.stats.Result;

/**
 * Whether events come faster in the candidate arm (log-rank, Mantel 1966).
 *
 * <p>In a bin with d events among r units at risk, r<sub>b</sub> of them the candidate's, the candidate's events have under the null hypothesis
 * the mean and the variance (hypergeometric)
 *
 * <p>\[ E_k = d_k \frac{r_{bk}}{r_k}, \quad V_k = d_k \frac{r_{bk}}{r_k} \Big( 1 - \frac{r_{bk}}{r_k} \Big) \frac{r_k - d_k}{r_k - 1} \]
 *
 * <p>and \( Z = (O - E) / \sqrt{V} \) over all bins. Above zero: the candidate's events come faster. O − E over V estimates the logarithm of
 * the hazard ratio near the null hypothesis (Peto).
 *
 * <p>This is the statistic at a time fixed beforehand; looking repeatedly needs its anytime-valid form.
 *
 * <p>Numerical method: basic operations only.
 *
 * @param observed O, the candidate's events
 * @param expected E, what they would be if the arms were alike
 * @param variance V, positive
 * @param events of both arms
 */
public record LogRank(long observed, double expected, double variance, long events) {

    /**
     * Compares two arms.
     *
     * @param baseline events and follow-up of the baseline arm
     * @param candidate events and follow-up of the candidate arm, of the same bins
     * @return the statistic; {@link Reason#BASELINE_EMPTY}, {@link Reason#CANDIDATE_EMPTY}, {@link Reason#NO_EVENTS} (none while both arms had
     *     units at risk), {@link Reason#ZERO_VARIANCE} (every such event left no choice)
     * @throws IllegalArgumentException if the bins differ or a count is negative
     */
    public static Result<LogRank> of(AgeCounts baseline, AgeCounts candidate) {
        baseline.checkSameEdges("candidate", candidate);
        baseline.checkSample("baseline");
        candidate.checkSample("candidate");
        long riskA = baseline.n();
        long riskB = candidate.n();
        if (riskA == 0 || riskB == 0) {
            return Result.missing(riskA == 0 ? Reason.BASELINE_EMPTY : Reason.CANDIDATE_EMPTY);
        }
        long observed = 0;
        long events = 0;
        double expected = 0;
        double variance = 0;
        for (int bin = 0; bin < baseline.events().size() && riskA > 0 && riskB > 0; bin++) {
            long eventsA = baseline.events().get(bin);
            long eventsB = candidate.events().get(bin);
            double d = (double) (eventsA + eventsB);
            double r = (double) (riskA + riskB);
            double share = (double) riskB / r;
            observed += eventsB;
            events += eventsA + eventsB;
            expected += d * share;
            variance += d * share * (1 - share) * ((r - d) / (r - 1));
            riskA -= eventsA + baseline.open().get(bin);
            riskB -= eventsB + candidate.open().get(bin);
        }
        if (events == 0) {
            return Result.missing(Reason.NO_EVENTS);
        }
        return variance > 0
                ? Result.of(new LogRank(observed, expected, variance, events))
                : Result.missing(Reason.ZERO_VARIANCE);
    }

    /**
     * The statistic.
     *
     * @return Z; above zero the candidate's events come faster
     */
    public double statistic() {
        return ((double) observed - expected) / Math.sqrt(variance);
    }

    /**
     * The chance of a statistic at least as far out, were the arms alike.
     *
     * @param level the sides ({@link dev.upshot.stats.Alternative#GREATER}: the candidate is faster); its error rate is not used
     * @return the p-value, in [0, 1]
     */
    public double pValue(Level level) {
        return level.pValue((double) observed - expected, Math.sqrt(variance), Double.POSITIVE_INFINITY);
    }
}
