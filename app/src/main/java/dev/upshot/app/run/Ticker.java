package dev.upshot.app.run;

import dev.upshot.app.DaemonThreads;
import dev.upshot.app.Target;
import dev.upshot.app.publish.KafkaPublisher;
import dev.upshot.app.publish.PublishException;
import dev.upshot.app.publish.Publisher;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets time pass in the log: writes ticks of the wall clock, less a margin, into every partition of every event topic, so
 * that the silent ones do not hold back the others. Only while the log is live, that is while the newest event or tick is within a day
 * of the wall clock: history that is being imported is not overtaken by today. Several tickers do no harm, because only
 * the highest tick counts.
 */
public final class Ticker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Ticker.class);
    private static final Duration LIVE = Duration.ofDays(1);

    private final Clock clock;
    private final Duration margin;
    private final Supplier<OptionalLong> newest;
    private final Supplier<Publisher> publishers;
    private final ScheduledExecutorService schedule;
    private @Nullable Publisher publisher;

    Ticker(Clock clock, Duration margin, Supplier<OptionalLong> newest, Supplier<Publisher> publishers) {
        this.clock = clock;
        this.margin = margin;
        this.newest = newest;
        this.publishers = publishers;
        this.schedule = Executors.newSingleThreadScheduledExecutor(new DaemonThreads("upshot-ticker"));
    }

    /**
     * Ticks until closed.
     *
     * @param margin how far ticks stay behind the wall clock
     * @param every how often
     * @param admin looks at the topics; becomes the ticker's own
     */
    public static Ticker start(Target target, Duration margin, Duration every, Admin admin) {
        NewestRecord newest = new NewestRecord(admin, target.topics());
        Ticker ticker = new Ticker(Clock.systemUTC(), margin, newest::timestamp, () -> KafkaPublisher.to(target));
        ticker.schedule.scheduleWithFixedDelay(ticker::tickQuietly, 0, every.toMillis(), TimeUnit.MILLISECONDS);
        ticker.schedule.execute(() -> LOG.info("ticking. every={} margin={}", every, margin));
        return ticker;
    }

    /** A broker that is away is a matter of others, who tell it; the next tick says all that this one would have. */
    private void tickQuietly() {
        try {
            tick();
        } catch (KafkaException | PublishException e) {
            LOG.info("no tick this time. reason=\"{}\"", Trouble.root(e));
            forgetPublisher();
        }
    }

    /** Writes one tick, unless the log is not live; returns whether it did. */
    boolean tick() {
        Instant now = clock.instant();
        OptionalLong latest = newest.get();
        if (latest.isEmpty() || latest.getAsLong() < now.minus(LIVE).toEpochMilli()) {
            return false;
        }
        if (publisher == null) {
            publisher = publishers.get();
        }
        publisher.tick(now.minus(margin));
        return true;
    }

    private void forgetPublisher() {
        Publisher broken = publisher;
        publisher = null;
        if (broken != null) {
            try {
                broken.close();
            } catch (PublishException e) {
                LOG.debug("closed a ticker's producer that had failed", e);
            }
        }
    }

    @Override
    public void close() {
        schedule.shutdownNow();
        try {
            if (schedule.awaitTermination(5, TimeUnit.SECONDS)) {
                forgetPublisher();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
