package dev.upshot.report.form;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** A workbook without the moments at which it and its parts were written, so that equal workbooks are equal bytes. */
final class TimelessBook {
    private TimelessBook() {}

    /** Read by its directory, hence the file. */
    static byte[] of(byte[] book) throws IOException {
        Path file = Files.createTempFile("upshot", ".xlsx");
        try {
            Files.write(file, book);
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (ZipFile in = new ZipFile(file.toFile());
                    ZipOutputStream out = new ZipOutputStream(bytes)) {
                for (ZipEntry entry : Collections.list(in.entries())) {
                    byte[] part = in.getInputStream(entry).readAllBytes();
                    ZipEntry same = new ZipEntry(entry.getName());
                    same.setTimeLocal(LocalDateTime.of(1980, 1, 1, 0, 0));
                    // A picture is packed already; sheets are packed quickly, which makes a book a quarter larger.
                    out.setLevel(entry.getName().endsWith(".png") ? Deflater.NO_COMPRESSION : Deflater.BEST_SPEED);
                    out.putNextEntry(same);
                    out.write(entry.getName().equals("docProps/core.xml") ? withoutCreation(part) : part);
                    out.closeEntry();
                }
            }
            return bytes.toByteArray();
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private static byte[] withoutCreation(byte[] properties) {
        return new String(properties, StandardCharsets.UTF_8)
                .replaceAll("<dcterms:created[^>]*>[^<]*</dcterms:created>", "")
                .getBytes(StandardCharsets.UTF_8);
    }
}
