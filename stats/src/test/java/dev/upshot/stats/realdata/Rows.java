package dev.upshot.stats.realdata;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;

/** A table of text: its columns' names and its rows. A field in quotes may hold commas, none holds a quote or a line's end. */
record Rows(List<String> columns, List<List<String>> rows) {

    private static final Pattern COMMA_OUTSIDE_QUOTES = Pattern.compile(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)");

    /** Reads a compressed file; where it is missing the test is skipped and says so. */
    static Rows read(String name) throws IOException {
        Path file = find(Path.of("shared", "data").resolve(name));
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            List<String> columns = split(lines.readLine());
            List<List<String>> rows = lines.lines().map(Rows::split).toList();
            return new Rows(columns, rows);
        }
    }

    String get(List<String> row, String column) {
        return row.get(columns.indexOf(column));
    }

    private static List<String> split(String line) {
        return List.of(COMMA_OUTSIDE_QUOTES.split(line, -1));
    }

    private static Path find(Path name) {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve(name))) {
                return folder.resolve(name);
            }
        }
        return Assumptions.abort("SKIPPED: " + name + " is not beside the repository, so the published figures were"
                + " not reproduced");
    }
}
