package dev.planline.chaos.cluster;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/**
 * Ports for processes that are started again and again: below those that the system gives to connections that go out, so that none of these has
 * taken it meanwhile.
 */
public final class Ports {

    private static final int FIRST = 20_000;
    private static final int LAST = 30_000;

    private int next;

    /** Begins to look at one that the seed names. */
    public Ports(long seed) {
        next = FIRST + (int) Math.floorMod(seed, (long) (LAST - FIRST));
    }

    /** One that nobody listens to now, and that was not given out before. */
    int next() {
        for (int tried = FIRST; tried < LAST; tried++) {
            next = next + 1 < LAST ? next + 1 : FIRST;
            if (free(next)) {
                return next;
            }
        }
        throw new IllegalStateException("no port from " + FIRST + " to " + LAST + " is free");
    }

    private static boolean free(int port) {
        try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
