package dev.upshot.embedded;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.Incompatibility;

/** Confluent's compatibility levels: who must be able to read whose data, and how far back. */
enum Compatibility {
    NONE(false, false, false),
    BACKWARD(true, false, false),
    BACKWARD_TRANSITIVE(true, false, true),
    FORWARD(false, true, false),
    FORWARD_TRANSITIVE(false, true, true),
    FULL(true, true, false),
    FULL_TRANSITIVE(true, true, true);

    private final boolean newReadsOld;
    private final boolean oldReadsNew;
    private final boolean withEveryVersion;

    Compatibility(boolean newReadsOld, boolean oldReadsNew, boolean withEveryVersion) {
        this.newReadsOld = newReadsOld;
        this.oldReadsNew = oldReadsNew;
        this.withEveryVersion = withEveryVersion;
    }

    static Compatibility named(String level) {
        try {
            return valueOf(level.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw RegistryException.invalidCompatibility(level);
        }
    }

    /**
     * What speaks against a new schema.
     *
     * @param earlier the subject's schemas, oldest first
     * @return a line for each incompatibility; empty if there is none
     */
    List<String> objections(Schema proposed, List<Schema> earlier) {
        List<Schema> compared =
                withEveryVersion || earlier.isEmpty() ? earlier : earlier.subList(earlier.size() - 1, earlier.size());
        List<String> objections = new ArrayList<>();
        for (Schema old : compared) {
            if (newReadsOld) {
                objections.addAll(compare(proposed, old, "the new schema cannot read data of an earlier one"));
            }
            if (oldReadsNew) {
                objections.addAll(compare(old, proposed, "an earlier schema cannot read data of the new one"));
            }
        }
        return objections;
    }

    private static List<String> compare(Schema reader, Schema writer, String consequence) {
        List<Incompatibility> found = SchemaCompatibility.checkReaderWriterCompatibility(reader, writer)
                .getResult()
                .getIncompatibilities();
        return found.stream()
                .map(one ->
                        one.getType() + " at " + one.getLocation() + ": " + one.getMessage() + " (" + consequence + ")")
                .toList();
    }
}
