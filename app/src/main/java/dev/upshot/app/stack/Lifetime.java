package dev.upshot.app.stack;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import org.slf4j.LoggerFactory;

/**
 * What a command has opened: closed in reverse order at the command's end, or when the process is told to stop,
 * whichever comes first. The process then ends with 130 (Ctrl-C) or 143 (SIGTERM), as Java does by itself.
 */
public final class Lifetime implements AutoCloseable {
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private final CountDownLatch never = new CountDownLatch(1);
    private final Thread hook;
    private boolean over;
    private volatile boolean signalled;

    private Lifetime(Runnable whenSignalled) {
        hook = new Thread(
                () -> {
                    signalled = true;
                    whenSignalled.run();
                    closeAll();
                },
                "upshot-stop");
    }

    /**
     * Begins.
     *
     * @param whenSignalled told when the process is asked to stop, before anything is closed
     */
    public static Lifetime begin(Runnable whenSignalled) {
        Lifetime lifetime = new Lifetime(whenSignalled);
        Runtime.getRuntime().addShutdownHook(lifetime.hook);
        return lifetime;
    }

    /** Remembers something to close. If the end has come in the meantime it is closed at once and the caller stops. */
    public <T extends AutoCloseable> T owns(T resource) {
        synchronized (opened) {
            if (!over) {
                opened.push(resource);
                return resource;
            }
        }
        closeOne(resource);
        throw new Ended();
    }

    /** Waits for the process's end where a signal has begun it: the rest of the command has nothing more to say. */
    public void yieldToSignal() {
        while (signalled) {
            try {
                never.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    @Override
    public void close() {
        yieldToSignal();
        closeAll();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process ends at this moment: the hook finds nothing left to close.
            yieldToSignal();
        }
    }

    private void closeAll() {
        while (true) {
            AutoCloseable next;
            synchronized (opened) {
                over = true;
                next = opened.poll();
            }
            if (next == null) {
                return;
            }
            closeOne(next);
        }
    }

    private static void closeOne(AutoCloseable resource) {
        try {
            resource.close();
        } catch (Exception e) {
            LoggerFactory.getLogger(Lifetime.class).warn("did not stop cleanly: {}", e.getMessage(), e);
        }
    }

    /** Thrown to a thread that opens something after the end. */
    public static final class Ended extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Ended() {
            super("stopping");
        }
    }
}
