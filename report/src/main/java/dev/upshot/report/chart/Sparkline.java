package dev.upshot.report.chart;

import dev.upshot.report.notation.Decimals;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A share over weeks as a small line, with its first and its last value. Weeks without a value break the line. */
public final class Sparkline {
    private static final int WIDTH = 360;
    private static final int HEIGHT = 44;
    private static final int SIDE = 62;
    private static final int EDGE = 8;

    private Sparkline() {}

    /**
     * The line; empty without two values.
     *
     * @param shares one per week, 0 to 1
     * @param title what it shows
     */
    public static String of(List<@Nullable Double> shares, String id, String title) {
        double most = shares.stream()
                .filter(share -> share != null)
                .mapToDouble(share -> share)
                .max()
                .orElse(0);
        List<String> drawn = new ArrayList<>();
        String command = "M";
        @Nullable Double first = null;
        @Nullable Double last = null;
        double lastX = 0;
        for (int i = 0; i < shares.size(); i++) {
            Double share = shares.get(i);
            if (share == null) {
                command = "M";
                continue;
            }
            lastX = SIDE + i / (double) Math.max(1, shares.size() - 1) * (WIDTH - 2 * SIDE);
            drawn.add(command + Svg.at(lastX) + " " + Svg.at(y(share, most)));
            command = "L";
            first = first == null ? share : first;
            last = share;
        }
        if (first == null || last == null || drawn.size() < 2) {
            return "";
        }
        return new Svg("sparkline", WIDTH, HEIGHT)
                .line(Tone.RULE, "", SIDE, HEIGHT - EDGE, WIDTH - SIDE, HEIGHT - EDGE)
                .path(Tone.INK, "stroke-width=\"2\" stroke-linejoin=\"round\"", String.join(" ", drawn))
                .dot(Tone.INK, lastX, y(last, most), 3)
                .text(Tone.QUIET, "end", SIDE - 8, y(first, most) + 4, percent(first))
                .strong(Tone.INK, "start", WIDTH - SIDE + 8, y(last, most) + 4, percent(last))
                .element(id, title);
    }

    private static double y(double share, double most) {
        return HEIGHT - EDGE - (most == 0 ? 0 : share / most) * (HEIGHT - 2 * EDGE);
    }

    private static String percent(double share) {
        return Decimals.plain(share * 100, 1) + " %";
    }
}
