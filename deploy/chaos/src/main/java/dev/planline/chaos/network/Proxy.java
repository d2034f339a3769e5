package dev.planline.chaos.network;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Stands between processes and a port of this machine, and lets through what the condition of the network allows.
 *
 * <p>Bytes are held back, never left out: a connection either carries all of them, however late, or is reset. So does TCP.
 */
public final class Proxy implements AutoCloseable {

    private static final int BACKLOG = 200;

    private final int target;
    private final ServerSocket listening;
    private final Weather weather = new Weather();
    private final Set<Link> links = ConcurrentHashMap.newKeySet();

    /**
     * Begins to listen.
     *
     * @param target port of this machine that it leads to; nobody needs to listen there yet
     */
    public Proxy(int target) {
        this.target = target;
        try {
            listening = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().name("proxy-of-" + target).start(this::accept);
    }

    /** Where it listens. */
    public int port() {
        return listening.getLocalPort();
    }

    /** From now on the network fares like this, for connections that stand and for new ones. */
    public void impose(Condition condition) {
        weather.become(condition);
        if (condition instanceof Condition.Dropped) {
            links.forEach(Link::reset);
        }
    }

    private void accept() {
        while (!listening.isClosed()) {
            acceptOne();
        }
    }

    private void acceptOne() {
        try {
            connect(listening.accept());
        } catch (IOException e) {
            return; // it is closed, or the peer has gone already
        }
    }

    private void connect(Socket client) throws IOException {
        if (weather.now() instanceof Condition.Dropped) {
            Link.reset(client);
            return;
        }
        Socket server;
        try {
            server = new Socket(InetAddress.getLoopbackAddress(), target);
        } catch (IOException e) {
            Link.reset(client); // nobody listens: the client learns it as it would without us
            return;
        }
        var link = new Link(client, server, weather, links::remove);
        links.add(link);
        link.start();
    }

    @Override
    public void close() {
        try {
            listening.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        impose(new Condition.Dropped());
    }
}
