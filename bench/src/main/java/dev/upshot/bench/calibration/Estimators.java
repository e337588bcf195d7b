package dev.upshot.bench.calibration;

import dev.upshot.stats.Estimate;
import dev.upshot.stats.Level;
import dev.upshot.stats.Result;
import dev.upshot.stats.estimate.ClusterDifference;
import dev.upshot.stats.estimate.Contrast;
import dev.upshot.stats.estimate.Cuped;
import dev.upshot.stats.estimate.Fieller;
import dev.upshot.stats.estimate.LogRatio;
import dev.upshot.stats.estimate.MeanDifference;
import dev.upshot.stats.moments.JointAccumulator;
import dev.upshot.stats.moments.Sample;
import dev.upshot.stats.survival.AgeCounter;
import dev.upshot.stats.survival.RestrictedMean;
import java.io.PrintStream;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Coverage, bias and variance of the estimators at a sample size fixed beforehand. */
record Estimators(PrintStream out, int runs, long seed) {
    private static final Level LEVEL = Level.twoSided(0.05);
    private static final List<Long> HOURS =
            LongStream.rangeClosed(0, 100).map(hour -> 10 * hour).boxed().toList();

    /** Prints every table. */
    void print() {
        relative();
        clusters();
        cuped();
        durations();
    }

    private void relative() {
        line("Coverage of 95 %% intervals of the relative lift, %d runs.", runs);
        line("");
        line("| outcomes, units an arm | true lift | delta method | Fieller | log-ratio |");
        line("|---|---|---|---|---|");
        for (Amounts amounts : Amounts.values()) {
            for (double lift : new double[] {-0.4, -0.2, 0, 0.5, 1}) {
                double[] covered = shares(3, lift, random -> {
                    Contrast contrast = MeanDifference.welch(amounts.sample(random, 0), amounts.sample(random, lift))
                            .orElseThrow();
                    return new boolean[] {
                        holds(contrast.relative(LEVEL), lift),
                        holds(Fieller.interval(contrast, LEVEL), lift),
                        holds(LogRatio.of(contrast).then(ratio -> ratio.interval(LEVEL)), lift)
                    };
                });
                line(
                        "| %s | %+.0f %% | %s | %s | %s |",
                        amounts.title, 100 * lift, share(covered[0]), share(covered[1]), share(covered[2]));
            }
        }
        line("");
    }

    private void clusters() {
        line("Coverage of 95 %% intervals of the difference, 200 subjects an arm of 5 to 15 decisions, %d runs.", runs);
        line("");
        line("| intra-class correlation | by subject | decisions taken as independent |");
        line("|---|---|---|");
        for (double icc : new double[] {0, 0.1, 0.3}) {
            double[] covered = shares(2, icc, random -> {
                Subjects a = Subjects.draw(random, icc);
                Subjects b = Subjects.draw(random, icc);
                return new boolean[] {
                    holds(ClusterDifference.of(a.clusters, b.clusters).then(c -> c.absolute(LEVEL)), 0),
                    holds(MeanDifference.welch(a.decisions, b.decisions).then(c -> c.absolute(LEVEL)), 0)
                };
            });
            line("| %.1f | %s | %s |", icc, share(covered[0]), share(covered[1]));
        }
        line("");
    }

    private void cuped() {
        line("Variance of the CUPED difference over that of the plain one, 1,000 units an arm, %d runs.", runs);
        line("");
        line("| ρ | 1 − ρ² | between runs | as estimated | estimated above plain in |");
        line("|---|---|---|---|---|");
        for (double rho : new double[] {0, 0.3, 0.7, 0.9}) {
            Seeds seeds = Seeds.of(seed, runs);
            double[][] figures = IntStream.range(0, runs)
                    .parallel()
                    .mapToObj(run -> covariates(seeds.random(run), rho))
                    .toArray(double[][]::new);
            double plain = 0;
            double adjusted = 0;
            double estimated = 0;
            double above = 0;
            for (double[] figure : figures) {
                plain += figure[0] * figure[0];
                adjusted += figure[1] * figure[1];
                estimated += figure[2] / runs;
                above += figure[2] > 1 ? 1.0 / runs : 0;
            }
            line("| %.1f | %.3f | %.3f | %.3f | %s |", rho, 1 - rho * rho, adjusted / plain, estimated, share(above));
        }
        line("");
    }

    /** The truth: exponential times of mean 50 and 30 within 80 hours, followed for 0 to 100 hours. */
    private void durations() {
        double truth = 30 * -Math.expm1(-80.0 / 30) / (50 * -Math.expm1(-80.0 / 50)) - 1;
        Seeds seeds = Seeds.of(seed, runs);
        double[][] figures = IntStream.range(0, runs)
                .parallel()
                .mapToObj(run -> times(seeds.random(run), truth))
                .toArray(double[][]::new);
        double[] mean = new double[figures[0].length];
        for (double[] figure : figures) {
            for (int i = 0; i < mean.length; i++) {
                mean[i] += figure[i] / runs;
            }
        }
        line(
                "Lift of the time taken, 2,000 units an arm, %.0f %% of the baseline's still open, %d runs.",
                100 * mean[3], runs);
        line("");
        line("| estimator | true lift | mean estimate | bias | coverage |");
        line("|---|---|---|---|---|");
        line(
                "| restricted mean to 80 h, Fieller | %.1f %% | %.1f %% | %+.1f %% | %s |",
                100 * truth, 100 * mean[0], 100 * (mean[0] / truth - 1), share(mean[1]));
        line(
                "| mean of completed cases (not offered) | −40.0 %% | %.1f %% | %+.1f %% | |",
                100 * mean[2], 100 * (mean[2] / -0.4 - 1));
        line("");
    }

