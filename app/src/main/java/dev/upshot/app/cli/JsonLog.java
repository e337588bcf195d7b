package dev.upshot.app.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Turns every line of the log into one JSON object: {@code at}, {@code level}, {@code thread}, {@code logger} and
 * {@code message}, and what the message says as {@code key=value} as fields of their own. A line that is no record's
 * first, as of a stack trace, becomes {@code {"text": ...}}.
 */
final class JsonLog extends OutputStream {
    private static final Pattern RECORD =
            Pattern.compile("^(\\d{4}-\\S+) \\[(.*?)] (ERROR|WARN|INFO|DEBUG|TRACE) (\\S+) - (.*)$");
    private static final Pattern PAIR = Pattern.compile("(?<=^|\\s)([a-z][a-z_]*)=(?:\"([^\"]*)\"|(\\S+))");

    private final OutputStream out;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    JsonLog(OutputStream out) {
        this.out = out;
    }

    /** The object of one line, without the line's end. */
    static String json(String line) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        Matcher record = RECORD.matcher(line);
        if (!record.matches()) {
            return object.put("text", line).toString();
        }
        object.put("at", record.group(1))
                .put("level", record.group(3))
                .put("thread", record.group(2))
                .put("logger", record.group(4))
                .put("message", record.group(5));
        Matcher pair = PAIR.matcher(record.group(5));
        while (pair.find()) {
            String key = pair.group(1);
            if (!object.has(key)) {
                object.put(key, pair.group(2) == null ? pair.group(3) : pair.group(2));
            }
        }
        return object.toString();
    }

    @Override
    public synchronized void write(int b) throws IOException {
        if (b == '\n') {
            String text = line.toString(StandardCharsets.UTF_8).stripTrailing();
            line.reset();
            out.write((json(text) + "\n").getBytes(StandardCharsets.UTF_8));
        } else {
            line.write(b);
        }
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) throws IOException {
        for (int i = offset; i < offset + length; i++) {
            write(bytes[i]);
        }
    }

    @Override
    public void flush() throws IOException {
        out.flush();
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
