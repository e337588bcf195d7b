package dev.upshot.app.cli;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Shares as percentages with one decimal and their sign. */
final class Percent {
    private Percent() {}

    static String signed(@Nullable Double share) {
        return share == null ? "-" : String.format(Locale.ROOT, "%+.1f %%", share * 100);
    }
}
