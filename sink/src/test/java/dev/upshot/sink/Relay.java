package dev.upshot.sink;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Stands between the sink and PostgreSQL, under a port of its own, and fails as networks do. */
final class Relay implements AutoCloseable {
    /** What it does to the connections it has, and to new ones until it is restored. */
    enum Fault {
        /** Both sides are told at once. */
        CUT,
        /** Nobody is told anything; not a byte arrives. */
        STALL,
        /** The sink's side is closed for reading, as by a server that has ended its half; the server hears nothing. */
        HALF_CLOSED
    }

    private final int server;
    private final ServerSocket listening;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile boolean faulty;
    private volatile Fault fault = Fault.CUT;

    private Relay(int server) throws IOException {
        this.server = server;
        this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        thread(this::accept);
    }

    static Relay to(int server) throws IOException {
        return new Relay(server);
    }

    int port() {
        return listening.getLocalPort();
    }

    void begin(Fault next) {
        fault = next;
        faulty = true;
        if (next == Fault.CUT) {
            open.forEach(Relay::reset);
        } else if (next == Fault.HALF_CLOSED) {
            open.stream().filter(socket -> socket.getLocalPort() == port()).forEach(Relay::endOutput);
        }
    }

    /** New connections pass again. Those that stalled never do: their bytes are lost. */
    void restore() {
        faulty = false;
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listening.accept();
                open.add(client);
                if (!faulty) {
                    connect(client);
                } else if (fault != Fault.STALL) {
                    reset(client);
                }
            }
        } catch (IOException e) {
            open.forEach(Relay::reset);
        }
    }

    private void connect(Socket client) throws IOException {
        Socket behind = new Socket(InetAddress.getLoopbackAddress(), server);
        open.add(behind);
        if (faulty && fault == Fault.CUT) {
            // It came just before the cut, and was not among those that were.
            reset(client);
            reset(behind);
        }
        thread(() -> pump(client, behind));
        thread(() -> pump(behind, client));
    }

    private void pump(Socket from, Socket to) {
        byte[] buffer = new byte[8192];
        try (from;
                to;
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            int read = in.read(buffer);
            while (read >= 0) {
                if (faulty && fault != Fault.CUT) {
                    swallow(in, buffer);
                    return;
                }
                out.write(buffer, 0, read);
                read = in.read(buffer);
            }
        } catch (IOException e) {
            // One of the two has hung up: closing both tells the other.
        } finally {
            open.remove(from);
            open.remove(to);
        }
    }

    private static void swallow(InputStream in, byte[] buffer) throws IOException {
        while (in.read(buffer) >= 0) {
            // A stalled connection stays so until its owner gives it up.
        }
    }

    private static void thread(Runnable work) {
        Thread thread = new Thread(work, "relay");
        thread.setDaemon(true);
        thread.start();
    }

    private static void reset(Socket socket) {
        try {
            // No farewell: what is under way is lost.
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException e) {
            // Its owner was faster: it is closed.
        }
    }

    private static void endOutput(Socket socket) {
        try {
            socket.shutdownOutput();
        } catch (IOException e) {
            // Its owner was faster: it is closed.
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }
}
