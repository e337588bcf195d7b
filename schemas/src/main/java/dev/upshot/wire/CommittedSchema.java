package dev.upshot.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The text of a record's schema as it is registered: the file of its newest version, character by character, and not
 * what Avro prints, which has hints for Java and another order. So a producer in any language that registers the file
 * shares one schema id with ours, even in a registry that compares texts.
 */
final class CommittedSchema {

    private CommittedSchema() {}

    /** @throws IllegalStateException if there is no file: the record was never meant to travel by itself */
    static String text(Schema schema) {
        String newest = version(schema, 1);
        if (newest == null) {
            throw new IllegalStateException("no version of " + schema.getFullName() + " was committed");
        }
        for (int version = 2; ; version++) {
            String newer = version(schema, version);
            if (newer == null) {
                return newest;
            }
            newest = newer;
        }
    }

    private static @Nullable String version(Schema schema, int version) {
        String file = "/dev/upshot/schema/" + schema.getName() + "/" + version + ".avsc";
        try (InputStream in = CommittedSchema.class.getResourceAsStream(file)) {
            return in == null ? null : new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
