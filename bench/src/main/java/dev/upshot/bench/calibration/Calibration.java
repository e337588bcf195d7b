package dev.upshot.bench.calibration;

import static java.util.Objects.requireNonNull;

import dev.upshot.stats.Alternative;
import dev.upshot.stats.sequence.ConfidenceSequence;
import dev.upshot.stats.sequence.FixedSample;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Prints the calibration tables as Markdown: {@code bench/run calibration [RUNS [SEED]]}. */
public final class Calibration {
    private static final int UNITS = 60_000;
    private static final int EVERY = 50;
    private static final double[] LIFTS = {0, 0.5, -0.4};
    private static final double FIXED_POWER_OF_80 = 2.8015852;

    private final PrintStream out;
    private final int runs;
    private final long seed;

    private Calibration(PrintStream out, int runs, long seed) {
        this.out = out;
        this.runs = runs;
        this.seed = seed;
    }

    /**
     * Runs every study.
     *
     * @param arguments number of runs of each row, default 2000; seed, default 20261124
     */
    public static void main(String... arguments) {
        int runs = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 2_000;
        long seed = arguments.length > 1 ? Long.parseLong(arguments[1]) : 20_261_124L;
        Calibration calibration = new Calibration(System.out, runs, seed);
        calibration.peeking();
        calibration.peekingLonger();
        calibration.horizon();
        calibration.twoSpeeds();
        calibration.widths();
        System.out.println();
        new Estimators(System.out, 5 * runs, seed).print();
    }

    private void peeking() {
        peekingHeader(UNITS, EVERY);
        for (Outcomes outcomes : Outcomes.values()) {
            for (double share : new double[] {0.5, 0.1, 0.9}) {
                for (double lift : LIFTS) {
                    row(new Peeking(outcomes, share, lift), UNITS, EVERY);
                }
            }
        }
        line("");
    }

    /** At one event in a thousand units the gate of the smaller arm opens at 100,000 units only: look on until 300,000. */
    private void peekingLonger() {
        peekingHeader(5 * UNITS, 5 * EVERY);
        for (Outcomes outcomes : List.of(Outcomes.BINARY, Outcomes.NET)) {
            for (double share : new double[] {0.1, 0.9}) {
                for (double lift : LIFTS) {
                    row(new Peeking(outcomes, share, lift), 5 * UNITS, 5 * EVERY);
                }
            }
        }
        line("");
    }

    private void peekingHeader(int units, int every) {
        line(
                "Any-look error of the relative interval, looks every %d units from 500 to %d, %d runs, seed %d.",
                every, units, runs, seed);
        line("");
        StringBuilder header = new StringBuilder("| outcomes | candidate share | true lift |");
        for (Peeking.Method method : Peeking.Method.values()) {
            header.append(' ').append(method.title()).append(" |");
        }
        line("%s", header);
        line("|---|---|---|%s", "---|".repeat(Peeking.Method.values().length));
    }

    private void row(Peeking peeking, int units, int every) {
        Map<Peeking.Method, Double> errors = peeking.anyLookErrors(runs, units, every, seed);
        StringBuilder row = new StringBuilder(String.format(
                Locale.ROOT,
                "| %s | %.0f %% | %+.0f %% |",
                peeking.outcomes().title(),
                100 * peeking.candidateShare(),
                100 * peeking.lift()));
        errors.values().forEach(error -> row.append(' ').append(percent(error)).append(" |"));
        line("%s", row);
    }

    private void horizon() {
        line("Claims within a horizon of 336 looks (hourly for 14 days), %d runs.", 10 * runs);
        line("");
        line("| clock | no difference | effect that a fixed sample sees in 80 %% |");
        line("|---|---|---|");
        Map<String, Double> errors = new Horizon(336, 0).claims(10 * runs, seed);
        Map<String, Double> powers = new Horizon(336, FIXED_POWER_OF_80).claims(10 * runs, seed + 1);
        errors.forEach((clock, error) -> line(
                "| %s | %s | %s |",
                clock, percent(error, 10 * runs), percent(requireNonNull(powers.get(clock)), 10 * runs)));
        line("");
    }

    private void twoSpeeds() {
        TwoSpeeds result = TwoSpeeds.simulate(runs, 10_000, seed);
        line("Two arms that differ in delay only, %d runs of 10,000 units.", runs);
        line("");
        line("| reading | runs in which it errs at any look |");
        line("|---|---|");
        line("| conversion so far, 1.96 standard errors: phantom lift | %s |", percent(result.naive()));
        line("| delayed-outcome sequence: misses what is there at that moment | %s |", percent(result.delayed()));
        line("| confidence sequence on mature units: phantom lift | %s |", percent(result.matureClaims()));
        line("");
    }

    private void widths() {
        line(
                "Width of a confidence sequence planned for %d units, as a multiple of a fixed sample of the same size.",
                Peeking.PLANNED);
        line("");
        line("| units | width |");
        line("|---|---|");
        ConfidenceSequence clock = new ConfidenceSequence(Peeking.ALPHA, Alternative.TWO_SIDED, Peeking.PLANNED);
        double fixed = new FixedSample(Peeking.ALPHA, Alternative.TWO_SIDED, Peeking.PLANNED).multiplier();
        for (long units : new long[] {2_000, 5_000, 10_000, 20_000, 40_000, 100_000}) {
            line("| %d | %.3f |", units, clock.multiplier(units) / fixed);
        }
    }

    private String percent(double share) {
        return percent(share, runs);
    }

    /** With the Monte-Carlo standard error. */
    private static String percent(double share, int runs) {
        return String.format(Locale.ROOT, "%.1f ± %.1f %%", 100 * share, 100 * Math.sqrt(share * (1 - share) / runs));
    }

    private void line(String format, Object... values) {
        out.println(String.format(Locale.ROOT, format, values));
        out.flush();
    }
}
