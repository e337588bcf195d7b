package dev.upshot.app.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.upshot.report.ReportException;
import dev.upshot.report.ReportException.Kind;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KeptTest {
    /** Looks at every request, and waits for no look. */
    private static final Kept.Ages IMPATIENT = new Kept.Ages(Duration.ZERO, Duration.ZERO, Duration.ZERO);

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private long now;
    private long took;
    private int looks;
    private @Nullable RuntimeException failure;

    @Test
    void whoeverWaitsForADatabaseThatHangsIsGivenWhatIsKept() {
        Queue<Runnable> hanging = new ArrayDeque<>();
        List<String> marks = new ArrayList<>(List.of("1"));
        Kept<String> kept = new Kept<>(
                () -> marks.get(0), before -> before == null ? "first" : "second", IMPATIENT, hanging::add, () -> now);
        kept.begin();
        hanging.remove().run();

        marks.set(0, "2");
        pass(1);
        Kept.Silence silence = Objects.requireNonNull(kept.get().silence());
        assertThat(kept.get()).isEqualTo(new Kept.Given<>("first", silence));
        assertThat(silence.since()).isAfterOrEqualTo(silence.read());
        assertThat(silence.grounds()).contains("does not answer");
        assertThat(hanging).as("one look at a time").hasSize(1);

        hanging.remove().run();
        assertThat(kept.get().value()).isEqualTo("second");
    }

    @ParameterizedTest
    @EnumSource
    void onlyWhileTheDatabaseIsAwayIsAnythingKept(Kind kind) {
        Kept<String> kept = kept(new Kept.Ages(Duration.ofSeconds(5), MINUTE, Duration.ZERO));
        assertThat(kept.get()).isEqualTo(new Kept.Given<>("read", null));

        failure = new ReportException(kind, "it is so");
        pass(6);
        if (kind == Kind.DATABASE_UNAVAILABLE) {
            kept.get();
            assertThat(kept.get().value()).isEqualTo("read");
            assertThat(kept.get().silence()).extracting(Kept.Silence::grounds).isEqualTo("it is so");
        } else {
            kept.get();
            assertThatThrownBy(kept::get).isSameAs(failure);
        }
    }

    @Test
    void aFaultOfOursIsNoDatabaseThatIsAway() {
        Kept<String> kept = kept(IMPATIENT);
        failure = new IllegalStateException("not allowed");
        pass(1);

        assertThatThrownBy(kept::get).hasMessage("not allowed");
    }

    @Test
    void aLookThatFailedAfterLongWorkRestsAsOneThatFoundSomething() {
        Kept<String> kept = kept(new Kept.Ages(Duration.ofSeconds(5), MINUTE, Duration.ZERO));
        took = 100;
        failure = new ReportException(Kind.DATABASE_FAULT, "canceled");
        pass(6);
        kept.get();
        took = 0;
        failure = null;

        pass(899);
        assertThatThrownBy(kept::get).hasMessage("canceled");
        pass(2);
        assertThat(kept.get().value()).isEqualTo("read");
    }

    @Test
    void aDatabaseThatIsBackIsFoundWithinAMinuteAndOneThatRefusedAtOnceWithinSeconds() {
        Kept<String> kept = kept(new Kept.Ages(Duration.ofSeconds(5), MINUTE, Duration.ZERO));
        took = 120;
        failure = new ReportException(Kind.DATABASE_UNAVAILABLE, "silence");
        pass(6);
        kept.get();
        took = 0;

        pass(59);
        int asked = looks;
        assertThat(kept.get().silence()).isNotNull();
        assertThat(looks).isEqualTo(asked);
        pass(2);
        kept.get();
        assertThat(looks).as("refused at once").isEqualTo(asked + 1);

        failure = null;
        pass(6);
        kept.get();
        assertThat(kept.get()).isEqualTo(new Kept.Given<>("read", null));
    }

    @Test
    void whoeverComesBeforeAnythingWasReadDoesNotWaitWithoutLimit() {
        Queue<Runnable> hanging = new ArrayDeque<>();
        Kept<String> kept = new Kept<>(() -> "1", before -> "first", IMPATIENT, hanging::add);
        kept.begin();

        assertThatExceptionOfType(ReportException.class)
                .isThrownBy(kept::get)
                .withMessageContaining("has not answered yet")
                .extracting(ReportException::kind)
                .isEqualTo(Kind.DATABASE_UNAVAILABLE);
        assertThat(hanging).as("one look at a time").hasSize(1);

        hanging.remove().run();
        assertThat(kept.get().value()).isEqualTo("first");
    }

    @Test
    void whoeverWaitsOrComesWhileTheSiteIsBeingStoppedIsToldSo() {
        Queue<Runnable> hanging = new ArrayDeque<>();
        Kept<String> kept = new Kept<>(
                () -> "1", before -> "first", new Kept.Ages(Duration.ZERO, Duration.ZERO, MINUTE), hanging::add);
        CompletableFuture<Kept.Given<String>> waiting = CompletableFuture.supplyAsync(kept::get);
        kept.close();

        assertThatThrownBy(waiting::join).hasCauseInstanceOf(Kept.Closed.class);
        assertThatThrownBy(kept::get).isInstanceOf(Kept.Closed.class);
    }

    /** What was read, by a clock that goes on only when told to; it has looked once. */
    private Kept<String> kept(Kept.Ages ages) {
        Kept<String> kept = new Kept<>(
                () -> {
                    looks++;
                    pass(took);
                    RuntimeException why = failure;
                    if (why != null) {
                        throw why;
                    }
                    return "mark";
                },
                before -> "read",
                ages,
                Runnable::run,
                () -> now);
        kept.begin();
        return kept;
    }

    private void pass(long seconds) {
        now += Duration.ofSeconds(seconds).toNanos();
    }
}
