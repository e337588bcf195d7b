package dev.upshot.embedded;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file of JSON objects, one a line, that only grows; a line is on the disk when {@link #append} returns.
 *
 * <p>A last line that was torn by a crash was never acknowledged and is cut off when the file is opened. Damage before
 * the last line is nobody's crash and is refused. Not thread-safe.
 */
final class RegistryLog implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RegistryLog.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;
    private final FileChannel channel;
    private final List<JsonNode> entries;
    private long end;

    private RegistryLog(Path file, FileChannel channel, List<JsonNode> entries, long end) {
        this.file = file;
        this.channel = channel;
        this.entries = List.copyOf(entries);
        this.end = end;
    }

    static RegistryLog open(Path file) throws IOException {
        byte[] content = Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
        List<JsonNode> entries = new ArrayList<>();
        int intact = read(file, content, entries);
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (intact < content.length) {
            LOG.warn("cutting off an unfinished last line of {} bytes from {}", content.length - intact, file);
            channel.truncate(intact);
        }
        return new RegistryLog(file, channel, entries, intact);
    }

    /** What the file held when it was opened. */
    List<JsonNode> entries() {
        return entries;
    }

    /** Adds an entry and waits until it is on the disk. What a failed attempt wrote is overwritten by the next. */
    void append(ObjectNode entry) throws IOException {
        byte[] line = (entry + "\n").getBytes(StandardCharsets.UTF_8);
        ByteBuffer rest = ByteBuffer.wrap(line);
        while (rest.hasRemaining()) {
            channel.write(rest, end + rest.position());
        }
        channel.force(true);
        end += line.length;
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw EmbeddedException.at("cannot close", file, e);
        }
    }

    /** Collects the entries and returns how many bytes they take. */
    private static int read(Path file, byte[] content, List<JsonNode> entries) {
        int start = 0;
        for (int i = 0; i < content.length; i++) {
            if (content[i] != '\n') {
                continue;
            }
            try {
                entries.add(JSON.readTree(new String(content, start, i - start, StandardCharsets.UTF_8)));
            } catch (JsonProcessingException e) {
                if (i == content.length - 1) {
                    return start;
                }
                throw new EmbeddedException(
                        "line " + (entries.size() + 1) + " of " + file
                                + " is not JSON; restore the file from a backup, or move it away to start anew",
                        e);
            }
            start = i + 1;
        }
        return start;
    }
}
