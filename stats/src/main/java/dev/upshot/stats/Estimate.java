package dev.upshot.stats;

/**
 * A point estimate with its two-sided interval.
 *
 * <p>The interval is \( value \mp c \cdot standardError \) with the critical value c of the method that made it.
 *
 * @param value the point estimate
 * @param standardError its standard error, in the same unit
 * @param lower lower bound of the interval
 * @param upper upper bound of the interval
 */
public record Estimate(double value, double standardError, double lower, double upper) {}
