package dev.upshot.wire;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The registries of one configuration, which are waited for while they are away. Thread-safe. */
final class RegistryConnection {

    private static final Logger LOG = LoggerFactory.getLogger(RegistryConnection.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final List<WireSettings.Registry> registries;
    private final Duration retry;

    /** The address that answered last: the one to begin with. */
    private volatile int preferred;

    RegistryConnection(WireSettings settings) {
        this.registries = settings.registries();
        this.retry = settings.retry();
    }

    /**
     * Tries every address, again and again with growing pauses, until one answers.
     *
     * @throws RegistryUnavailableException if the time is over
     */
    RegistryAnswer ask(RegistryCall call) {
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
}
