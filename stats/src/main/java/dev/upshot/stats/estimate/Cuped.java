package dev.upshot.stats.estimate;

import dev.upshot.stats.Arguments;
import dev.upshot.stats.Reason;
import dev.upshot.stats.Result;
import dev.upshot.stats.moments.Sample;

/**
 * The contrast of means after taking away what covariates known before the decision explain (CUPED).
 *
 * <p>With covariates X and the coefficients θ of the regression of Y on X over both arms concatenated, \( \theta = C_{XX}^{-1} C_{XY} \):
 *
 * <p>\[ m_a = \bar{Y}_a, \quad m_b = \bar{Y}_b - \theta' (\bar{X}_b - \bar{X}_a) \]
 *
 * <p>\[ e_a = \frac{\sigma_{Ya}^2}{n_a}, \quad e_b = \frac{\sigma_{Yb}^2 - 2 \theta' c_b + \theta' C_b \theta}{n_b} + \frac{\theta' C_a
 * \theta}{n_a}, \quad g = \frac{\theta' c_a}{n_a} \]
 *
 * <p>so that m<sub>b</sub> is the candidate's mean had its units the baseline's covariates, the difference has the variance \( (1 - \rho^2)
 * \) of the plain one, and a relative difference is a share of the baseline's <em>unadjusted</em> mean. θ is taken as known. The delta
 * method's derivative is taken at the plain means of both arms, as GrowthBook does.
 *
 * <ul>
 *   <li>A covariate without variance, or one that the ones before it explain to twelve digits, gets the coefficient zero.
 *   <li>No unit, fewer than two units in an arm: {@link Reason#BASELINE_EMPTY}, {@link Reason#CANDIDATE_EMPTY}, {@link
 *       Reason#TOO_FEW_UNITS}.
 *   <li>A covariate that the decision may have changed biases the difference. It must be fixed before the decision.
 * </ul>
 *
 * <p>Numerical method: basic operations; with one covariate SQL on {@code float8} gives the same bits in the order of {@link Sample#and}.
 *
 * <p>References: Deng, Xu, Kohavi, Walker (2013), Improving the sensitivity of online controlled experiments, WSDM '13; Lin (2013), Ann.
 * Appl. Stat. 7, 295–318.
 */
public final class Cuped {
    private static final double COLLINEAR = 1e-12;

    private Cuped() {}

    /**
     * With coefficients estimated from both arms.
     *
     * @param baseline sample of the variables Y, X<sub>1</sub>, …
     * @param candidate sample of the same variables
     * @return the contrast, or why there is none
     * @throws IllegalArgumentException if the samples have not the same variables or no covariate
     */
    public static Result<Contrast> means(Sample baseline, Sample candidate) {
        check(baseline, candidate);
        return Figure.obstacle(baseline, candidate, Reason.TOO_FEW_UNITS)
                .<Result<Contrast>>map(Result::missing)
                .orElseGet(() -> means(baseline, candidate, coefficients(baseline, candidate)));
    }

    /**
     * With given coefficients, for example frozen before the start.
     *
     * @param baseline sample of the variables Y, X<sub>1</sub>, …
     * @param candidate sample of the same variables
     * @param theta coefficient of each covariate, finite
     * @return the contrast, or why there is none
     * @throws IllegalArgumentException if the samples have not the same variables, no covariate, or {@code theta} does not fit them
     */
    public static Result<Contrast> means(Sample baseline, Sample candidate, double[] theta) {
        check(baseline, candidate);
        if (theta.length != baseline.variables() - 1) {
            throw new IllegalArgumentException(
                    "theta must have " + (baseline.variables() - 1) + " coefficients: " + theta.length);
        }
        for (double coefficient : theta) {
            Arguments.checkFinite("theta", coefficient);
        }
        double[] known = theta.clone();
        return Figure.obstacle(baseline, candidate, Reason.TOO_FEW_UNITS)
                .<Result<Contrast>>map(Result::missing)
                .orElseGet(() -> contrast(baseline, candidate, known));
    }

