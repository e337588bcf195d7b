package dev.upshot.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.types.Password;
import org.junit.jupiter.api.Test;

class WireSettingsTest {

    private static final String URL = "http://registry:8081";

    private static void assertRefused(Map<String, ?> config, String... told) {
        assertThatThrownBy(() -> WireSettings.of(config))
                .isInstanceOf(ConfigException.class)
                .hasMessageContainingAll(told)
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void anAddressIsAllThatIsNeeded() {
        WireSettings settings = WireSettings.of(Map.of("schema.registry.url", URL + "/apis/ccompat/v7/"));

        assertThat(settings.registries()).hasToString("[http://registry:8081/apis/ccompat/v7]");
        assertThat(settings.autoRegister()).isTrue();
        assertThat(settings.retry()).isEqualTo(Duration.ofMinutes(1));
        assertThat(settings.subjects()).isEqualTo(SubjectStrategy.BY_RECORD);
    }

    @Test
    void valuesMayBeOfTheirOwnType() {
        WireSettings settings = WireSettings.of(Map.of(
                "schema.registry.url",
                URL,
                "auto.register.schemas",
                false,
                "registry.retry.ms",
                0,
                "basic.auth.user.info",
                new Password("ana:s3cret")));

        assertThat(settings.autoRegister()).isFalse();
        assertThat(settings.retry()).isZero();
        assertThat(settings.registries().get(0).authorization()).startsWith("Basic ");
    }

    @Test
    void theRetryTimeMayComeWithoutThePrefixOfItsFamily() {
        Map<String, String> config = Map.of("schema.registry.url", URL, "retry.ms", "5");

        assertThat(WireSettings.of(config).retry()).isEqualTo(Duration.ofMillis(5));
        assertThat(WireSettings.of(plus(config, "registry.retry.ms", "0")).retry())
                .isZero();
    }

    @Test
    void whatIsWrongIsTold() {
        assertRefused(Map.of(), "schema.registry.url is not set", "http://127.0.0.1:8081");
        assertRefused(Map.of("schema.registry.url", " , "), "schema.registry.url is not set");
        for (String url :
                new String[] {"registry:8081", "ftp://x", "http://", "http://ana:s3cret@ho st", "http://x y"}) {
            assertRefused(Map.of("schema.registry.url", url), "schema.registry.url", "http://host:port");
        }
        Map<String, String> url = Map.of("schema.registry.url", URL);
        assertRefused(plus(url, "auto.register.schemas", "yes"), "auto.register.schemas", "yes", "true or false");
        assertRefused(plus(url, "registry.retry.ms", "-1"), "registry.retry.ms", "-1", "milliseconds");
        assertRefused(plus(url, "registry.retry.ms", "1 min"), "registry.retry.ms", "1 min");
        assertRefused(
                plus(url, "basic.auth.credentials.source", "SASL_INHERIT"),
                "basic.auth.credentials.source",
                "USER_INFO");
        assertRefused(
                plus(plus(url, "basic.auth.credentials.source", "USER_INFO"), "basic.auth.user.info", "s3cret"),
                "basic.auth.user.info must be user:password");
    }

    @Test
    void keysOfTopicsAreNotForThisSerde() {
        Map<String, String> config = Map.of("schema.registry.url", URL);

        assertThatThrownBy(() -> new RegistryAvroSerializer().configure(config, true))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("StringSerializer");
        assertThatThrownBy(() -> new RegistryAvroDeserializer().configure(config, true))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("StringDeserializer");
    }

    @Test
    void anUnconfiguredSerdeSaysSo() {
        assertThatThrownBy(() -> new RegistryAvroSerializer().serialize("t", Samples.decision()))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> new RegistryAvroDeserializer().deserialize("t", new byte[5]))
                .isInstanceOf(IllegalStateException.class);
    }

    private static Map<String, String> plus(Map<String, String> config, String key, String value) {
        Map<String, String> all = new HashMap<>(config);
        all.put(key, value);
        return all;
    }
}
