package dev.planline.observability;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;

/** Makes the HTTP servers of a process. */
public final class HttpServers {

    /** Most connections to one server at once; a further one is closed. {@code -Djdk.httpserver.maxConnections} sets another number. */
    public static final int CONNECTIONS = 500;

    static {
        // Otherwise the rest of a reply that is not sent at once waits 40 ms for the client's acknowledgement of its beginning.
        // The JDK has no other way to say so, and looks once, when the first server is made.
        System.setProperty("sun.net.httpserver.nodelay", System.getProperty("sun.net.httpserver.nodelay", "true"));
        System.setProperty("jdk.httpserver.maxConnections",
                System.getProperty("jdk.httpserver.maxConnections", Integer.toString(CONNECTIONS)));
    }

    private HttpServers() {}

    /**
     * A server that listens and is not started yet.
     *
     * @param backlog connections that wait to be accepted; 0 for what the system has
     */
    public static HttpServer listen(InetSocketAddress address, int backlog) throws IOException {
        return HttpServer.create(address, backlog);
    }
}
