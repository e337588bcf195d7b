package dev.upshot.app.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LifetimeTest {
    private final List<String> closed = new ArrayList<>();

    @Test
    void what_was_opened_last_is_closed_first() {
        try (Lifetime lifetime = Lifetime.begin(() -> {})) {
            lifetime.owns(() -> closed.add("first"));
            lifetime.owns(() -> closed.add("second"));
        }

        assertThat(closed).containsExactly("second", "first");
    }

    @Test
    void a_failing_close_does_not_keep_the_others_open() {
        try (Lifetime lifetime = Lifetime.begin(() -> {})) {
            lifetime.owns(() -> closed.add("first"));
            lifetime.owns(() -> {
                throw new IllegalStateException("no");
            });
        }

        assertThat(closed).containsExactly("first");
    }

    @Test
    void what_is_opened_after_the_end_is_closed_at_once() {
        Lifetime lifetime = Lifetime.begin(() -> {});
        lifetime.close();

        assertThatThrownBy(() -> lifetime.owns(() -> closed.add("late"))).isInstanceOf(Lifetime.Ended.class);
        assertThat(closed).containsExactly("late");
    }
}
