package dev.upshot.app.importing;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The file of refused rows: file, line and reason, then the row as it stood, under the original names. It exists only
 * if a row was refused. It is written as the mapping says files are, so that it can be imported with the same mapping
 * once it is mended, and again if not all was.
 */
final class Rejects implements AutoCloseable {

    private static final List<String> REASON_COLUMNS = List.of("upshot_file", "upshot_line", "upshot_reason");

    private final Path file;
    private final CsvFormat format;
    private final Header header;
    private final int earlierReason;
    private @Nullable CsvWriter writer;
    private long count;

    /**
     * Takes a file that is not there or empty.
     *
     * @throws ImportException if there is something in it, the rejects of an earlier import for instance: they may be
     *     all that is left of their rows
     */
    Rejects(Path file, CsvFormat format, Header header) {
        this.file = file;
        this.format = format;
        this.header = header;
        this.earlierReason = beginsWithReason(header) ? REASON_COLUMNS.size() : 0;
        try {
            if (Files.exists(file) && Files.size(file) > 0) {
                throw new ImportException(file + " is there and not empty, perhaps with the rejects of another import;"
                        + " move it away or name another file with --rejects");
            }
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    void add(String source, long line, String reason, List<String> cells) {
        try {
            if (writer == null) {
                writer = CsvWriter.builder()
                        .fieldSeparator(format.separator())
                        .quoteCharacter(format.quote())
                        .build(file, format.charset());
                writer.writeRecord(after(REASON_COLUMNS, header.names()));
            }
            writer.writeRecord(after(List.of(source, Long.toString(line), reason), cells));
            count++;
        } catch (IOException | UncheckedIOException e) {
            throw unwritable(e);
        }
    }

    long count() {
        return count;
    }

    /** A rejects file that is imported has a reason already, of the import before: the new one takes its place. */
    private static boolean beginsWithReason(Header header) {
        return header.size() >= REASON_COLUMNS.size()
                && header.names().subList(0, REASON_COLUMNS.size()).equals(REASON_COLUMNS);
    }

    private List<String> after(List<String> reason, List<String> row) {
        List<String> record = new ArrayList<>(reason);
        record.addAll(row.subList(Math.min(earlierReason, row.size()), row.size()));
        return record;
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
