package dev.upshot.report;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Files that say what a test expects. */
public final class Golden {
    private Golden() {}

    /** The text of a file that lies beside a test; empty if there is none yet. */
    public static String text(Class<?> test, String name) throws IOException {
        try (InputStream in = test.getResourceAsStream(name)) {
            return in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
