package dev.upshot.app.importing;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** Opens CSV files, plain or compressed with gzip (told by their first bytes, not by their name). */
final class CsvFiles {

    /** Sees each line of a file after the header, good or bad. */
    interface Visitor {
        void row(long line, long number, List<String> cells);
    }

    private CsvFiles() {}

    /** The names in a file's first line. */
    static Header header(Path file, CsvFormat format) {
        try (CsvReader<CsvRecord> reader = open(file, format);
                CloseableIterator<CsvRecord> records = reader.iterator()) {
            if (!records.hasNext()) {
                throw new ImportException(file + " is empty; its first line must name the columns");
            }
            Header header = new Header(records.next().getFields());
            if (!header.repeated().isEmpty()) {
                throw new ImportException(
                        file + ":1: columns named more than once: " + String.join(", ", header.repeated()));
            }
            return header;
        } catch (IOException | UncheckedIOException | CsvParseException e) {
            throw unreadable(file, e);
        }
    }

    /** Shows each line after the header to the visitor, in order. */
    static void visit(Path file, CsvFormat format, Visitor visitor) {
        try (CsvReader<CsvRecord> reader = open(file, format);
                CloseableIterator<CsvRecord> records = reader.iterator()) {
            records.next();
            for (long number = 1; records.hasNext(); number++) {
                CsvRecord row = records.next();
                visitor.row(row.getStartingLineNumber(), number, row.getFields());
            }
        } catch (IOException | UncheckedIOException | CsvParseException e) {
            throw unreadable(file, e);
        }
    }

    private static CsvReader<CsvRecord> open(Path file, CsvFormat format) throws IOException {
        InputStream bytes = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        try {
            return CsvReader.builder()
                    .fieldSeparator(format.separator())
                    .quoteCharacter(format.quote())
                    .detectBomHeader(true)
                    // An empty or ragged line is shown and refused, not skipped.
                    .skipEmptyLines(false)
                    .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                    .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                    .ofCsvRecord(unpacked(bytes), format.charset());
        } catch (IOException | RuntimeException e) {
            bytes.close();
            throw e;
        }
    }

    private static InputStream unpacked(InputStream bytes) throws IOException {
        bytes.mark(2);
        boolean gzip = bytes.read() == 0x1f && bytes.read() == 0x8b;
        bytes.reset();
        return gzip ? new GZIPInputStream(bytes, 1 << 16) : bytes;
    }

    private static ImportException unreadable(Path file, Exception e) {
        Throwable cause = e instanceof UncheckedIOException && e.getCause() != null ? e.getCause() : e;
        return new ImportException("cannot read " + because(file, cause), e);
    }

    /** The file and, in words, what is wrong with it. */
    static String because(Path file, Throwable e) {
        if (e instanceof NoSuchFileException) {
            return file + ": there is no such file";
        }
        if (e instanceof AccessDeniedException) {
            return file + ": permission denied";
        }
        Throwable said = e.getCause() instanceof IOException io ? io : e;
        return file + ": " + (said.getMessage() == null ? said.getClass().getSimpleName() : said.getMessage());
    }
}
