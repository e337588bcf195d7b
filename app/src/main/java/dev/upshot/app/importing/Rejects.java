package dev.upshot.app.importing;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The file of refused rows: file, line and reason, then the row as it stood, under the original names. It exists only
 * if a row was refused, and it can be imported with the same mapping once it is mended.
 */
final class Rejects implements AutoCloseable {

    private static final List<String> REASON_COLUMNS = List.of("upshot_file", "upshot_line", "upshot_reason");

    private final Path file;
    private final Header header;
    private @Nullable CsvWriter writer;
    private long count;

    /** Removes the rejects of an earlier run, so that the file never tells of another import. */
    Rejects(Path file, Header header) {
        this.file = file;
        this.header = header;
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    void add(String source, long line, String reason, List<String> cells) {
        try {
            if (writer == null) {
                writer = CsvWriter.builder().build(file, StandardCharsets.UTF_8);
                writer.writeRecord(joined(REASON_COLUMNS, header.names()));
            }
            writer.writeRecord(joined(List.of(source, Long.toString(line), reason), cells));
            count++;
        } catch (IOException | UncheckedIOException e) {
            throw unwritable(e);
        }
    }

    long count() {
        return count;
    }

    private static List<String> joined(List<String> first, List<String> second) {
        List<String> joined = new ArrayList<>(first);
        joined.addAll(second);
        return joined;
    }

    private ImportException unwritable(Exception e) {
        return new ImportException("cannot write the rejects to " + CsvFiles.because(file, e), e);
    }

    @Override
    public void close() {
        if (writer == null) {
            return;
        }
        try {
            writer.close();
        } catch (IOException e) {
            throw unwritable(e);
        }
    }
}