    private static double[] times(SplittableRandom random, double truth) {
        AgeCounter[] counters = {AgeCounter.create(HOURS), AgeCounter.create(HOURS)};
        double[] sums = new double[2];
        int[] completed = new int[2];
        for (int arm = 0; arm < 2; arm++) {
            for (int i = 0; i < 2000; i++) {
                double time = (arm == 0 ? 50 : 30) * -Math.log(1 - random.nextDouble());
                double followUp = 100 * random.nextDouble();
                if (time < followUp) {
                    counters[arm].add((long) (10 * time), (long) (10 * followUp));
                    sums[arm] += time;
                    completed[arm]++;
                } else {
                    counters[arm].add((long) (10 * followUp));
                }
            }
        }
        Estimate lift = RestrictedMean.difference(counters[0].counts(), counters[1].counts(), 800)
                .then(contrast -> Fieller.interval(contrast, LEVEL))
                .orElseThrow();
        return new double[] {
            lift.value(),
            lift.lower() <= truth && truth <= lift.upper() ? 1 : 0,
            sums[1] / completed[1] / (sums[0] / completed[0]) - 1,
            1 - completed[0] / 2000.0
        };
    }

    /** The plain difference, the adjusted one, and the estimated ratio of their variances. */
    private static double[] covariates(SplittableRandom random, double rho) {
        Sample a = correlated(random, rho);
        Sample b = correlated(random, rho);
        Contrast plain = MeanDifference.welch(a, b).orElseThrow();
        Contrast adjusted = Cuped.means(a, b).orElseThrow();
        return new double[] {
            plain.difference(), adjusted.difference(), adjusted.differenceVariance() / plain.differenceVariance()
        };
    }

    private static Sample correlated(SplittableRandom random, double rho) {
        JointAccumulator sums = JointAccumulator.create(List.of(6, 6));
        for (int i = 0; i < 1000; i++) {
            double x = random.nextGaussian();
            double y = rho * x + Math.sqrt(1 - rho * rho) * random.nextGaussian();
            sums.add(Math.round(1e6 * y), Math.round(1e6 * x));
        }
        return sums.moments().sample();
    }

    /** Outcomes whose mean has a given lift over that of the same outcomes without. */
    private enum Amounts {
        /** The lift multiplies. */
        LOGNORMAL("lognormal σ = 1, 2,000", 2_000) {
            @Override
            double draw(SplittableRandom random, double lift) {
                return (1 + lift) * Math.exp(random.nextGaussian());
            }
        },
        /** The lift is added: the candidate's spread stays that of the baseline. */
        SHIFTED("lognormal σ = 0.5 shifted, 500", 500) {
            @Override
            double draw(SplittableRandom random, double lift) {
                return Math.exp(0.5 * random.nextGaussian()) + lift * Math.exp(0.125);
            }
        },
        /** Some hundred events in the baseline. */
        BINARY("5 % binary, 2,000", 2_000) {
            @Override
            double draw(SplittableRandom random, double lift) {
                return random.nextDouble() < 0.05 * (1 + lift) ? 1 : 0;
            }
        };

        private final String title;
        private final int units;

        Amounts(String title, int units) {
            this.title = title;
            this.units = units;
        }

        abstract double draw(SplittableRandom random, double lift);

        Sample sample(SplittableRandom random, double lift) {
            JointAccumulator sums = JointAccumulator.create(List.of(4));
            for (int i = 0; i < units; i++) {
                sums.add(Math.round(10_000 * draw(random, lift)));
            }
            return sums.moments().sample();
        }
    }

    /** An arm's decisions, once by subject and once one by one. */
    private record Subjects(Sample clusters, Sample decisions) {
        static Subjects draw(SplittableRandom random, double icc) {
            JointAccumulator clusters = JointAccumulator.create(List.of(4, 0));
            JointAccumulator decisions = JointAccumulator.create(Collections.nCopies(1, 4));
            for (int subject = 0; subject < 200; subject++) {
                double own = Math.sqrt(icc) * random.nextGaussian();
                int n = 5 + random.nextInt(11);
                long sum = 0;
                for (int i = 0; i < n; i++) {
                    long y = Math.round(10_000 * (own + Math.sqrt(1 - icc) * random.nextGaussian()));
                    decisions.add(y);
                    sum += y;
                }
                clusters.add(sum, n);
            }
            return new Subjects(clusters.moments().sample(), decisions.moments().sample());
        }
    }

    private double[] shares(int methods, double parameter, Function<SplittableRandom, boolean[]> study) {
        Seeds seeds = Seeds.of(seed + Double.hashCode(parameter), runs);
        boolean[][] results = IntStream.range(0, runs)
                .parallel()
                .mapToObj(run -> study.apply(seeds.random(run)))
                .toArray(boolean[][]::new);
        double[] shares = new double[methods];
        for (boolean[] result : results) {
            for (int i = 0; i < methods; i++) {
                shares[i] += result[i] ? 1.0 / runs : 0;
            }
        }
        return shares;
    }

    private static boolean holds(Result<Estimate> interval, double truth) {
        return interval.toOptional()
                .filter(estimate -> estimate.lower() <= truth && truth <= estimate.upper())
                .isPresent();
    }

    /** With the Monte-Carlo standard error. */
    private String share(double share) {
        double certain = Math.min(1, Math.max(0, share));
        return String.format(
                Locale.ROOT, "%.1f ± %.1f %%", 100 * certain, 100 * Math.sqrt(certain * (1 - certain) / runs));
    }

    private void line(String format, Object... values) {
        out.println(String.format(Locale.ROOT, format, values));
        out.flush();
    }
}
