package dev.upshot.report.chart;

import dev.upshot.report.Label;
import dev.upshot.report.card.TimeCurve;
import dev.upshot.report.notation.Notation;
import java.time.Duration;
import java.util.List;

/** How long cases take in the baseline and in a candidate: the share that has ended by each age, open cases included. */
public final class Distribution {
    private static final int WIDTH = 360;
    private static final int HEIGHT = 168;
    private static final int LEFT = 50;
    private static final int RIGHT = 14;
    private static final int TOP = 10;
    private static final int BOTTOM = 24;
    private static final int PARTS = 4;
    private static final int LONGEST_LABEL = 20;

    private final Duration horizon;

    private Distribution(Duration horizon) {
        this.horizon = horizon;
    }

    /** The curves of two arms, baseline first. */
    public static String of(TimeCurve baseline, TimeCurve candidate, String id) {
        return new Distribution(reach(List.of(baseline, candidate))).draw(baseline, candidate, id);
    }

    /** Up to where something happens: the age by which 99 of 100 cases have ended in both arms, at most the horizon. */
    private static Duration reach(List<TimeCurve> curves) {
        return curves.stream()
                .map(curve -> curve.steps().stream()
                        .filter(step -> step.ended() >= 0.99)
                        .map(TimeCurve.Step::age)
                        .findFirst()
                        .orElse(curve.horizon()))
                .max(Duration::compareTo)
                .orElseThrow();
    }

    private String draw(TimeCurve baseline, TimeCurve candidate, String id) {
        Svg svg = new Svg("distribution", WIDTH, HEIGHT);
        for (int part = 0; part <= PARTS; part++) {
            double y = y(part / (double) PARTS);
            svg.line(part == 0 ? Tone.QUIET : Tone.RULE, "", LEFT, y, WIDTH - RIGHT, y);
            if (part % 2 == 0) {
                svg.text(Tone.QUIET, "end", LEFT - 6, y + 4, part * 100 / PARTS + " %");
            }
        }
        svg.line(Tone.QUIET, "stroke-dasharray=\"3 3\"", LEFT, y(0.5), WIDTH - RIGHT, y(0.5));
        svg.path(Tone.QUIET, "stroke-width=\"2\" stroke-dasharray=\"6 4\"", line(baseline));
        svg.path(Tone.INK, "stroke-width=\"2.5\"", line(candidate));
        svg.text(Tone.QUIET, "start", LEFT, HEIGHT - 6, "0");
        svg.text(Tone.QUIET, "end", WIDTH - RIGHT, HEIGHT - 6, Notation.time(horizon.toMillis() / 1000.0));
        svg.strong(Tone.INK, "end", WIDTH - RIGHT - 4, y(0.5) + 22, legend("\u2014 ", candidate));
        svg.text(Tone.QUIET, "end", WIDTH - RIGHT - 4, y(0.5) + 40, legend("- - ", baseline));
        return svg.element(
                id,
                "Share of cases that have ended by each age: " + legend("", baseline) + "; " + legend("", candidate));
    }

    private static String legend(String mark, TimeCurve curve) {
        return mark
                + Label.shortened(curve.arm(), LONGEST_LABEL)
                + curve.half()
                        .map(half -> ": half within " + Notation.time(half.toMillis() / 1000.0))
                        .orElse("");
    }

    private String line(TimeCurve curve) {
        StringBuilder path = new StringBuilder("M" + Svg.at(LEFT) + " " + Svg.at(y(0)));
        for (TimeCurve.Step step : curve.steps()) {
            if (step.age().compareTo(horizon) <= 0) {
                path.append(" L" + Svg.at(x(step.age())) + " " + Svg.at(y(step.ended())));
            }
        }
        return path.toString();
    }

    private double x(Duration age) {
        return LEFT + age.toMillis() / (double) horizon.toMillis() * (WIDTH - LEFT - RIGHT);
    }

    private static double y(double share) {
        return HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM);
    }
}
