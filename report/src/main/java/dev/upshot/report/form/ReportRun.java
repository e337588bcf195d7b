package dev.upshot.report.form;

import dev.upshot.report.Audience;
import dev.upshot.report.ReportException;
import dev.upshot.report.scorecard.Scorecard;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Writes the files of a scorecard. */
public final class ReportRun {
    private ReportRun() {}

    /**
     * Writes a scorecard. Each file appears whole or not at all.
     *
     * @param scorecard what to write
     * @param audience who reads the sentences
     * @param formats the forms to write
     * @param outDir where to; created if absent
     * @return the written files, in the order of {@link Format}
     * @throws ReportException if a file cannot be written
     */
    public static List<Path> write(Scorecard scorecard, Audience audience, Set<Format> formats, Path outDir) {
        List<Format> wanted = List.copyOf(new TreeSet<>(formats));
        // Every form tells it, so it comes first, with all processors: none waits while another works it out.
        scorecard.rowsHash();
        // All are made, beside each other, before the first is put in its place: a form that cannot be made changes
        // nothing.
        List<byte[]> made = wanted.parallelStream()
                .map(format -> format.bytes(scorecard, audience))
                .toList();
        List<Path> written = new ArrayList<>();
        for (int i = 0; i < wanted.size(); i++) {
            Path file = outDir.resolve(wanted.get(i).fileName());
            try {
                Files.createDirectories(outDir);
                replace(file, made.get(i));
            } catch (IOException e) {
                throw new ReportException(
                        ReportException.Kind.OUTPUT_NOT_WRITABLE,
                        "cannot write " + file + " (" + e + "): choose a directory you may write to",
                        e);
            }
            written.add(file);
        }
        return List.copyOf(written);
    }

    private static void replace(Path file, byte[] bytes) throws IOException {
        Path part = file.resolveSibling(
                "." + file.getFileName() + "." + ProcessHandle.current().pid() + ".part");
        try {
            Files.write(part, bytes);
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }
}
