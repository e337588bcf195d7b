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

/** Stands between a service and its clients under an address of its own, and can be cut. */
final class Relay implements AutoCloseable {

    private final URI service;
    private final ServerSocket server;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger turnedAway = new AtomicInteger();
    private volatile boolean cut;

    private Relay(URI service) throws IOException {
        this.service = service;
        this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        thread(this::accept);
    }

    static Relay to(URI service) throws IOException {
        return new Relay(service);
    }

    String url() {
        return "http://127.0.0.1:" + server.getLocalPort();
    }

    /** From now on every connection ends at once. */
    void cut() {
        cut = true;
        open.forEach(Relay::close);
    }

    void restore() {
        cut = false;
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
        try (from;
                to;
                InputStream in = from.getInputStream()) {
            in.transferTo(to.getOutputStream());
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
