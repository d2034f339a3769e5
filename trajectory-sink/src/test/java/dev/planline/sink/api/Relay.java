package dev.planline.sink.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.LongSupplier;

/** Stands between a client and a server on this machine, keeps what the client says, and cuts connections. */
final class Relay implements AutoCloseable {

    private final int target;
    private final LongSupplier bytes;
    private final ServerSocket listening;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final Queue<String> asked = new ConcurrentLinkedQueue<>();

    /**
     * @param bytes after how many bytes of answers a new connection is cut; none comes through after them
     */
    Relay(int target, LongSupplier bytes) throws IOException {
        this.target = target;
        this.bytes = bytes;
        this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::listen);
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + listening.getLocalPort());
    }

    /** How often the client has said something that begins a request, as a regular expression. */
    int requests(String begin) {
        return String.join("", asked).split(begin, -1).length - 1;
    }

    private void cut() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    private void listen() {
        try {
            while (true) {
                Socket client = listening.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
                sockets.add(client);
                sockets.add(server);
                long most = bytes.getAsLong();
                Thread.ofVirtual().start(() -> copy(client, server, Long.MAX_VALUE, asked));
                Thread.ofVirtual().start(() -> copy(server, client, most, new ConcurrentLinkedQueue<>()));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private static void copy(Socket from, Socket to, long most, Queue<String> said) {
        try (from; to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] buffer = new byte[4096];
            long left = most;
            for (int read = in.read(buffer); read >= 0 && left > 0; read = in.read(buffer)) {
                int passed = (int) Math.min(left, read);
                said.add(new String(buffer, 0, passed, StandardCharsets.UTF_8));
                out.write(buffer, 0, passed);
                left -= passed;
                if (left == 0) {
                    return;
                }
            }
        } catch (IOException e) {
            // one of the two has gone
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
        cut();
    }
}
