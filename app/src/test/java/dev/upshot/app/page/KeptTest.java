package dev.upshot.app.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;

class KeptTest {
    /** Looks at every request, and waits for no look. */
    private static final Kept.Ages IMPATIENT = new Kept.Ages(Duration.ZERO, Duration.ZERO, Duration.ZERO);

    @Test
    void whoeverWaitsForADatabaseThatHangsIsGivenWhatIsKept() {
        Queue<Runnable> hanging = new ArrayDeque<>();
        List<String> marks = new ArrayList<>(List.of("1"));
        Kept<String> kept =
                new Kept<>(() -> marks.get(0), before -> before == null ? "first" : "second", IMPATIENT, hanging::add);
        kept.begin();
        hanging.remove().run();

        marks.set(0, "2");
        // What took a moment to read rests for some.
        Kept.Silence silence = await().until(() -> kept.get().silence(), Objects::nonNull);
        assertThat(kept.get()).isEqualTo(new Kept.Given<>("first", silence));
        assertThat(silence.since()).isAfterOrEqualTo(silence.read());
        assertThat(silence.grounds()).contains("does not answer");
        assertThat(hanging).as("one look at a time").hasSize(1);

        hanging.remove().run();
        assertThat(kept.get().value()).isEqualTo("second");
    }

    @Test
    void whoeverMayNotReadAnyMoreIsGivenNothing() {
        List<RuntimeException> refusals = new ArrayList<>();
        Executor atOnce = Runnable::run;
        Kept<String> kept = new Kept<>(
                () -> {
                    refusals.forEach(refusal -> {
                        throw refusal;
                    });
                    return "mark";
                },
                before -> "read",
                IMPATIENT,
                atOnce);
        assertThat(kept.get()).isEqualTo(new Kept.Given<>("read", null));

        refusals.add(new IllegalStateException("not allowed"));
        await().untilAsserted(() -> assertThatThrownBy(kept::get).hasMessage("not allowed"));
    }
}
