package dev.upshot.wire;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.types.Password;
import org.jspecify.annotations.Nullable;

/**
 * What the configuration says about the registry, read once. Keys carry Confluent's names; keys of others are ignored.
 *
 * @param registries addresses in the order in which they are tried, without credentials; never empty
 * @param autoRegister whether an unregistered schema is registered on first use
 * @param retry for how long a registry that is away is waited for; zero: every address is tried once
 * @param subjects how subjects are named
 */
record WireSettings(List<Registry> registries, boolean autoRegister, Duration retry, SubjectStrategy subjects) {

    static final String URL = "schema.registry.url";
    static final String AUTO_REGISTER = "auto.register.schemas";
    static final String RETRY = "registry.retry.ms";
    static final String CREDENTIALS_SOURCE = "basic.auth.credentials.source";
    static final String USER_INFO = "basic.auth.user.info";

    /** As the command passes on its setting {@code registry.retry.ms}: without the prefix of the family. */
    private static final String RETRY_WITHOUT_FAMILY = "retry.ms";

    private static final String DEFAULT_RETRY = "60000";

    /** One address. Its text is the address alone, so printing it shows no secret. */
    record Registry(URI url, @Nullable String authorization) {

        @Override
        public String toString() {
            return url.toString();
        }
    }

    /** @throws ConfigException naming the key, the value unless it may hold a secret, and what is allowed */
    static WireSettings of(Map<String, ?> config) {
        return new WireSettings(
                registries(config),
                bool(config),
                retry(text(config, RETRY, text(config, RETRY_WITHOUT_FAMILY, DEFAULT_RETRY))),
                SubjectStrategy.configured(config.get(SubjectStrategy.CONFIG)));
    }

    private static List<Registry> registries(Map<String, ?> config) {
        String credentials = credentials(config);
        List<Registry> registries = new ArrayList<>();
        for (String address : text(config, URL, "").split(",")) {
            if (!address.isBlank()) {
                registries.add(registry(address.strip(), credentials));
            }
        }
        if (registries.isEmpty()) {
            throw new ConfigException(URL + " is not set: give the address of a schema registry, for example"
                    + " http://127.0.0.1:8081; several are separated by commas");
        }
        return List.copyOf(registries);
    }

    private static Registry registry(String address, @Nullable String credentials) {
        try {
            URI uri = new URI(address);
            if (!"http".equals(uri.getScheme()) && !"https".equals(uri.getScheme()) || uri.getHost() == null) {
                throw new URISyntaxException("", "no http address");
            }
            String inAddress = uri.getRawUserInfo() == null
                    ? null
                    : URLDecoder.decode(uri.getRawUserInfo().replace("+", "%2B"), StandardCharsets.UTF_8);
            String path = uri.getPath() == null ? "" : uri.getPath().replaceAll("/+$", "");
            URI bare = new URI(uri.getScheme(), null, uri.getHost(), uri.getPort(), path, null, null);
            return new Registry(bare, basic(credentials != null ? credentials : inAddress));
        } catch (URISyntaxException | IllegalArgumentException notAnAddress) {
            // The address may carry a password, so it is not repeated; neither is the cause, which quotes it.
            throw new ConfigException(
                    URL + ": an address is not of the form http://host:port or https://host:port/path");
        }
    }

    private static @Nullable String credentials(Map<String, ?> config) {
        String source = text(config, CREDENTIALS_SOURCE, "URL");
        if (!source.equals("URL") && !source.equals("USER_INFO")) {
            throw new ConfigException(CREDENTIALS_SOURCE, source, "use USER_INFO or URL");
        }
        String userInfo = text(config, USER_INFO, text(config, "schema.registry." + USER_INFO, ""));
        if (source.equals("USER_INFO") && !userInfo.contains(":")) {
            throw new ConfigException(USER_INFO + " must be user:password where " + CREDENTIALS_SOURCE + "=USER_INFO");
        }
        return userInfo.isEmpty() ? null : userInfo;
    }

    private static @Nullable String basic(@Nullable String userInfo) {
        return userInfo == null
                ? null
                : "Basic " + Base64.getEncoder().encodeToString(userInfo.getBytes(StandardCharsets.UTF_8));
    }

    private static boolean bool(Map<String, ?> config) {
        String value = text(config, AUTO_REGISTER, "true");
        return switch (value) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new ConfigException(AUTO_REGISTER, value, "use true or false");
        };
    }

    private static Duration retry(String value) {
        try {
            Duration retry = Duration.ofMillis(Long.parseLong(value));
            if (!retry.isNegative()) {
                return retry;
            }
        } catch (NumberFormatException notANumber) {
            // Told below, as for a negative number.
        }
        throw new ConfigException(RETRY, value, "use a number of milliseconds, 0 or more");
    }

    private static String text(Map<String, ?> config, String key, String otherwise) {
        Object value = config.get(key);
        if (value == null) {
            return otherwise;
        }
        return value instanceof Password password
                ? password.value()
                : value.toString().strip();
    }
}
