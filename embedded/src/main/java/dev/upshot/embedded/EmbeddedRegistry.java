package dev.upshot.embedded;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A small schema registry inside this process that speaks Confluent's REST API, on a free port of 127.0.0.1.
 *
 * <p>For Avro schemas; registers, looks up, tells versions and ids, checks compatibility ({@code BACKWARD_TRANSITIVE}
 * unless configured otherwise) and keeps everything in {@code schemas.jsonl} in its directory. It does not delete, and
 * knows no modes, contexts or references. Thread-safe.
 */
public final class EmbeddedRegistry implements AutoCloseable {
    private static final int THREADS = 4;

    private final StateDirectory lock;
    private final RegistryStore store;
    private final HttpServer server;
    private final ExecutorService threads;
    private boolean closed;

    private EmbeddedRegistry(StateDirectory lock, RegistryStore store, HttpServer server, ExecutorService threads) {
        this.lock = lock;
        this.store = store;
        this.server = server;
        this.threads = threads;
    }

    /**
     * Starts a registry on a directory, which is created where it is missing.
     *
     * @throws EmbeddedException if it cannot be started; the message says why and what to do
     */
    public static EmbeddedRegistry start(Path directory) {
        StateDirectory lock = StateDirectory.lock(directory);
        try {
            RegistryStore store = RegistryStore.open(lock.path().resolve("schemas.jsonl"));
            ExecutorService threads = Executors.newFixedThreadPool(THREADS, EmbeddedRegistry::daemon);
            HttpServer server = HttpServer.create(FreePort.loopback(0), 0);
            server.setExecutor(threads);
            server.createContext("/", new RegistryHandler(new RegistryApi(store)));
            server.start();
            return new EmbeddedRegistry(lock, store, server, threads);
        } catch (IOException e) {
            lock.close();
            throw EmbeddedException.at("cannot start the schema registry in", lock.path(), e);
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /** The address for clients: {@code http://127.0.0.1:port}; another one after every start. */
    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Stops the registry; what it has acknowledged is on the disk already. Idempotent. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        server.stop(0);
        threads.shutdown();
        store.close();
        lock.close();
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "upshot-registry");
        thread.setDaemon(true);
        return thread;
    }
}