    /**
     * The coefficients of both arms concatenated.
     *
     * @param baseline sample of the variables Y, X<sub>1</sub>, …
     * @param candidate sample of the same variables
     * @return θ of each covariate
     * @throws IllegalArgumentException if the samples have not the same variables or no covariate
     * @throws IllegalStateException if both arms together have fewer than two units
     */
    public static double[] coefficients(Sample baseline, Sample candidate) {
        check(baseline, candidate);
        Sample both = baseline.and(candidate);
        int k = both.variables() - 1;
        double[][] matrix = new double[k][k];
        double[] right = new double[k];
        for (int i = 0; i < k; i++) {
            right[i] = both.covariance(0, i + 1);
            for (int j = 0; j < k; j++) {
                matrix[i][j] = both.covariance(i + 1, j + 1);
            }
        }
        return solve(matrix, right);
    }

    private static Result<Contrast> contrast(Sample a, Sample b, double[] theta) {
        double explainedA = 0;
        double explainedB = 0;
        double shift = 0;
        for (int i = 0; i < theta.length; i++) {
            explainedA += theta[i] * a.covariance(0, i + 1);
            explainedB += theta[i] * b.covariance(0, i + 1);
            shift += theta[i] * (b.mean(i + 1) - a.mean(i + 1));
        }
        double na = (double) a.n();
        double nb = (double) b.n();
        double residualB = b.variance(0) - 2 * explainedB + quadratic(theta, b);
        return Figure.representable(
                        a.mean(0),
                        b.mean(0) - shift,
                        a.variance(0) / na,
                        residualB / nb + quadratic(theta, a) / na,
                        explainedA / na,
                        a.n(),
                        b.n(),
                        Reference.WELCH)
                .map(contrast -> contrast.adjustedFrom(b.mean(0)));
    }

    private static double quadratic(double[] theta, Sample sample) {
        double sum = 0;
        for (int i = 0; i < theta.length; i++) {
            for (int j = 0; j < theta.length; j++) {
                sum += theta[i] * theta[j] * sample.covariance(i + 1, j + 1);
            }
        }
        return sum;
    }

    /** Gauss–Jordan on a positive semidefinite matrix; a variable whose remaining variance vanishes is left out. */
    private static double[] solve(double[][] matrix, double[] right) {
        int k = right.length;
        double[] variances = new double[k];
        for (int i = 0; i < k; i++) {
            variances[i] = matrix[i][i];
        }
        double[] theta = right.clone();
        for (int pivot = 0; pivot < k; pivot++) {
            boolean explained = !(matrix[pivot][pivot] > COLLINEAR * variances[pivot]);
            for (int row = 0; row < k; row++) {
                if (explained || row == pivot) {
                    continue;
                }
                double factor = matrix[row][pivot] / matrix[pivot][pivot];
                theta[row] -= factor * theta[pivot];
                for (int column = 0; column < k; column++) {
                    matrix[row][column] -= factor * matrix[pivot][column];
                }
            }
            if (explained) {
                drop(matrix, theta, pivot);
            }
        }
        for (int i = 0; i < k; i++) {
            theta[i] = matrix[i][i] > 0 ? theta[i] / matrix[i][i] : 0;
        }
        return theta;
    }

    private static void drop(double[][] matrix, double[] theta, int variable) {
        theta[variable] = 0;
        for (int i = 0; i < theta.length; i++) {
            matrix[i][variable] = 0;
            matrix[variable][i] = 0;
        }
    }

    private static void check(Sample baseline, Sample candidate) {
        Linear.checkVariables("baseline", baseline, 2);
        if (candidate.variables() != baseline.variables()) {
            throw new IllegalArgumentException(
                    "candidate must have " + baseline.variables() + " variables: " + candidate.variables());
        }
    }
}
