package dev.upshot.app.config;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a variable of the environment means. {@code UPSHOT_TOPIC_PREFIX} is {@code topic.prefix},
 * {@code UPSHOT_KAFKA_SECURITY_PROTOCOL} is {@code kafka.security.protocol}; either with {@code _FILE} after it names a
 * file that holds the value, as secrets are mounted into containers.
 */
final class EnvironmentNames {
    static final String PREFIX = "UPSHOT_";

    /** Names the configuration file itself, as {@code --config} does. */
    static final String CONFIG = "UPSHOT_CONFIG";

    private static final String FILE = "_FILE";
    private static final Set<String> NOT_SETTINGS = Set.of(CONFIG, "UPSHOT_JAVA_OPTS");

    /** Kubernetes tells every pod of a service called "upshot" in variables of these forms; they are not for us. */
    private static final Pattern KUBERNETES =
            Pattern.compile("UPSHOT_(\\w+_)?(SERVICE_HOST|SERVICE_PORT(_\\w+)?|PORT(_\\d+_(TCP|UDP|SCTP)(_\\w+)?)?)");

    private EnvironmentNames() {}

    /** A variable's key, and whether its value is the name of a file that holds the setting's value. */
    record Meaning(String key, boolean inFile) {}

    /** Whether a variable claims to be a setting. */
    static boolean isSetting(String name) {
        return name.startsWith(PREFIX)
                && !NOT_SETTINGS.contains(name)
                && !KUBERNETES.matcher(name).matches();
    }

    /** What a variable means, if that is known. */
    static Optional<Meaning> of(String name) {
        return key(name)
                .map(key -> new Meaning(key, false))
                .or(() -> name.endsWith(FILE)
                        ? key(name.substring(0, name.length() - FILE.length())).map(key -> new Meaning(key, true))
                        : Optional.empty());
    }

    private static Optional<String> key(String name) {
        for (Key key : Key.values()) {
            if (key.environmentName().equals(name)) {
                return Optional.of(key.text());
            }
        }
        for (PassThrough family : PassThrough.values()) {
            Optional<String> prefix = family.environmentPrefix();
            if (prefix.isPresent() && name.startsWith(prefix.get()) && !name.endsWith(FILE)) {
                String rest = name.substring(prefix.get().length());
                return rest.isEmpty() ? Optional.empty() : Optional.of(family.prefix() + dotted(rest));
            }
        }
        return Optional.empty();
    }

    private static String dotted(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', '.');
    }
}
