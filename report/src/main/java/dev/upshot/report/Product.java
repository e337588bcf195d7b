package dev.upshot.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** What is built into this module: its version, its style sheets. */
public final class Product {
    private static final String VERSION = resource(Product.class, "version.txt").strip();

    private Product() {}

    /** The version of Upshot that wrote a report. */
    public static String version() {
        return VERSION;
    }

    /** The text of a file that lies beside a class of this module. */
    public static String resource(Class<?> beside, String name) {
        try (InputStream in = beside.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is missing from the report module: build it again");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
