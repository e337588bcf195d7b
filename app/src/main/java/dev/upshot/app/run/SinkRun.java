package dev.upshot.app.run;

import com.zaxxer.hikari.HikariDataSource;
import dev.upshot.app.DaemonThreads;
import dev.upshot.app.stack.Stack;
import dev.upshot.app.terminal.Terminal;
import dev.upshot.sink.Sink;
import dev.upshot.sink.SinkSettings;
import dev.upshot.sink.SinkState;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Writes what was measured to the reporting database, and tells when it has to wait. */
public final class SinkRun implements AutoCloseable {
    private static final long LOOK_MILLIS = 1_000;

    private final Sink sink;
    private final HikariDataSource connections;
    private final Terminal terminal;
    private final ScheduledExecutorService watcher;
    private boolean waiting;

    private SinkRun(Sink sink, HikariDataSource connections, Terminal terminal) {
        this.sink = sink;
        this.connections = connections;
        this.terminal = terminal;
        this.watcher = Executors.newSingleThreadScheduledExecutor(new DaemonThreads("upshot-sink-watch"));
    }

    /** Starts writing to the stack's database, which must have been migrated. */
    public static SinkRun start(Stack stack, Terminal terminal) {
        HikariDataSource connections = stack.connections();
        Sink sink = Sink.start(new SinkSettings(
                connections, stack.topics(), stack.consumer(), stack.target().wire()));
        SinkRun run = new SinkRun(sink, connections, terminal);
        run.watcher.scheduleWithFixedDelay(run::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
        return run;
    }

    /** Completes when the sink has stopped; exceptionally if it had to by itself. */
    public CompletionStage<Void> ended() {
        return sink.ended();
    }

    /** How the sink is doing. */
    SinkState state() {
        return sink.state();
    }

    private void look() {
        SinkState state = sink.state();
        boolean waits = state.status() == SinkState.Status.WAITING;
        if (waits && !waiting) {
            terminal.say("  the sink waits, nothing is lost: " + state.problem());
        } else if (waiting && state.status() == SinkState.Status.RUNNING) {
            terminal.ok("sink      writes again");
        }
        waiting = waits;
    }

    /** Stops after the transaction under way. */
    @Override
    public void close() {
        watcher.shutdownNow();
        sink.close();
        connections.close();
    }
}
