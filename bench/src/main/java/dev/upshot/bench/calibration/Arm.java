package dev.upshot.bench.calibration;

/** The sums of one arm in a simulated run. Doubles suffice: values are far from cancelling. */
final class Arm {
    private long n;
    private long events;
    private double sum;
    private double squares;

    /** @param isEvent whether it counts towards the gate */
    void add(double value, boolean isEvent) {
        n++;
        events += isEvent ? 1 : 0;
        sum += value;
        squares += value * value;
    }

    long n() {
        return n;
    }

    long events() {
        return events;
    }

    double mean() {
        return sum / n;
    }

    /** The squared standard error of the mean. */
    double error() {
        return (squares - sum * sum / n) / (n - 1.0) / n;
    }
}
