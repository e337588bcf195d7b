package dev.upshot.schema;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;

/** The contracts as files: those the build generates from, and the committed versions. */
final class SchemaFiles {

    static final Path CURRENT = Path.of("src/main/avro");
    static final Path VERSIONS = Path.of("src/main/resources/dev/upshot/schema");

    private SchemaFiles() {}

    /** Returns the names of the records that have a file of their own, sorted. */
    static List<String> names() {
        try (Stream<Path> files = Files.list(CURRENT)) {
            return files.map(file -> file.getFileName().toString().replace(".avsc", ""))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path current(String name) {
        return CURRENT.resolve(name + ".avsc");
    }

    /** Returns the committed versions, oldest first: 1.avsc, 2.avsc and so on without a gap. */
    static List<Path> versions(String name) {
        List<Path> versions = new ArrayList<>();
        for (Path next = version(name, 1); Files.exists(next); next = version(name, versions.size() + 1)) {
            versions.add(next);
        }
        return versions;
    }

    /** Returns everything that lies among the committed versions, sorted. */
    static List<Path> committed() {
        try (Stream<Path> files = Files.walk(VERSIONS)) {
            return files.filter(Files::isRegularFile)
                    .sorted(Comparator.naturalOrder())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path version(String name, int version) {
        return VERSIONS.resolve(name).resolve(version + ".avsc");
    }

    static Schema parse(Path file) {
        return new Schema.Parser().parse(text(file));
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
