package dev.upshot.embedded;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * A short command run to its end.
 *
 * @param exitCode the child's exit code
 * @param lastLines the last lines the child wrote, standard output and error together
 */
record Command(int exitCode, List<String> lastLines) {
    private static final int KEPT_LINES = 12;

    /** Runs a command in a working directory; it gets no input. */
    static Command run(List<String> command, Path workingDirectory) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(workingDirectory.toFile()).redirectErrorStream(true);
        builder.environment().put("LC_ALL", "C");
        Process process = builder.start();
        process.getOutputStream().close();
        Deque<String> lines = new ArrayDeque<>();
        try (BufferedReader output = process.inputReader()) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                if (lines.size() == KEPT_LINES) {
                    lines.removeFirst();
                }
                lines.add(line);
            }
            return new Command(process.waitFor(), List.copyOf(lines));
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    boolean succeeded() {
        return exitCode == 0;
    }

    /** The last lines, indented below the message that they explain. */
    String tail() {
        return tail(lastLines);
    }

    static String tail(List<String> lines) {
        return lines.isEmpty() ? " (it said nothing)" : "\n  " + String.join("\n  ", lines);
    }
}
