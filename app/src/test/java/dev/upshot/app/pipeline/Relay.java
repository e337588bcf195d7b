package dev.upshot.app.pipeline;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands between a service and its clients under an address of its own, and can be cut, or fall silent. */
public final class Relay implements AutoCloseable {

    private final URI service;
    private final ServerSocket server;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger turnedAway = new AtomicInteger();
    private volatile boolean cut;
    private volatile boolean silent;

    private Relay(URI service) throws IOException {
        this.service = service;
        this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        thread(this::accept);
    }

    /** A relay to the host and port of this address. */
    public static Relay to(URI service) throws IOException {
        return new Relay(service);
    }

    String url() {
        return "http://127.0.0.1:" + port();
    }

    /** On this machine. */
    public int port() {
        return server.getLocalPort();
    }

    /** From now on every connection ends at once. */
    void cut() {
        cut = true;
        open.forEach(Relay::close);
    }

    /** From now on not a byte arrives, on the connections there are and on new ones, and nobody is told. */
    public void fallSilent() {
        silent = true;
    }

    /** New connections pass again. One whose bytes were lost stays silent. */
    public void restore() {
        cut = false;
        silent = false;
    }

    /** How many connections were tried while it was cut. */
    int turnedAway() {
        return turnedAway.get();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = server.accept();
                if (cut) {
                    turnedAway.incrementAndGet();
                    close(client);
                } else if (silent) {
                    open.add(client);
                } else {
                    connect(client);
                }
            }
        } catch (IOException e) {
            open.forEach(Relay::close);
        }
    }

    private void connect(Socket client) throws IOException {
        Socket behind = new Socket(service.getHost(), service.getPort());
        open.add(client);
        open.add(behind);
        if (cut) {
            // It came just before the cut, and was not among those that were.
            close(client);
            close(behind);
        }
        thread(() -> pump(client, behind));
        thread(() -> pump(behind, client));
    }

    private void pump(Socket from, Socket to) {
        byte[] buffer = new byte[8192];
        boolean lost = false;
        try (from;
                to;
                InputStream in = from.getInputStream()) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                lost |= silent;
                if (!lost) {
                    to.getOutputStream().write(buffer, 0, read);
                }
            }
        } catch (IOException e) {
            // One of the two has hung up: closing both tells the other.
        } finally {
            open.remove(from);
            open.remove(to);
        }
    }

    private static void thread(Runnable work) {
        Thread thread = new Thread(work, "relay");
        thread.setDaemon(true);
        thread.start();
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
