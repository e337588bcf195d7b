package dev.upshot.report.form;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;

/** Files opened as their readers open them. */
final class Opened {
    private static final String NO_BREAK = "\u00a0";

    private Opened() {}

    /** What a reader finds written in a file. */
    static String text(Format format, byte[] bytes) {
        try {
            return switch (format) {
                case HTML, CSV, JSON -> new String(bytes, UTF_8);
                case PDF -> pdf(bytes);
                case XLSX ->
                    sheets(bytes).values().stream()
                            .flatMap(List::stream)
                            .flatMap(Row::stream)
                            .filter(Objects::nonNull)
                            .map(Cell::getText)
                            .collect(Collectors.joining("\n"));
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The rows of each sheet of a workbook, by name. */
    static TreeMap<String, List<Row>> sheets(byte[] bytes) throws IOException {
        TreeMap<String, List<Row>> sheets = new TreeMap<>();
        try (ReadableWorkbook book = new ReadableWorkbook(new ByteArrayInputStream(bytes))) {
            for (Sheet sheet : book.getSheets().toList()) {
                sheets.put(sheet.getName(), sheet.read());
            }
        }
        return sheets;
    }

    private static String pdf(byte[] bytes) throws IOException {
        try (PDDocument document = Loader.loadPDF(bytes)) {
            return new PDFTextStripper().getText(document).replace(NO_BREAK, " ");
        }
    }
}
