package dev.upshot.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What {@code postmaster.pid} says: the server writes it in its data directory when it starts, adds its state as line
 * eight, and deletes it when it has stopped. We only ever read it.
 *
 * @param pid the server's process id, or that of a server that was killed
 * @param ready whether the server accepts connections
 */
record PostmasterFile(long pid, boolean ready) {
    private static final int STATUS_LINE = 7;

    /** Empty if there is no such file, or the server is just writing its first line. */
    static Optional<PostmasterFile> read(Path data) throws IOException {
        try {
            List<String> lines = Files.readAllLines(data.resolve("postmaster.pid"), StandardCharsets.UTF_8);
            if (lines.isEmpty() || !lines.get(0).strip().matches("\\d+")) {
                return Optional.empty();
            }
            boolean ready =
                    lines.size() > STATUS_LINE && lines.get(STATUS_LINE).strip().equals("ready");
            return Optional.of(new PostmasterFile(Long.parseLong(lines.get(0).strip()), ready));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /**
     * Whether the process of that id is a server on this data directory, and not another program that was given the
     * same id since: a server's working directory is its data directory. A dead one that nobody has waited for yet
     * has none.
     */
    boolean isServerOf(Path data) {
        Path proc = Path.of("/proc");
        if (!Files.isDirectory(proc.resolve("self"))) {
            return ProcessHandle.of(pid)
                    .flatMap(process -> process.info().command())
                    .filter(command -> command.endsWith("postgres"))
                    .isPresent();
        }
        try {
            Path workingDirectory =
                    Files.readSymbolicLink(proc.resolve(Long.toString(pid)).resolve("cwd"));
            return workingDirectory.equals(data.toRealPath());
        } catch (IOException e) {
            return false;
        }
    }
}
