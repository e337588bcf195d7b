package dev.upshot.wire;

import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.Map;
import javax.net.ssl.SSLException;
import org.apache.avro.AvroTypeException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * A site's own deserializer, for example Confluent's, made to speak of its failures in this package's exceptions:
 * otherwise a registry that is away would look like a record that is broken.
 */
final class PluggedDeserializer implements Deserializer<SpecificRecord> {

    /** Confluent's exception for what its registry answered, by name: its jar is no dependency of ours. */
    private static final String ANSWERED = "RestClientException";

    private static final String UNKNOWN_ID = "error code: 40403";

    private final Deserializer<?> plugged;

    PluggedDeserializer(Deserializer<?> plugged, Map<String, Object> config) {
        Map<String, Object> withClasses = new HashMap<>(config);
        withClasses.putIfAbsent("specific.avro.reader", true);
        plugged.configure(withClasses, false);
        this.plugged = plugged;
    }

    @Override
    public @Nullable SpecificRecord deserialize(String topic, byte @Nullable [] data) {
        if (data == null) {
            return null;
        }
        Object value;
        try {
            value = plugged.deserialize(topic, data);
        } catch (SerializationException failure) {
            throw translated(topic, failure);
        }
        if (value instanceof SpecificRecord record
                && RecordTypes.named(record.getSchema().getFullName()) != null) {
            return record;
        }
        throw new IncompatibleSchemaException(
                "A value of topic " + topic + " is none of Upshot's records: " + RecordTypes.names() + ".", null);
    }

    private static RuntimeException translated(String topic, SerializationException failure) {
        String place = "A value of topic " + topic + " cannot be read: " + failure.getMessage();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String told = String.valueOf(cause.getMessage());
            if (cause.getClass().getSimpleName().equals(ANSWERED)) {
                return told.contains(UNKNOWN_ID)
                        ? new UnknownSchemaException(place + ": " + told, failure)
                        : new RegistryUnavailableException(place + ": " + told, failure);
            }
            if (isNetwork(cause)) {
                return new RegistryUnavailableException(place + ": " + cause, failure);
            }
            if (cause instanceof AvroTypeException mismatch && !RecordReader.isMalformed(mismatch)) {
                return new IncompatibleSchemaException(place + ": " + told, failure);
            }
        }
        return new PoisonRecordException(place, failure);
    }

    private static boolean isNetwork(Throwable cause) {
        return cause instanceof SocketException
                || cause instanceof SocketTimeoutException
                || cause instanceof UnknownHostException
                || cause instanceof SSLException;
    }

    @Override
    public void close() {
        plugged.close();
    }
}
