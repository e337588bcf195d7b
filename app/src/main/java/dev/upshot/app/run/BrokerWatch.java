package dev.upshot.app.run;

import dev.upshot.app.DaemonThreads;
import dev.upshot.app.terminal.Terminal;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;

/** Tells when the broker goes away and when it is back; the clients themselves just keep trying. */
public final class BrokerWatch implements AutoCloseable {
    private static final Duration EVERY = Duration.ofSeconds(5);
    private static final int ANSWER_MILLIS = 4_000;

    private final Admin admin;
    private final String servers;
    private final Terminal terminal;
    private final ScheduledExecutorService watcher;
    private boolean away;

    private BrokerWatch(Admin admin, String servers, Terminal terminal) {
        this.admin = admin;
        this.servers = servers;
        this.terminal = terminal;
        this.watcher = Executors.newSingleThreadScheduledExecutor(new DaemonThreads("upshot-broker-watch"));
    }

    /** Watches until closed; the client becomes this watch's own. */
    public static BrokerWatch start(Admin admin, String servers, Terminal terminal) {
        BrokerWatch watch = new BrokerWatch(admin, servers, terminal);
        watch.watcher.scheduleWithFixedDelay(watch::look, EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
        return watch;
    }

    private void look() {
        boolean answers = answers();
        if (away && answers) {
            terminal.ok("broker    " + servers + " is back");
        } else if (!away && !answers) {
            terminal.say("  the broker " + servers + " does not answer; waiting for it, nothing is lost");
        }
        away = !answers;
    }

    private boolean answers() {
        try {
            admin.describeCluster(new DescribeClusterOptions().timeoutMs(ANSWER_MILLIS))
                    .nodes()
                    .get(ANSWER_MILLIS * 2L, TimeUnit.MILLISECONDS);
            return true;
        } catch (ExecutionException | TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return !away;
        }
    }

    @Override
    public void close() {
        watcher.shutdownNow();
        admin.close(Duration.ofSeconds(1));
    }
}
