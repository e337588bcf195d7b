package dev.upshot.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Subjects, versions, ids and compatibility levels, all of them in memory and in a {@link RegistryLog}.
 *
 * <p>The log's lines: {@code {"subject":…,"version":…,"id":…,"schema":…}} for a registration,
 * {@code {"compatibility":…}} for the default level and {@code {"subject":…,"compatibility":…}} for a subject's own.
 * Nothing is ever deleted, so ids are stable for good. Thread-safe.
 */
final class RegistryStore implements AutoCloseable {
    private final RegistryLog log;
    private final SortedMap<String, List<RegisteredSchema>> subjects = new TreeMap<>();
    private final Map<Integer, Schema> byId = new HashMap<>();
    private final Map<String, Integer> idByText = new HashMap<>();
    private final Map<String, Compatibility> levels = new HashMap<>();
    private Compatibility defaultLevel = Compatibility.BACKWARD_TRANSITIVE;

    private RegistryStore(RegistryLog log) {
        this.log = log;
    }

    static RegistryStore open(Path file) throws IOException {
        RegistryStore store = new RegistryStore(RegistryLog.open(file));
        for (JsonNode entry : store.log.entries()) {
            try {
                store.replay(entry);
            } catch (AvroRuntimeException | RegistryException e) {
                store.close();
                throw new EmbeddedException(
                        file + " holds a line that is no registration: " + Reason.of(e)
                                + "; restore the file from a backup, or move it away to start anew",
                        e);
            }
        }
        return store;
    }

    /** Registers a schema unless the subject has it, and returns its id. */
    synchronized int register(String subject, Schema schema) {
        Optional<RegisteredSchema> known = find(subject, schema);
        if (known.isPresent()) {
            return known.get().id();
        }
        List<String> objections = level(subject).objections(schema, schemas(subject));
        if (!objections.isEmpty()) {
            throw RegistryException.incompatible(subject, objections);
        }
        int id = idByText.getOrDefault(schema.toString(), byId.size() + 1);
        RegisteredSchema registered =
                new RegisteredSchema(subject, versions(subject).size() + 1, id, schema);
        append(JsonNodeFactory.instance
                .objectNode()
                .put("subject", subject)
                .put("version", registered.version())
                .put("id", id)
                .put("schema", schema.toString()));
        add(registered);
        return id;
    }

    synchronized Optional<RegisteredSchema> find(String subject, Schema schema) {
        return versions(subject).stream()
                .filter(version -> version.schema().toString().equals(schema.toString()))
                .findFirst();
    }

    /** A subject's versions, oldest first; empty if there is no such subject. */
    synchronized List<RegisteredSchema> versions(String subject) {
        return List.copyOf(subjects.getOrDefault(subject, List.of()));
    }

    synchronized List<String> subjects() {
        return List.copyOf(subjects.keySet());
    }

    synchronized Optional<Schema> schema(int id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** What speaks against a schema as the subject's next version. */
    synchronized List<String> objections(String subject, Schema schema) {
        return level(subject).objections(schema, schemas(subject));
    }

    synchronized Compatibility defaultLevel() {
        return defaultLevel;
    }

    synchronized Optional<Compatibility> ownLevel(String subject) {
        return Optional.ofNullable(levels.get(subject));
    }

    synchronized Compatibility level(String subject) {
        return levels.getOrDefault(subject, defaultLevel);
    }

    /** Sets the default level, or a subject's own if a subject is given. */
    synchronized void setLevel(@Nullable String subject, Compatibility level) {
        ObjectNode entry = JsonNodeFactory.instance.objectNode();
        if (subject != null) {
            entry.put("subject", subject);
        }
        append(entry.put("compatibility", level.name()));
        replay(entry);
    }

    @Override
    public synchronized void close() {
        log.close();
    }

    private List<Schema> schemas(String subject) {
        return new ArrayList<>(
                versions(subject).stream().map(RegisteredSchema::schema).toList());
    }

    private void append(ObjectNode entry) {
        try {
            log.append(entry);
        } catch (IOException e) {
            throw RegistryException.storeFailed(e);
        }
    }

    private void replay(JsonNode entry) {
        if (!entry.has("compatibility")) {
            Schema schema = new Schema.Parser().parse(entry.path("schema").asText());
            add(new RegisteredSchema(
                    entry.path("subject").asText(),
                    entry.path("version").asInt(),
                    entry.path("id").asInt(),
                    schema));
            return;
        }
        Compatibility level = Compatibility.named(entry.path("compatibility").asText());
        if (entry.has("subject")) {
            levels.put(entry.path("subject").asText(), level);
        } else {
            defaultLevel = level;
        }
    }

    private void add(RegisteredSchema registered) {
        subjects.computeIfAbsent(registered.subject(), name -> new ArrayList<>())
                .add(registered);
        byId.put(registered.id(), registered.schema());
        idByText.put(registered.schema().toString(), registered.id());
    }
}
