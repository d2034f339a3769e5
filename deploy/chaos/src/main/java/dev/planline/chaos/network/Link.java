package dev.planline.chaos.network;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** One connection through a proxy: two sockets and what goes to and fro between them. */
final class Link {

    private static final int PIECE_BYTES = 32 << 10;

    private final Socket client;
    private final Socket server;
    private final Weather weather;
    private final Consumer<Link> gone;
    private final Allowance allowance = new Allowance();
    private final AtomicBoolean over = new AtomicBoolean();

    Link(Socket client, Socket server, Weather weather, Consumer<Link> gone) {
        this.client = client;
        this.server = server;
        this.weather = weather;
        this.gone = gone;
    }

    void start() {
        Thread.ofVirtual().start(() -> carry(client, server, /* answers= */ false));
        Thread.ofVirtual().start(() -> carry(server, client, /* answers= */ true));
    }

    private void carry(Socket from, Socket to, boolean answers) {
        byte[] piece = new byte[PIECE_BYTES];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
                int allowed = allowance.of(weather.awaitPassage(answers), read);
                out.write(piece, 0, allowed);
                if (allowed < read) {
                    break;
                }
            }
        } catch (IOException e) {
            reset(); // one side has gone, so the other shall notice
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        reset();
    }

    /** Ends the connection on both sides, as a peer that has crashed does. */
    void reset() {
        if (over.compareAndSet(false, true)) {
            reset(client);
            reset(server);
            gone.accept(this);
        }
    }

    static void reset(Socket socket) {
        try (socket) {
            socket.setSoLinger(true, 0);
        } catch (IOException e) {
            return; // it is closed already
        }
    }

    /** How much of a connection may still be carried while it is to be reset after some bytes. */
    private static final class Allowance {

        private Condition since = new Condition.Open();
        private int left;

        synchronized int of(Condition condition, int bytes) {
            if (!condition.equals(since)) {
                since = condition;
                left = condition instanceof Condition.ResetAfter(int limit) ? limit : Integer.MAX_VALUE;
            }
            if (!(condition instanceof Condition.ResetAfter)) {
                return bytes;
            }
            int allowed = Math.min(bytes, left);
            left -= allowed;
            return allowed;
        }
    }
}
