package dev.upshot.app.cli;

import dev.upshot.app.terminal.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Writes the log's lines to its file and shows our own warnings and errors on the terminal. */
final class LogLines extends OutputStream {
    private static final Pattern OURS = Pattern.compile("^\\S+ \\[.*?] (WARN|ERROR) dev\\.upshot\\.\\S+ - (.*)$");

    private final OutputStream file;
    private final Terminal terminal;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    LogLines(OutputStream file, Terminal terminal) {
        this.file = file;
        this.terminal = terminal;
    }

    @Override
    public synchronized void write(int b) throws IOException {
        file.write(b);
        if (b == '\n') {
            show(line.toString(StandardCharsets.UTF_8).stripTrailing());
            line.reset();
        } else {
            line.write(b);
        }
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) throws IOException {
        for (int i = offset; i < offset + length; i++) {
            line.write(bytes[i]);
            if (bytes[i] == '\n') {
                show(line.toString(StandardCharsets.UTF_8).stripTrailing());
                line.reset();
            }
        }
        file.write(bytes, offset, length);
    }

    @Override
    public void flush() throws IOException {
        file.flush();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    private void show(String text) {
        Matcher ours = OURS.matcher(text);
        if (ours.matches()) {
            terminal.warn(ours.group(2));
        }
    }
}
