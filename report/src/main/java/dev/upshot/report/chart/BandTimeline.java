package dev.upshot.report.chart;

import dev.upshot.report.Label;
import dev.upshot.report.card.Finding;
import dev.upshot.report.card.Look;
import dev.upshot.stats.Estimate;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The official readings of one KPI in the order of their cohort days: the estimate as a line, its interval as a band.
 * The band of the first days is far wider than the plot and cut at its edge.
 */
public final class BandTimeline {
    private static final int WIDTH = 360;
    private static final int HEIGHT = 150;
    private static final int LEFT = 50;
    private static final int RIGHT = 14;
    private static final int TOP = 10;
    private static final int BOTTOM = 24;
    private static final int FEWEST = 2;
    private static final int MOST = 150;

    private final List<Point> points;
    private final Axis axis;

    private BandTimeline(List<Point> points) {
        this.points = points;
        // The later half: the first readings are of a few units and would squash the rest.
        this.axis = Axis.around(points.subList(points.size() / 2, points.size()).stream()
                .map(Point::change)
                .toList());
    }

    private record Point(LocalDate day, Estimate change, Tone tone) {}

    /** The timeline of a finding; empty if it has fewer than two readings with a relative interval. */
    public static String of(Finding finding, String id) {
        List<Point> points =
                thinned(finding.timeline().stream().flatMap(BandTimeline::point).toList());
        return points.size() < FEWEST ? "" : new BandTimeline(points).draw(finding, id);
    }

    /** As many as can be told apart at this width: every so many, the first and the last among them. */
    private static List<Point> thinned(List<Point> points) {
        int step = (points.size() + MOST - 1) / MOST;
        int last = points.size() - 1;
        return step <= 1
                ? points
                : IntStream.rangeClosed(0, last)
                        .filter(i -> i == 0 || (last - i) % step == 0)
                        .mapToObj(points::get)
                        .toList();
    }

    private static Stream<Point> point(Look look) {
        Estimate change = look.change();
        return change == null
                ? Stream.empty()
                : Stream.of(new Point(look.cohortDate(), change, Tone.of(look.verdict())));
    }

    private String draw(Finding finding, String id) {
        Svg svg = new Svg("timeline", WIDTH, HEIGHT);
        Point last = points.get(points.size() - 1);
        for (BigDecimal tick : axis.ticks()) {
            double y = y(tick.doubleValue());
            boolean zero = tick.signum() == 0;
            svg.line(zero ? Tone.QUIET : Tone.RULE, zero ? "stroke-dasharray=\"3 3\"" : "", LEFT, y, WIDTH - RIGHT, y);
            svg.text(Tone.QUIET, "end", LEFT - 6, y + 4, axis.label(tick));
        }
        List<String> band = new ArrayList<>();
        points.forEach(
                point -> band.add(x(point) + " " + Svg.at(y(point.change().upper()))));
        List<String> back = new ArrayList<>();
        points.forEach(
                point -> back.add(x(point) + " " + Svg.at(y(point.change().lower()))));
        Collections.reverse(back);
        band.addAll(back);
        svg.area(last.tone(), "M" + String.join(" L", band) + " Z");
        svg.path(
                last.tone(),
                "stroke-width=\"2\" stroke-linejoin=\"round\"",
                "M"
                        + String.join(
                                " L",
                                points.stream()
                                        .map(point -> x(point) + " "
                                                + Svg.at(y(point.change().value())))
                                        .toList()));
        svg.dot(last.tone(), WIDTH - RIGHT, y(last.change().value()), 4);
        svg.text(Tone.QUIET, "start", LEFT, HEIGHT - 6, points.get(0).day().toString());
        svg.text(Tone.QUIET, "end", WIDTH - RIGHT, HEIGHT - 6, last.day().toString());
        return svg.element(
                id,
                "Official readings of " + Label.clean(finding.reading().kpi().name()) + " with "
                        + Label.clean(finding.reading().candidate().arm()) + ", from "
                        + points.get(0).day() + " to " + last.day());
    }

    private String x(Point point) {
        long days = ChronoUnit.DAYS.between(
                points.get(0).day(), points.get(points.size() - 1).day());
        double share = ChronoUnit.DAYS.between(points.get(0).day(), point.day()) / (double) days;
        return Svg.at(LEFT + share * (WIDTH - LEFT - RIGHT));
    }

    private double y(double value) {
        return HEIGHT - BOTTOM - axis.share(value) * (HEIGHT - TOP - BOTTOM);
    }
}
