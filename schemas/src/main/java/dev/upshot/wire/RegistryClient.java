package dev.upshot.wire;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParseException;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the registry, and waits for it while it is away. Thread-safe and without locks: two threads that need the same
 * schema ask twice, which is harmless. Nothing is cached here.
 */
final class RegistryClient {

    private static final Logger LOG = LoggerFactory.getLogger(RegistryClient.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final List<WireSettings.Registry> registries;
    private final Duration retry;

    /** The address that answered last: the one to begin with. */
    private volatile int preferred;

    RegistryClient(WireSettings settings) {
        this.registries = settings.registries();
        this.retry = settings.retry();
    }

    /** Registers the schema unless it is registered, and returns its id. */
    int register(String subject, Schema schema) {
        return id(
                ask(new RegistryCall(
                        "registering " + schema.getFullName() + " for subject " + subject,
                        "/subjects/" + encoded(subject) + "/versions",
                        post(schema))),
                subject,
                schema);
    }

    /** Returns the id under which the schema is registered for the subject. */
    int lookUp(String subject, Schema schema) {
        RegistryAnswer answer = ask(new RegistryCall(
                "looking up " + schema.getFullName() + " of subject " + subject,
                "/subjects/" + encoded(subject),
                post(schema)));
        if (answer.absent()) {
            throw new UnknownSchemaException(
                    "The registry " + answer.registry() + " has no such schema of " + schema.getFullName()
                            + " for subject " + subject + " (" + answer.told() + "). Register it, or set "
                            + WireSettings.AUTO_REGISTER + "=true.",
                    null);
        }
        return id(answer, subject, schema);
    }

    /** Returns the schema with that id. */
    Schema schema(int id) {
        RegistryAnswer answer = ask(new RegistryCall("reading schema id " + id, "/schemas/ids/" + id, null));
        if (answer.absent()) {
            throw new UnknownSchemaException(
                    "The registry " + answer.registry() + " does not know schema id " + id + " (" + answer.told()
                            + "). Was the record written with another registry?",
                    null);
        }
        if (!answer.ok() || !answer.body().path("schema").isTextual()) {
            throw unusable(answer);
        }
        String type = answer.body().path("schemaType").asText("AVRO");
        if (!type.equals("AVRO") || !answer.body().path("references").isEmpty()) {
            throw new IncompatibleSchemaException(
                    "Schema id " + id + " of the registry " + answer.registry() + " is of type " + type
                            + (type.equals("AVRO") ? " with references to other subjects" : "")
                            + "; Upshot reads self-contained Avro schemas.",
                    null);
        }
        return parsed(id, answer);
    }

    private static Schema parsed(int id, RegistryAnswer answer) {
        try {
            // A writer's defaults are never used, so a bad one is no reason to refuse its records.
            Schema.Parser parser = new Schema.Parser();
            parser.setValidateDefaults(false);
            return parser.parse(answer.body().path("schema").asText());
        } catch (SchemaParseException unreadable) {
            throw new IncompatibleSchemaException(
                    "Schema id " + id + " of the registry " + answer.registry() + " is not valid Avro: "
                            + unreadable.getMessage(),
                    unreadable);
        }
    }

    private static int id(RegistryAnswer answer, String subject, Schema schema) {
        if (answer.ok() && answer.body().path("id").isInt()) {
            return answer.body().path("id").asInt();
        }
        if (answer.refused()) {
            throw new IncompatibleSchemaException(
                    "The registry " + answer.registry() + " refuses the schema of " + schema.getFullName()
                            + " for subject " + subject + " (" + answer.told() + "). Compare it with the versions"
                            + " registered there: a new field needs a default, a field's type may only be widened.",
                    null);
        }
        throw unusable(answer);
    }

    private static RegistryUnavailableException unusable(RegistryAnswer answer) {
        String cure = answer.status() == 401 || answer.status() == 403
                ? "It refuses access: check " + WireSettings.USER_INFO + " and the user's rights."
                : "Is " + WireSettings.URL + " the address of a registry with Confluent's REST API?";
        return new RegistryUnavailableException(
                "The schema registry " + answer.registry() + " gave no usable answer (" + answer.told() + "). " + cure,
                null);
    }

    /** Tries every address, again and again with growing pauses, until one answers or the time is over. */
    private RegistryAnswer ask(RegistryCall call) {
        long end = System.nanoTime() + retry.toNanos();
        Duration pause = FIRST_PAUSE;
        for (boolean first = true; ; first = false) {
            Round round = everyAddress(call);
            if (round.answer() != null) {
                if (!first) {
                    LOG.info("The schema registry {} is back", round.answer().registry());
                }
                return round.answer();
            }
            Duration left = Duration.ofNanos(end - System.nanoTime());
            if (left.compareTo(Duration.ZERO) <= 0) {
                throw away(call, round);
            }
            if (first) {
                LOG.warn(
                        "The schema registry {} is away ({}); waiting up to {} s",
                        registries,
                        round.failure(),
                        retry.toSeconds());
            }
            rest(pause.compareTo(left) < 0 ? pause : left);
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
        }
    }

    /** The outcome of one round: an answer, or the last failure in words with its cause. */
    private record Round(
            @Nullable RegistryAnswer answer,
            String failure,
            @Nullable IOException cause) {}

    private Round everyAddress(RegistryCall call) {
        int start = preferred;
        Round round = new Round(null, "not asked", null);
        for (int i = 0; i < registries.size(); i++) {
            int index = (start + i) % registries.size();
            round = oneAddress(call, registries.get(index));
            if (round.answer() != null) {
                preferred = index;
                return round;
            }
        }
        return round;
    }

    private static Round oneAddress(RegistryCall call, WireSettings.Registry registry) {
        try {
            RegistryAnswer answer = call.sendTo(registry);
            return answer.passing() ? new Round(null, answer.told(), null) : new Round(answer, "", null);
        } catch (IOException noAnswer) {
            return new Round(null, RegistryCall.reason(noAnswer), noAnswer);
        } catch (InterruptedException interrupted) {
            throw new InterruptException("interrupted while " + call.purpose(), interrupted);
        }
    }

    private RegistryUnavailableException away(RegistryCall call, Round round) {
        return new RegistryUnavailableException(
                "The schema registry " + registries + " is away (" + round.failure() + "), and was waited for "
                        + retry.toMillis() + " ms (" + WireSettings.RETRY + ") while " + call.purpose()
                        + ". Start it, or correct " + WireSettings.URL + ".",
                round.cause());
    }

    private static void rest(Duration pause) {
        try {
            Thread.sleep(Math.max(1, pause.toMillis()));
        } catch (InterruptedException interrupted) {
            throw new InterruptException("interrupted while waiting for the schema registry", interrupted);
        }
    }

    private static String post(Schema schema) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("schema", CommittedSchema.text(schema))
                .toString();
    }

    private static String encoded(String subject) {
        return URLEncoder.encode(subject, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
