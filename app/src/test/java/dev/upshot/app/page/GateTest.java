package dev.upshot.app.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upshot.app.page.Gate.Visitor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GateTest {
    private static final String TOKEN = "0123456789abcdef";

    private final Gate local = new Gate(null);
    private final Gate guarded = new Gate(TOKEN);

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "localhost:8088", "LocalHost:1", "127.0.0.1:8088", "[::1]:8088"})
    void letsReadersOfThisMachineIn(String host) {
        assertThat(local.answer(get(host, null, null))).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "evil.example:8088",
                "localhost.evil.example",
                "127.0.0.1.evil.example",
                "",
                "[::2]:1"
            })
    void refusesEveryOtherNameSoThatNoPageOfTheWebCanReadIt(String host) {
        assertThat(local.answer(get(host, null, null))).isEqualTo(403);
    }

    @Test
    void refusesARequestWithoutHost() {
        assertThat(local.answer(get(null, null, null))).isEqualTo(403);
    }

    @Test
    void asksForTheTokenByHeaderOrCookie() {
        assertThat(guarded.answer(get("page.example", null, null))).isEqualTo(401);
        assertThat(guarded.answer(get("page.example", "Bearer wrong", null))).isEqualTo(401);
        assertThat(guarded.answer(get("page.example", "Bearer " + TOKEN, null))).isEqualTo(200);
        assertThat(guarded.answer(get("page.example", null, "a=b; upshot_token=" + TOKEN)))
                .isEqualTo(200);
        assertThat(guarded.answer(get("page.example", null, "other_upshot_token=" + TOKEN)))
                .isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "OPTIONS", "TRACE"})
    void onlyReads(String method) {
        assertThat(local.answer(new Visitor(method, "localhost", null, null, false)))
                .isEqualTo(405);
    }

    @Test
    void takesNoBody() {
        assertThat(local.answer(new Visitor("GET", "localhost", null, null, true)))
                .isEqualTo(413);
    }

    private static Visitor get(@Nullable String host, @Nullable String authorization, @Nullable String cookie) {
        return new Visitor("GET", host, authorization, cookie, false);
    }
}
