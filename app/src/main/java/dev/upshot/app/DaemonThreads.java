package dev.upshot.app;

import java.util.concurrent.ThreadFactory;

/**
 * Threads that do not keep the process alive.
 *
 * @param name of each, for logs and dumps
 */
public record DaemonThreads(String name) implements ThreadFactory {
    @Override
    public Thread newThread(Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }
}
